package backproplab.ui.app;

import backproplab.ui.chart.Palette;
import backproplab.ui.view.LabView;
import backproplab.ui.view.Views;
import backproplab.ui.viewmodel.LabModel;

import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The content of the window: menus and transport bar on top, the views in an arrangement that follows the width, the
/// status line at the bottom. Any view can fill the window (presenter mode).
final class MainWindow extends BorderPane {
    private final Map<String, ViewFrame> frames = new LinkedHashMap<>();
    private final List<LabView> views;
    private final StackPane middle = new StackPane();
    private final VBox top = new VBox();
    private final StatusBar status;
    private Optional<LabView> maximised = Optional.empty();
    private @Nullable Arrangement arrangement;

    MainWindow(LabModel model, Node menus) {
        getStyleClass().add("main-window");
        views = Views.all(model);
        views.forEach(it -> frames.put(it.id(), new ViewFrame(it, this::toggleMaximised)));
        status = new StatusBar(model);
        top.getChildren().addAll(menus, new TransportBar(model));
        setTop(top);
        setCenter(middle);
        setBottom(status);
        widthProperty().addListener((_, _, _) -> arrange());
        addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE && maximised.isPresent()) {
                        toggleMaximised(maximised.get());
                        event.consume();
                    }
                });
    }

    List<LabView> views() {
        return views;
    }

    StatusBar status() {
        return status;
    }

    void setPalette(Palette palette) {
        views.forEach(it -> it.setPalette(palette));
    }

    /// Lets a view fill the window with large type, or puts it back.
    void toggleMaximised(LabView view) {
        boolean back = maximised.filter(view::equals).isPresent();
        maximised.ifPresent(it -> it.setLarge(false));
        maximised = back ? Optional.empty() : Optional.of(view);
        maximised.ifPresent(it -> it.setLarge(true));
        top.setVisible(back);
        top.setManaged(back);
        arrangement = null;
        arrange();
    }

    private void arrange() {
        Arrangement wanted = Arrangement.of(getWidth());
        if (wanted.equals(arrangement)) {
            return;
        }
        arrangement = wanted;
        middle.getChildren().clear();
        if (maximised.isPresent()) {
            Region frame = frames.get(maximised.get().id());
            middle.getChildren().add(frame);
        } else {
            Arrangement.build(wanted, frames).ifPresent(middle.getChildren()::add);
        }
    }
}
