package backproplab.ui.app;

import backproplab.ui.view.LabView;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;
import javafx.util.Duration;

import java.util.Optional;
import java.util.function.Consumer;

/// A view with its title bar: what it is called, what it tells, and the button that makes it fill the window.
final class ViewFrame extends BorderPane {
    private static final String EXPAND = "M2 2h5v2H4v3H2z M9 2h5v5h-2V4H9z M2 9h2v3h3v2H2z M12 9h2v5H9v-2h3z";

    private final LabView view;
    private final HBox titles = new HBox();
    private final Tooltip help;
    private boolean placed;
    private Optional<Deck> deck = Optional.empty();

    /// @param onMaximise asks for the view to fill the window, or to go back
    ViewFrame(LabView view, Consumer<LabView> onMaximise) {
        this.view = view;
        getStyleClass().add("view-frame");
        setId("view-" + view.id());
        setAccessibleText(view.title());
        setMinSize(0, 0);
        help = tooltip(view.help());
        Label mark = new Label("?");
        mark.getStyleClass().add("view-help");
        mark.setMinWidth(Region.USE_PREF_SIZE);
        mark.setTooltip(help);
        titles.getStyleClass().add("view-titles");
        titles.setAlignment(Pos.CENTER_LEFT);
        titles.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        SVGPath icon = new SVGPath();
        icon.setContent(EXPAND);
        icon.getStyleClass().add("transport-icon");
        Button maximise = new Button(null, icon);
        maximise.getStyleClass().addAll("flat", "view-button");
        maximise.setTooltip(new Tooltip("Fill the window, or go back (double click, Enter or F11)"));
        maximise.setAccessibleText("Maximise " + view.title());
        maximise.setFocusTraversable(false);
        maximise.setOnAction(_ -> onMaximise.accept(view));
        HBox bar = new HBox(titles, mark, gap, maximise);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("view-bar");
        bar.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
                onMaximise.accept(view);
            }
        });
        setTop(bar);
        Region node = view.node();
        node.setMinSize(0, 0);
        setCenter(node);
        setFocusTraversable(true);
        addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    boolean enter = event.getCode() == KeyCode.ENTER && event.getTarget() == this;
                    if (enter || event.getCode() == KeyCode.F11) {
                        onMaximise.accept(view);
                        event.consume();
                    }
                });
    }

    LabView view() {
        return view;
    }

    private static Tooltip tooltip(String text) {
        Tooltip tooltip = new Tooltip(text);
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(420);
        tooltip.setShowDelay(Duration.millis(250));
        tooltip.setShowDuration(Duration.seconds(30));
        return tooltip;
    }

    private Label title() {
        Label title = new Label(view.title());
        title.getStyleClass().add("view-title");
        title.setMinWidth(0);
        title.setTooltip(help);
        return title;
    }

    private Button titleOf(ViewFrame other, Deck in) {
        Button title = new Button(other.view.title());
        title.getStyleClass().addAll("flat", "view-other");
        title.setId("show-" + other.view.id());
        title.setMinWidth(0);
        title.setOnAction(_ -> in.bringToFront(other));
        return title;
    }

    /// It stands in the window by itself.
    void place() {
        placed = true;
        deck = Optional.empty();
        titles.getChildren().setAll(title());
    }

    /// It shares its place with others.
    void place(Deck in) {
        placed = true;
        deck = Optional.of(in);
        titles.getChildren()
                .setAll(in.frames().stream().map(it -> it.equals(this) ? title() : titleOf(it, in)).toList());
    }

    /// It stands nowhere.
    void remove() {
        placed = false;
    }

    /// Whether it stands in the window, and behind no other.
    boolean isInFront() {
        return placed && deck.map(it -> it.isInFront(this)).orElse(true);
    }
}
