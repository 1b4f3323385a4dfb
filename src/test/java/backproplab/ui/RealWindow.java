package backproplab.ui;

import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/// A window with a robot that moves the mouse and presses keys. Without a display it has to stay within 1000×1000.
public final class RealWindow implements AutoCloseable {
    private final Stage stage;
    private final Robot robot;

    public RealWindow(Region content, double width, double height) {
        this(stage -> {
            stage.setScene(new Scene(content, width, height));
            stage.show();
        });
    }

    /// @param fill gives the stage its content and shows it
    public RealWindow(Consumer<Stage> fill) {
        stage =
                Toolkit.call(() -> {
                    Stage made = new Stage();
                    made.setX(0);
                    made.setY(0);
                    fill.accept(made);
                    made.requestFocus();
                    return made;
                });
        robot = Toolkit.call(Robot::new);
        Toolkit.until(stage::isFocused);
    }

    /// The first node that fits, once it is there.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the test knows what it asks for
    public <T extends Node> T find(String selector) {
        Toolkit.until(() -> stage.getScene().getRoot().lookup(selector) != null);
        return (T) Objects.requireNonNull(Toolkit.call(() -> stage.getScene().getRoot().lookup(selector)), selector);
    }

    public void click(Node node) {
        Point2D middle =
                Toolkit.call(() -> {
                    stage.getScene().getRoot().applyCss(); // what has come new has no size before
                    stage.getScene().getRoot().layout();
                    return node.localToScreen(
                            node.getBoundsInLocal().getCenterX(), node.getBoundsInLocal().getCenterY());
                });
        click(middle.getX(), middle.getY());
    }

    /// At a place on the screen.
    public void click(double x, double y) {
        press(x, y);
        release();
    }

    /// With the other button.
    public void rightClick(double x, double y) {
        move(x, y);
        Toolkit.run(() -> robot.mousePress(MouseButton.SECONDARY));
        Toolkit.run(() -> robot.mouseRelease(MouseButton.SECONDARY));
    }

    public void press(double x, double y) {
        move(x, y);
        Toolkit.run(() -> robot.mousePress(MouseButton.PRIMARY));
    }

    /// Without a display no button counts as pressed while the mouse moves, so that what is dragged has to lie under it
    /// all the way: it is laid out at once, and steps have to be small.
    public void move(double x, double y) {
        Toolkit.run(() -> robot.mouseMove(x, y));
        Toolkit.run(() -> stage.getScene().getRoot().layout());
    }

    public void release() {
        Toolkit.run(() -> robot.mouseRelease(MouseButton.PRIMARY));
    }

    public void wheel(int notches) {
        Toolkit.run(() -> robot.mouseWheel(notches));
    }

    /// Replaces what stands in a box and presses Enter. A box selects its text when it gets the focus, but not when it
    /// has it already.
    public void type(Node box, String text) {
        click(box);
        chord(KeyCode.CONTROL, KeyCode.A);
        text.chars().forEach(it -> keys(keyOf((char) it)));
        keys(KeyCode.ENTER);
    }

    public void keys(KeyCode... codes) {
        for (KeyCode code : codes) {
            Toolkit.run(() -> robot.keyPress(code));
            Toolkit.run(() -> robot.keyRelease(code));
        }
    }

    /// All at once, such as Control and S.
    public void chord(KeyCode... codes) {
        for (KeyCode code : codes) {
            Toolkit.run(() -> robot.keyPress(code));
        }
        for (KeyCode code : List.of(codes).reversed()) {
            Toolkit.run(() -> robot.keyRelease(code));
        }
    }

    private static KeyCode keyOf(char c) {
        return switch (c) {
            case '.' -> KeyCode.PERIOD;
            case ',' -> KeyCode.COMMA;
            case '-' -> KeyCode.MINUS;
            case ';' -> KeyCode.SEMICOLON;
            default -> KeyCode.getKeyCode(String.valueOf(Character.toUpperCase(c)));
        };
    }

    @Override
    public void close() {
        Toolkit.run(stage::close);
    }
}
