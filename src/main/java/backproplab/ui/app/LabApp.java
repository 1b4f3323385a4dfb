package backproplab.ui.app;

import backproplab.ui.viewmodel.Document;

import javafx.application.Application;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/// The program with its window.
public final class LabApp extends Application {
    private static final double WIDTH = 1600;
    private static final double HEIGHT = 1000;

    /// Steps per second: at full speed a small network has learned before anybody has looked.
    private static final double FIRST_SPEED = 1000;

    private static final double SMALLEST_WIDTH = 1000;
    private static final double SMALLEST_HEIGHT = 700;

    /// What to open, handed over by who starts the toolkit, which makes this object by itself.
    private static final AtomicReference<@Nullable Document> TO_OPEN = new AtomicReference<>();

    private @Nullable LabWindow window;

    /// Opens the window and returns when it is closed.
    public static void open(Document document) {
        TO_OPEN.set(document);
        GraphicsCard.tellJavaFx();
        WhenUsable.in(System.getenv()).ifPresent(WhenUsable::begin);
        launch(LabApp.class);
    }

    @Override
    public void start(Stage stage) {
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        double width = Math.min(WIDTH, screen.getWidth());
        double height = Math.min(HEIGHT, screen.getHeight());
        stage.setMinWidth(Math.min(SMALLEST_WIDTH, width));
        stage.setMinHeight(Math.min(SMALLEST_HEIGHT, height));
        Document document = Objects.requireNonNull(TO_OPEN.get());
        LabWindow made = new LabWindow(stage, document, FileDialog.ofSystem(), KeptMemory.ofUser(), width, height);
        made.model().setSpeed(FIRST_SPEED);
        WhenUsable.in(System.getenv()).ifPresent(it -> made.whenUsable(() -> it.happen(made.model())));
        window = made;
        made.show();
    }

    @Override
    public void stop() {
        if (window != null) {
            window.close();
        }
    }
}
