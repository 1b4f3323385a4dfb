package backproplab.ui.app;

import backproplab.ui.chart.Palette;
import backproplab.ui.view.LabView;
import backproplab.ui.view.SettingsPanel;
import backproplab.ui.view.Views;
import backproplab.ui.viewmodel.LabModel;

import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The content of the window: menus and transport bar on top, the settings at the side, the views in an arrangement that
/// follows the size, the status line at the bottom. Any view can fill the window (presenter mode).
final class MainWindow extends BorderPane {
    private final Map<String, ViewFrame> frames = new LinkedHashMap<>();
    private final List<LabView> views;
    private final SettingsPanel settings;
    private final StackPane middle = new StackPane();
    private final VBox top = new VBox();
    private final Banner banner = new Banner();
    private final StatusBar status;
    private Optional<LabView> maximised = Optional.empty();
    private LabView lastMaximised;
    private @Nullable Arrangement arrangement;
    private boolean seen = true;

    MainWindow(LabModel model, TransportBar transport) {
        settings = new SettingsPanel(model);
        getStyleClass().add("main-window");
        views = Views.all(model);
        lastMaximised = views.getFirst();
        views.forEach(it -> frames.put(it.id(), new ViewFrame(it, this::toggleMaximised)));
        status = new StatusBar(model);
        top.getChildren().addAll(transport, banner);
        setTop(top);
        setCenter(middle);
        setBottom(status);
        middle.setMinSize(0, 0);
        middle.widthProperty().addListener((_, _, _) -> arrange());
        middle.heightProperty().addListener((_, _, _) -> arrange());
    }

    void setMenus(Node menus) {
        top.getChildren().addFirst(menus);
    }

    List<LabView> views() {
        return views;
    }

    StatusBar status() {
        return status;
    }

    Banner banner() {
        return banner;
    }

    void setPalette(Palette palette) {
        views.forEach(it -> it.setPalette(palette));
        settings.setPalette(palette);
    }

    void setSettingsShown(boolean wanted) {
        setLeft(wanted ? settings.node() : null);
    }

    boolean isSettingsShown() {
        return getLeft() != null;
    }

    /// Whether the window itself is on the screen.
    void setSeen(boolean seen) {
        this.seen = seen;
        tellShown();
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
        maximise(lastMaximised);
    }

    /// @param direction 1 for the next view, −1 for the one before
    void presentNeighbour(int direction) {
        int now = views.indexOf(lastMaximised);
        maximise(views.get(Math.floorMod(now + direction, views.size())));
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
        lastMaximised = view;
        view.setLarge(large);
        setSurroundings(false);
        rearrange();
        frame(view).requestFocus();
    }

    void restore() {
        maximised.ifPresent(view -> {
            view.setLarge(false);
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
        if (!Arrangement.of(middle.getWidth(), middle.getHeight()).equals(arrangement) && maximised.isEmpty()) {
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
            arrangement = Arrangement.of(middle.getWidth(), middle.getHeight());
            Arrangement.build(arrangement, frames, this::tellShown).ifPresent(middle.getChildren()::add);
        }
        tellShown();
    }

    private void tellShown() {
        frames.values().forEach(it -> it.view().setShown(seen && it.isInFront()));
    }

    private ViewFrame frame(LabView view) {
        ViewFrame frame = frames.get(view.id());
        if (frame == null) {
            throw new IllegalArgumentException("`%s` is no view of this window".formatted(view.id()));
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
