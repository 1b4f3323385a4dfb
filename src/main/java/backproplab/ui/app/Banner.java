package backproplab.ui.app;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import java.util.List;

/// A line over the views for what must not be missed, with what can be done about it. Takes no room while it has nothing
/// to say.
final class Banner extends HBox {
    private final Label message = new Label();

    Banner() {
        getStyleClass().add("banner");
        setId("banner");
        setAlignment(Pos.CENTER_LEFT);
        message.setId("banner-text");
        message.setWrapText(true);
        message.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(message, Priority.SOMETIMES);
        hide();
    }

    void show(String text, List<Action> actions) {
        message.setText(text);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren().setAll(message, gap);
        actions.forEach(it -> getChildren().add(button(it)));
        getChildren().add(button(Action.of("Close", "", () -> {})));
        setVisible(true);
        setManaged(true);
    }

    private Button button(Action action) {
        Button button = new Button(action.text());
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> {
            hide();
            action.run().run();
        });
        return button;
    }

    void hide() {
        setVisible(false);
        setManaged(false);
    }
}
