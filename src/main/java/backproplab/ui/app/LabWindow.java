package backproplab.ui.app;

import backproplab.statistics.Divergence;
import backproplab.training.SessionEvent;
import backproplab.training.TrainingProgress;
import backproplab.ui.chart.Numbers;
import backproplab.ui.view.LabView;
import backproplab.ui.viewmodel.CheckModel;
import backproplab.ui.viewmodel.Document;
import backproplab.ui.viewmodel.ExerciseModel;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.StepModel;

import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// The window with all that belongs to it: the model it shows, its content, menus, keys, files and theme.
public final class LabWindow implements AutoCloseable {
    /// From this width of the window on the settings stand beside the views.
    private static final double ROOM_FOR_SETTINGS = 1400;

    private final Stage stage;
    private final Models models;
    private final FileDesk files;
    private final WorksheetDesk worksheets;
    private final Memory memory;
    private final MainWindow content;
    private final List<Menus.Section> menus;
    private final RedrawLoop redrawing;
    private Theme theme;

    /// @param stage not shown yet
    LabWindow(Stage stage, Document document, FileDialog dialog, Memory memory, double width, double height) {
        this.stage = stage;
        this.memory = memory;
        this.models = Models.of(document, Platform::runLater);
        LabModel model = models.lab();
        this.files = new FileDesk(model, stage, dialog, memory);
        this.worksheets = new WorksheetDesk(models.steps(), stage, dialog, files);
        TransportBar transport = new TransportBar(model, this);
        this.content = new MainWindow(models, transport);
        this.menus = LabMenus.of(this);
        this.theme = memory.theme();
        content.setMenus(Menus.bar(menus));
        content.setSettingsShown(width >= ROOM_FOR_SETTINGS);
        Scene scene = new Scene(content, width, height);
        scene.getStylesheets().add(Theme.STYLESHEET);
        this.redrawing = new RedrawLoop(content::drawn, transport::catchUp, scene, models);
        new Keys(this, menus).listenTo(scene);
        new DropTarget(files).listenTo(scene);
        show(theme);
        stage.setScene(scene);
        stage.titleProperty().bind(model.documentProperty().map(it -> it.title() + " – Backprop Lab"));
        stage.setOnCloseRequest(event -> {
            event.consume();
            quit();
        });
        stage.iconifiedProperty().addListener((_, _, hidden) -> content.setSeen(!hidden));
        files.saidProperty().subscribe(content.status()::say);
        model.lastEventProperty().addListener((_, _, event) -> tell(event));
    }

    void show() {
        stage.show();
        redrawing.start();
    }

    /// Once, when every view that is seen has drawn the first numbers and the screen shows them.
    void whenUsable(Runnable then) {
        redrawing.whenAllIsDrawn(then);
    }

    @Override
    public void close() {
        redrawing.stop();
        models.close();
    }

    LabModel model() {
        return models.lab();
    }

    StepModel steps() {
        return models.steps();
    }

    CheckModel check() {
        return models.check();
    }

    ExerciseModel exercise() {
        return models.exercise();
    }

    MainWindow content() {
        return content;
    }

    FileDesk files() {
        return files;
    }

    // What menus and keys ask for

    void quit() {
        files.whenFreeToLeave(stage::hide);
    }

    void askSample() {
        Gallery.ask(stage, files::openSample);
    }

    /// The files that were open last.
    List<Action> recent() {
        List<Action> recent = new ArrayList<>();
        memory.recentFiles().forEach(it -> recent.add(Action.of(it.toString(), "", () -> files.open(it))));
        return recent;
    }

    void showKeys() {
        KeysHelp.show(stage, menus);
    }

    void showAbout() {
        Document document = model().documentProperty().get();
        Messages.about(stage, document.title(), document.about());
    }

    void changeTheme() {
        theme = theme.other();
        memory.remember(theme);
        show(theme);
    }

    private void show(Theme shown) {
        shown.apply();
        content.setPalette(shown.palette());
    }

    /// Into a perspective, or back to the training.
    void toggle(Perspective perspective) {
        content.setPerspective(content.perspective() == perspective ? Perspective.TRAINING : perspective);
    }

    /// Asks for an exercise, or for the answer to the one that is on.
    void findTheBug() {
        content.restore();
        content.exercise().open();
    }

    /// Lets a view of the training fill the window, or puts it back.
    void toggleMaximised(LabView view) {
        content.setPerspective(Perspective.TRAINING);
        content.toggleMaximised(view);
    }

    /// Of the pass that is stepped through; without one, that of the first sample is opened first, to be seen.
    ///
    /// Nothing is written while a bug is hidden: the answers of a worksheet are to be right.
    void exportWorksheet() {
        if (exercise().runningProperty().get() != null) {
            files.say("a worksheet needs right numbers: end the exercise first");
            return;
        }
        if (!steps().openProperty().get()) {
            content.setPerspective(Perspective.STEPS);
        }
        if (steps().isBusy()) {
            steps().whenTraced(worksheets::export);
        } else {
            worksheets.export();
        }
    }

    void toggleSettings() {
        content.setSettingsShown(!content.isSettingsShown());
    }

    // What the run has to tell

    private void tell(@Nullable SessionEvent event) {
        switch (event) {
            case SessionEvent.Diverged diverged -> tell(diverged.divergence());
            case SessionEvent.Started _, SessionEvent.Rewound _ -> content.banner().hide();
            case null -> {}
            case SessionEvent.Changed _, SessionEvent.Failed _ -> {}
        }
    }

    private void tell(Divergence divergence) {
        List<Action> ways = new ArrayList<>();
        earlier(divergence.step())
                .ifPresent(it ->
                        ways.add(Action.of("Go back to step " + Numbers.count(it), "", () -> model().rewindTo(it))));
        ways.add(Action.of("Reset", "", model()::reset));
        content.banner().show(divergence.text() + ". The run stands before it, at the last finite state.", ways);
    }

    /// The newest kept point that lies clearly before `step`.
    private Optional<Long> earlier(long step) {
        TrainingProgress progress = model().progressProperty().get();
        LongStream kept = progress == null ? LongStream.empty() : progress.checkpoints().stream().mapToLong(it -> it);
        return kept.filter(it -> it < step - step / 10).max().stream().boxed().findFirst();
    }
}
