package backproplab.ui.view;

import backproplab.tensor.Tensor;
import backproplab.training.TracedSamples;
import backproplab.ui.viewmodel.StepModel;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// A sample typed in by hand: a box with all numbers of each input, and one for each target.
final class TypedSampleBar extends FlowPane {
    /// As many numbers as anybody reads in a line.
    static final int READABLE = 12;

    private static final int WIDEST_BOX = 40;

    private final StepModel model;
    private final Runnable toTimeline;
    private final Label problem = Texts.problem("typed-problem");
    private final SequencedMap<String, TextField> inputs = new LinkedHashMap<>();
    private final SequencedMap<String, TextField> targets = new LinkedHashMap<>();
    private List<String> made = List.of();

    /// What was typed is no sample.
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private final String sentence;

        Refused(String sentence) {
            super(sentence);
            this.sentence = sentence;
        }
    }

    /// @param toTimeline gives the keys back to the steps
    TypedSampleBar(StepModel model, Runnable toTimeline) {
        super(12, 4);
        this.model = model;
        this.toTimeline = toTimeline;
        setId("typed-sample");
        managedProperty().bind(visibleProperty());
        setVisible(false);
        addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        close();
                        event.consume();
                    }
                });
    }

    /// With the numbers of the sample that is traced.
    void open() {
        setVisible(true);
        model.pass().ifPresent(it -> show(it.samples()));
        inputs.firstEntry().getValue().requestFocus();
    }

    private void close() {
        setVisible(false);
        Texts.say(problem, "");
        toTimeline.run();
    }

    /// The numbers that are traced now; what somebody is typing is left alone.
    void show(TracedSamples samples) {
        if (!isVisible()) {
            return;
        }
        List<String> names = new ArrayList<>(samples.inputs().keySet());
        names.addAll(samples.targets().keySet());
        if (!names.equals(made)) {
            made = names;
            build(samples);
        }
        samples.inputs().forEach((name, tensor) -> fill(inputs, name, tensor));
        samples.targets().forEach((name, tensor) -> fill(targets, name, tensor));
    }

    private static void fill(Map<String, TextField> boxes, String name, Tensor tensor) {
        TextField box = boxes.get(name);
        if (box != null && !box.isFocused()) {
            box.setText(
                    Arrays.stream(tensor.row(0)).mapToObj(TypedSampleBar::exactly).collect(Collectors.joining("  ")));
        }
    }

    /// As short as it reads back to the same number.
    private static String exactly(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    private void build(TracedSamples samples) {
        inputs.clear();
        targets.clear();
        samples.inputs().forEach((name, tensor) -> inputs.put(name, box("typed-input-" + name, tensor)));
        samples.targets().forEach((name, tensor) -> targets.put(name, box("typed-target-" + name, tensor)));
        getChildren().clear();
        inputs.forEach((name, box) -> getChildren().add(labelled(inputs.size() == 1 ? "x" : "x of " + name, box)));
        targets.forEach((name, box) -> getChildren().add(labelled(targets.size() == 1 ? "t" : "t of " + name, box)));
        Button take = Controls.button("typed-take", "Trace", "Trace these numbers (Enter)");
        take.setOnAction(_ -> take());
        Button close = Controls.button("typed-close", "Close", "Away with these boxes (Escape)");
        close.setOnAction(_ -> close());
        HBox buttons = new HBox(6, take, close);
        getChildren().addAll(buttons, problem);
    }

    private TextField box(String id, Tensor tensor) {
        TextField box = new TextField();
        box.setId(id);
        Controls.compact(box);
        box.setPrefColumnCount(Math.clamp(7L * tensor.rowSize(), 6, WIDEST_BOX));
        String help = "%d numbers, with spaces or semicolons between them".formatted(tensor.rowSize());
        box.setTooltip(new Tooltip(help));
        box.setAccessibleHelp(help);
        box.setOnAction(_ -> take());
        return box;
    }

    private static HBox labelled(String text, TextField box) {
        Label label = new Label(text);
        label.setLabelFor(box);
        label.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = new HBox(6, label, box);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void take() {
        model.pass()
                .ifPresent(it -> {
                    try {
                        TracedSamples known = it.samples();
                        TracedSamples typed =
                                new TracedSamples(
                                        read("x", inputs, known.inputs()), read("t", targets, known.targets()));
                        Texts.say(problem, model.type(typed).orElse(""));
                    } catch (Refused refused) {
                        Texts.say(problem, refused.sentence);
                    }
                });
    }

    private static SequencedMap<String, Tensor> read(
            String symbol, Map<String, TextField> boxes, Map<String, Tensor> like) throws Refused {
        SequencedMap<String, Tensor> read = new LinkedHashMap<>();
        for (Map.Entry<String, TextField> box : boxes.entrySet()) {
            Tensor known = like.get(box.getKey());
            if (known != null) {
                read.put(box.getKey(), read(symbol, box.getValue().getText(), known));
            }
        }
        return read;
    }

    private static Tensor read(String symbol, String text, Tensor like) throws Refused {
        String[] words = text.strip().split("[\\s;]+");
        if (words.length != like.rowSize()) {
            throw new Refused(
                    "%s needs %d numbers with spaces between them, and there are %d"
                            .formatted(symbol, like.rowSize(), words.length));
        }
        Tensor tensor = Tensor.zeros(like.shape().item().batched(1));
        for (int i = 0; i < words.length; i++) {
            OptionalDouble number = NumberText.parse(words[i]);
            if (number.isEmpty() || !Double.isFinite(number.getAsDouble())) {
                throw new Refused("number %d of %s is `%s`; type one such as 0.25".formatted(i + 1, symbol, words[i]));
            }
            tensor.set(i, number.getAsDouble());
        }
        return tensor;
    }
}
