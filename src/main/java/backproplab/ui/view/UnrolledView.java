package backproplab.ui.view;

import backproplab.layer.Lstm;
import backproplab.layer.Recurrent;
import backproplab.network.LayerDescription;
import backproplab.training.Command;
import backproplab.ui.chart.PicturePane;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.NewestJob;

import javafx.application.Platform;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

import java.util.Optional;
import java.util.function.Consumer;

/// A recurrent layer unrolled over time, in place of the picture of the network, until somebody goes back.
final class UnrolledView implements UnrolledBar.UnrolledControl {
    private final LabModel model;
    private final UnrolledPicture picture = new UnrolledPicture();
    private final PicturePane pane = new PicturePane(picture, "unrolled");
    private final UnrolledBar bar = new UnrolledBar(this);
    private final NewestJob<UnrolledNumbers> job;
    private final Runnable changed;
    private final Consumer<String> say;
    private Optional<String> layer = Optional.empty();
    private UnrolledLook look = new UnrolledLook(0, false, false);
    private int sample;
    private boolean dirty = true;
    private boolean outdated = true;
    private boolean askedByHand;
    private boolean sampleChosen;

    /// @param changed when it is opened or closed
    /// @param say shows a sentence; the empty one takes it away
    UnrolledView(LabModel model, Runnable changed, Consumer<String> say) {
        this.model = model;
        this.changed = changed;
        this.say = say;
        job =
                new NewestJob<>(
                        Platform::runLater, this::receive, failure -> say.accept(String.valueOf(failure.getMessage())));
        pane.setId("unrolled-picture");
        pane.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        pane.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        bar.addEventHandler(KeyEvent.KEY_PRESSED, this::leave);
        model.latestProperty().addListener((_, _, _) -> outdated = true);
        model.openedProperty().addListener((_, _, _) -> forget());
        model.setupProperty().addListener((_, _, _) -> check());
    }

    PicturePane pane() {
        return pane;
    }

    UnrolledBar bar() {
        return bar;
    }

    boolean isOpen() {
        return layer.isPresent();
    }

    /// Whether a layer can be unrolled.
    static boolean isOffered(LabModel model, String layer) {
        return described(model, layer).isPresent();
    }

    private static Optional<LayerDescription> described(LabModel model, String layer) {
        return model.setupProperty().get().network().layer(layer).filter(it -> it.layer() instanceof Recurrent);
    }

    /// Unrolls a layer, at its last time step.
    void open(String name) {
        if (!isOffered(model, name)) {
            return;
        }
        layer = Optional.of(name);
        look = new UnrolledLook(steps() - 1, look.backward(), look.ofMemory() && hasMemory());
        picture.show(null);
        picture.setWaiting("tracing sample %d …".formatted(sample + 1));
        askAgain();
        changed.run();
        pane.requestFocus();
    }

    @Override
    public void close() {
        if (layer.isPresent()) {
            layer = Optional.empty();
            job.forget();
            picture.show(null);
            say.accept("");
            changed.run();
        }
    }

    /// Another document is open.
    private void forget() {
        sample = 0;
        sampleChosen = false;
        close();
    }

    /// The network may be another one now.
    private void check() {
        if (layer.filter(it -> isOffered(model, it)).isEmpty()) {
            close();
            return;
        }
        look = look.at(Math.min(look.chosen(), steps() - 1));
        askAgain();
    }

    private boolean hasMemory() {
        return layer.flatMap(it -> described(model, it)).filter(it -> it.layer() instanceof Lstm).isPresent();
    }

    private int steps() {
        var network = model.setupProperty().get().network();
        return layer.flatMap(network::layer).map(it -> network.infer().inputShapes(it).getFirst().size(0)).orElse(1);
    }

    private void askAgain() {
        sample = Math.min(sample, model.setupProperty().get().training().samples() - 1);
        askedByHand = true;
        outdated = true;
        showLook(look);
    }

    private void receive(UnrolledNumbers numbers) {
        if (layer.filter(numbers.layer()::equals).isPresent()) {
            picture.show(numbers);
            sample = numbers.sample();
            showLook(look);
        }
    }

    private void describe() {
        pane.setAccessibleText(picture.description());
        dirty = true;
    }

    @Override
    public void showLook(UnrolledLook wanted) {
        look = wanted;
        picture.setLook(look);
        int samples = model.setupProperty().get().training().samples();
        bar.show(layer.orElse(""), look, sample, samples, steps(), hasMemory());
        describe();
    }

    @Override
    public void showSample(int wanted) {
        sample = wanted;
        sampleChosen = true;
        askAgain();
    }

    @Override
    public void say(String sentence) {
        say.accept(sentence);
    }

    private void click(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY && event.isStillSincePress()) {
            picture.timeAt(event.getX()).ifPresent(t -> showLook(look.at(t)));
        }
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case LEFT -> bar.step(-1);
            case RIGHT -> bar.step(1);
            case HOME -> showLook(look.at(0));
            case END -> showLook(look.at(steps() - 1));
            case ESCAPE, U -> close();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void leave(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            close();
            event.consume();
        }
    }

    void setStyle(Style style) {
        pane.setStyle(style);
        dirty = true;
    }

    boolean isBusy() {
        return outdated || job.isBusy();
    }

    /// Draws what there is, and has new numbers made when it is time.
    boolean draw() {
        askWhenDue();
        if (!dirty && !pane.isOutdated()) {
            return false;
        }
        dirty = false;
        pane.draw();
        return true;
    }

    private void askWhenDue() {
        boolean atOnce = askedByHand || !model.runningProperty().get();
        boolean due = atOnce ? !job.isBusy() : job.isRested();
        Command.Snapshot run = model.latestProperty().get();
        if (!outdated || !due || !run.setup().network().equals(model.setupProperty().get().network())) {
            return;
        }
        outdated = false;
        askedByHand = false;
        String name = layer.orElseThrow();
        int row = Math.min(sample, run.setup().training().samples() - 1);
        boolean isChosen = sampleChosen;
        job.ask(() -> isChosen ? UnrolledNumbers.of(run, name, row) : UnrolledNumbers.orOfWorst(run, name, row));
    }
}
