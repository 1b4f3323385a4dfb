package backproplab.ui.app;

import backproplab.ui.viewmodel.Document;
import backproplab.ui.viewmodel.LabModel;

import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/// The program with its window.
public final class LabApp extends Application {
    /// What to open, handed over by who starts the toolkit, which makes this object by itself.
    private static final AtomicReference<@Nullable Document> TO_OPEN = new AtomicReference<>();

    private @Nullable LabModel model;
    private Theme theme = Theme.LIGHT;

    /// Opens the window and returns when it is closed.
    public static void open(Document document) {
        TO_OPEN.set(document);
        launch(LabApp.class);
    }

    @Override
    public void start(Stage stage) {
        LabModel opened = new LabModel(Objects.requireNonNull(TO_OPEN.get()), Platform::runLater);
        model = opened;
        List<Menus.Section> sections = new ArrayList<>();
        MainWindow[] window = new MainWindow[1];
        sections.add(runMenu(opened));
        sections.add(
                new Menus.Section(
                        "Edit",
                        List.of(
                                List.of(
                                        Menus.Action.of("Undo", "Shortcut+Z", opened::undo)
                                                .onlyWhen(opened.canUndoProperty()),
                                        Menus.Action.of("Redo", "Shortcut+Y", opened::redo)
                                                .onlyWhen(opened.canRedoProperty())))));
        sections.add(
                new Menus.Section(
                        "View",
                        List.of(
                                List.of(
                                        Menus.Action.of(
                                                "Light or dark", "Shortcut+T", () -> changeTheme(window[0]))))));
        sections.add(
                new Menus.Section(
                        "Help", List.of(List.of(Menus.Action.of("Keys", "F1", () -> showKeys(stage, sections))))));
        window[0] = new MainWindow(opened, Menus.bar(sections));
        theme.apply();
        window[0].setPalette(theme.palette());
        Scene scene = new Scene(window[0], 1600, 1000);
        scene.getStylesheets().add(Theme.STYLESHEET);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> plainKey(event, opened));
        stage.setScene(scene);
        stage.setMinWidth(1000);
        stage.setMinHeight(700);
        stage.titleProperty().bind(opened.documentProperty().map(it -> it.title() + " – Backprop Lab"));
        stage.show();
        new RedrawLoop(window[0].views()).start();
    }

    @Override
    public void stop() {
        if (model != null) {
            model.close();
        }
    }

    private static Menus.Section runMenu(LabModel model) {
        return new Menus.Section(
                "Run",
                List.of(
                        List.of(
                                Menus.Action.of("Train or pause", "", model::toggleRunning),
                                Menus.Action.of("One step", "", model::makeStep),
                                Menus.Action.of("To the end of the epoch", "", model::finishEpoch)),
                        List.of(
                                Menus.Action.of("Reset to the same weights", "Shortcut+R", model::reset),
                                Menus.Action.of("New weights", "Shortcut+Shift+R", model::newWeights))));
    }

    /// Keys without Ctrl work everywhere but where text is typed; Space presses a focused button as ever.
    private static void plainKey(KeyEvent event, LabModel model) {
        if (event.isShortcutDown() || event.isAltDown() || event.getTarget() instanceof TextInputControl) {
            return;
        }
        if (event.getCode() == KeyCode.SPACE && event.getTarget() instanceof ButtonBase) {
            return;
        }
        switch (event.getCode()) {
            case SPACE -> model.toggleRunning();
            case S -> model.makeStep();
            case E -> model.finishEpoch();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void changeTheme(MainWindow window) {
        theme = theme.other();
        theme.apply();
        window.setPalette(theme.palette());
    }

    private static void showKeys(Stage owner, List<Menus.Section> sections) {
        Alert keys = new Alert(Alert.AlertType.INFORMATION);
        keys.initOwner(owner);
        keys.setTitle("Keys");
        keys.setHeaderText("Keys");
        Label text =
                new Label(
                        "%-16s %s%n%-16s %s%n%-16s %s%n%-16s %s%n%-16s %s%n"
                                        .formatted(
                                                "Space",
                                                "Train or pause",
                                                "S",
                                                "One step",
                                                "E",
                                                "To the end of the epoch",
                                                "F11",
                                                "The view under the focus fills the window",
                                                "Esc",
                                                "Back from there")
                                + Menus.keys(sections));
        text.setStyle("-fx-font-family: monospace");
        keys.getDialogPane().setContent(text);
        keys.show();
    }
}
