package backproplab.ui.app;

import backproplab.ui.chart.Palette;
import backproplab.ui.view.CheckStrip;
import backproplab.ui.view.ExerciseStrip;
import backproplab.ui.view.LabView;
import backproplab.ui.view.SettingsPanel;
import backproplab.ui.view.StepStrip;
import backproplab.ui.view.Views;
import backproplab.ui.viewmodel.DataCheckup;
import backproplab.ui.viewmodel.SampleChoice;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The content of the window: menus and transport bar on top, the settings at the side, the views in an arrangement that
/// follows the size, the status line at the bottom. Any view can fill the window (presenter mode). Other perspectives
/// have other views in the middle, and a strip under them; those are made when the perspective is first opened, so that the
/// window need not wait for them at its start.
final class MainWindow extends BorderPane {
    private final Map<String, ViewFrame> frames = new LinkedHashMap<>();
    private final Map<Perspective, Furniture> furniture = new EnumMap<>(Perspective.class);
    private final List<LabView> drawn = new ArrayList<>();
    private final Models models;
    private final SettingsPanel settings;
    private final StackPane middle = new StackPane();
    private final BorderPane stage = new BorderPane(middle);
    private final VBox top = new VBox();
    private final Banner banner = new Banner();
    private final ExerciseStrip exercise;
    private final StatusBar status;
    private Optional<LabView> maximised = Optional.empty();
    private final Map<Perspective, LabView> lastMaximised = new EnumMap<>(Perspective.class);
    private final Map<Perspective, Boolean> settingsShown = new EnumMap<>(Perspective.class);
    private Perspective perspective = Perspective.TRAINING;
    private @Nullable Arrangement arrangement;
    private @Nullable Palette palette;
    private boolean seen = true;

    /// What a perspective has of its own.
    private record Furniture(List<LabView> views, Optional<LabView> strip) {}

    MainWindow(Models models, TransportBar transport) {
        DataCheckup checkup = new DataCheckup(models.lab(), Platform::runLater);
        settings = new SettingsPanel(models.lab(), checkup);
        getStyleClass().add("main-window");
        this.models = models;
        furnished(Perspective.TRAINING);
        status = new StatusBar(models, checkup, this::showDoctor);
        exercise = new ExerciseStrip(models.exercise(), this::takeFocus);
        top.getChildren().addAll(transport, exercise, banner);
        setTop(top);
        setCenter(stage);
        setBottom(status);
        middle.setMinSize(0, 0);
        stage.setMinSize(0, 0);
        middle.widthProperty().addListener((_, _, _) -> arrange());
        middle.heightProperty().addListener((_, _, _) -> arrange());
    }

    void setMenus(Node menus) {
        top.getChildren().addFirst(menus);
    }

    /// All that is to be drawn: of the perspectives that were opened so far.
    List<LabView> drawn() {
        return Collections.unmodifiableList(drawn);
    }

    /// The views of a perspective that are its own.
    List<LabView> viewsOf(Perspective of) {
        return furnished(of).views();
    }

    private Furniture furnished(Perspective of) {
        Furniture known = furniture.get(of);
        if (known != null) {
            return known;
        }
        Furniture made = furnish(of);
        furniture.put(of, made);
        drawn.addAll(made.views());
        made.strip().ifPresent(drawn::add);
        made.views().forEach(it -> frames.put(it.id(), new ViewFrame(it, this::toggleMaximised)));
        if (of == Perspective.STEPS) {
            lastMaximised.put(of, view("step-card"));
        }
        if (palette != null) {
            setPalette(made, palette);
        }
        tellShown();
        return made;
    }

    private Furniture furnish(Perspective of) {
        return switch (of) {
            case TRAINING -> new Furniture(Views.ofTraining(models.lab(), this::pick), Optional.empty());
            case STEPS ->
                    new Furniture(
                            Views.ofSteps(models.steps(), models.exercise()),
                            Optional.of(new StepStrip(models.steps())));
            case CHECK -> new Furniture(Views.ofCheck(models.check()), Optional.of(new CheckStrip(models.check())));
        };
    }

    /// @throws IllegalArgumentException when there is none of that id
    LabView view(String id) {
        return frame(id).view();
    }

    StatusBar status() {
        return status;
    }

    Banner banner() {
        return banner;
    }

    ExerciseStrip exercise() {
        return exercise;
    }

    void setPalette(Palette wanted) {
        palette = wanted;
        furniture.values().forEach(it -> setPalette(it, wanted));
        settings.setPalette(wanted);
    }

    private static void setPalette(Furniture of, Palette palette) {
        of.views().forEach(it -> it.setPalette(palette));
        of.strip().ifPresent(it -> it.setPalette(palette));
    }

    void setSettingsShown(boolean wanted) {
        setLeft(wanted ? settings.node() : null);
    }

    boolean isSettingsShown() {
        return getLeft() != null;
    }

    /// Opens the settings where the data doctor speaks.
    void showDoctor() {
        setSettingsShown(true);
        settings.showDoctor();
    }

    /// Whether the window itself is on the screen.
    void setSeen(boolean seen) {
        this.seen = seen;
        tellShown();
    }

    // Perspectives

    Perspective perspective() {
        return perspective;
    }

    void setPerspective(Perspective wanted) {
        if (wanted == perspective) {
            return;
        }
        restore();
        settingsShown.put(perspective, isSettingsShown());
        perspective = wanted;
        setSettingsShown(settingsShown.getOrDefault(wanted, false));
        stage.setBottom(strip().map(LabView::node).orElse(null));
        models.open(wanted);
        rearrange();
        strip().ifPresent(LabView::takeFocus);
    }

    /// What stands under the views.
    private Optional<LabView> strip() {
        return furnished(perspective).strip();
    }

    /// Gives the keys back to the views.
    private void takeFocus() {
        strip().ifPresentOrElse(LabView::takeFocus, () -> frame(lastMaximised()).requestFocus());
    }

    /// In the Step perspective the sample that was clicked is traced; elsewhere a double click leads there.
    private void pick(SampleChoice sample, boolean twice) {
        if (perspective == Perspective.STEPS || twice) {
            models.steps().choose(sample);
            setPerspective(Perspective.STEPS);
        }
    }

    // Presenter mode

    Optional<LabView> maximised() {
        return maximised;
    }

    /// Lets a view fill the window with large type, or puts it back.
    void toggleMaximised(LabView view) {
        if (maximised.filter(view::equals).isPresent()) {
            restore();
        } else {
            maximise(view);
        }
    }

    /// Lets the view fill the window that did so last.
    void present() {
        maximise(lastMaximised());
    }

    private LabView lastMaximised() {
        return lastMaximised.getOrDefault(perspective, viewsOf(perspective).getFirst());
    }

    /// @param direction 1 for the next view, −1 for the one before
    void presentNeighbour(int direction) {
        List<LabView> all = viewsOf(perspective);
        int now = all.indexOf(lastMaximised());
        maximise(all.get(Math.floorMod(now + direction, all.size())));
    }

    private void maximise(LabView view) {
        maximise(view, true);
    }

    /// Lets a view fill the window.
    ///
    /// @param large with type for a lecture hall
    void maximise(LabView view, boolean large) {
        maximised.ifPresent(it -> it.setLarge(false));
        maximised = Optional.of(view);
        lastMaximised.put(perspective, view);
        view.setLarge(large);
        strip().ifPresent(it -> it.setLarge(large));
        setSurroundings(false);
        rearrange();
        frame(view).requestFocus();
    }

    void restore() {
        maximised.ifPresent(view -> {
            view.setLarge(false);
            strip().ifPresent(it -> it.setLarge(false));
            maximised = Optional.empty();
            setSurroundings(true);
            rearrange();
            frame(view).requestFocus();
        });
    }

    private void setSurroundings(boolean wanted) {
        for (Node node : List.of(top, status, settings.node())) {
            node.setVisible(wanted);
            node.setManaged(wanted);
        }
    }

    // Where the views stand

    private void arrange() {
        if (!arrangementNow().equals(arrangement) && maximised.isEmpty()) {
            rearrange();
        }
    }

    private void rearrange() {
        middle.getChildren().clear();
        frames.values().forEach(ViewFrame::remove);
        if (maximised.isPresent()) {
            arrangement = null;
            ViewFrame frame = frame(maximised.get());
            frame.place();
            middle.getChildren().add(frame);
        } else {
            arrangement = arrangementNow();
            Arrangement.build(arrangement, frames, this::tellShown).ifPresent(middle.getChildren()::add);
        }
        tellShown();
    }

    private Arrangement arrangementNow() {
        return Arrangement.of(perspective, middle.getWidth(), middle.getHeight());
    }

    private void tellShown() {
        frames.values().forEach(it -> it.view().setShown(seen && it.isInFront()));
        furniture.forEach((of, it) -> it.strip().ifPresent(strip -> strip.setShown(seen && of == perspective)));
    }

    private ViewFrame frame(LabView view) {
        return frame(view.id());
    }

    private ViewFrame frame(String id) {
        ViewFrame frame = frames.get(id);
        if (frame == null) {
            throw new IllegalArgumentException("`%s` is no view of this window".formatted(id));
        }
        return frame;
    }

    // Keyboard

    /// Moves the focus to another view's title.
    void focusNeighbour(int direction) {
        List<ViewFrame> seenFrames = frames.values().stream().filter(ViewFrame::isInFront).toList();
        if (seenFrames.isEmpty()) {
            return;
        }
        Node focused = getScene().getFocusOwner();
        int now = -1;
        for (int i = 0; i < seenFrames.size(); i++) {
            if (isWithin(focused, seenFrames.get(i))) {
                now = i;
            }
        }
        int next = now < 0 ? 0 : Math.floorMod(now + direction, seenFrames.size());
        seenFrames.get(next).requestFocus();
    }

    private static boolean isWithin(@Nullable Node node, Node ancestor) {
        for (Node it = node; it != null; it = it.getParent()) {
            if (it.equals(ancestor)) {
                return true;
            }
        }
        return false;
    }
}
