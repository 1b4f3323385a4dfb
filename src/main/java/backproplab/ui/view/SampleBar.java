package backproplab.ui.view;

import backproplab.tensor.Tensor;
import backproplab.training.TracedSamples;
import backproplab.ui.chart.Numbers;
import backproplab.ui.viewmodel.Moment;
import backproplab.ui.viewmodel.SampleChoice;
import backproplab.ui.viewmodel.StepModel;
import backproplab.ui.viewmodel.TracedPass;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// Which samples are traced: a number, and a menu with what else there is.
final class SampleBar extends HBox {
    private static final String HELP = "The number of a sample of the training set, from 1";

    private final StepModel model;
    private final Runnable toTimeline;
    private final EntryBox number = new EntryBox(this::offer, this::stepBy);
    private final Label meaning = new Label();
    private final Label problem = Texts.problem("sample-problem");
    private final TypedSampleBar typing;

    /// @param toTimeline gives the keys back to the steps
    SampleBar(StepModel model, Runnable toTimeline) {
        super(6);
        this.model = model;
        this.toTimeline = toTimeline;
        this.typing = new TypedSampleBar(model, toTimeline);
        setAlignment(Pos.CENTER_LEFT);
        Label label = new Label("Sample");
        label.setLabelFor(number);
        label.setMinWidth(Region.USE_PREF_SIZE);
        number.setId("sample-number");
        number.setPrefColumnCount(4);
        number.setAccessibleText("Sample");
        number.setAccessibleHelp(HELP);
        number.setTooltip(new Tooltip(HELP));
        Controls.compact(number);
        meaning.setId("sample-meaning");
        meaning.setMinWidth(0);
        getChildren().addAll(label, number, meaning, menu());
        model.momentProperty().subscribe(this::show);
        model.problemProperty().subscribe(it -> Texts.say(problem, it));
    }

    /// The boxes for numbers that are typed in; away while nobody wants them.
    Node typing() {
        return typing;
    }

    /// The sentence of what was refused.
    Node problem() {
        return problem;
    }

    private MenuButton menu() {
        MenuButton menu = new MenuButton("Other …");
        menu.setId("sample-menu");
        menu.setFocusTraversable(false);
        Controls.compactMenu(menu);
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.setTooltip(new Tooltip("The worst sample, a whole batch, or numbers of your own"));
        menu.getItems()
                .addAll(
                        item("sample-worst", "The sample with the largest loss", new SampleChoice.Worst()),
                        item("sample-batch", "The next batch of the training", new SampleChoice.NextBatch()),
                        item("sample-all", "The whole training set as one batch", new SampleChoice.WholeSet()),
                        new SeparatorMenuItem(),
                        typingItem());
        return menu;
    }

    private MenuItem item(String id, String text, SampleChoice choice) {
        MenuItem item = new MenuItem(text);
        item.setId(id);
        item.setOnAction(_ -> {
            model.choose(choice);
            toTimeline.run();
        });
        return item;
    }

    private MenuItem typingItem() {
        MenuItem item = new MenuItem("Numbers of your own …");
        item.setId("sample-typed");
        item.setOnAction(_ -> typing.open());
        return item;
    }

    private Optional<String> offer(String text) {
        OptionalInt wanted = NumberText.parseWhole(text);
        if (wanted.isEmpty()) {
            String refusal = "`%s` is no sample; type a number from 1 to %s".formatted(text.strip(), count());
            Texts.say(problem, refusal);
            return Optional.of(refusal);
        }
        return choose(wanted.getAsInt() - 1);
    }

    private Optional<String> choose(int row) {
        Optional<String> refused = model.choose(new SampleChoice.Row(row));
        Texts.say(problem, refused.orElse(""));
        return refused;
    }

    private void stepBy(int by) {
        int last = model.lab().setupProperty().get().training().samples() - 1;
        int row = model.pass().filter(it -> !it.rows().isEmpty()).map(it -> it.rows().getFirst()).orElse(0);
        choose(Math.clamp(row + by, 0, last));
    }

    private String count() {
        return Numbers.count(model.lab().setupProperty().get().training().samples());
    }

    private void show(@Nullable Moment now) {
        if (now == null) {
            number.show("");
            meaning.setText("");
            return;
        }
        TracedPass pass = now.pass();
        SampleChoice original = pass.choice().original();
        number.show(original instanceof SampleChoice.Row(int row) ? String.valueOf(row + 1) : "");
        String changed = pass.choice() instanceof SampleChoice.Typed ? ", changed" : "";
        meaning.setText(meaning(original, pass) + changed);
        meaning.setTooltip(new Tooltip(numbers(pass.samples())));
        typing.show(pass.samples());
    }

    private String meaning(SampleChoice choice, TracedPass pass) {
        return switch (choice) {
            case SampleChoice.Row _ -> "of " + Numbers.count(pass.point().setup().training().samples());
            case SampleChoice.TestRow(int row) -> "test sample " + Numbers.count(row + 1L);
            case SampleChoice.NextBatch _ -> "next batch: " + Numbers.count(pass.rows().size(), "sample");
            case SampleChoice.First _ -> "first " + Numbers.count(pass.rows().size(), "sample");
            case SampleChoice.WholeSet _ -> "all " + Numbers.count(pass.rows().size(), "sample");
            case SampleChoice.Worst _, SampleChoice.Typed _ -> "";
        };
    }

    /// What goes in and what should come out, of a single sample that is not too large to read.
    private static String numbers(TracedSamples samples) {
        Tensor input = samples.inputs().firstEntry().getValue();
        Tensor target = samples.targets().firstEntry().getValue();
        return samples.count() == 1 && input.rowSize() <= TypedSampleBar.READABLE
                ? "x = %s, t = %s".formatted(text(input), text(target))
                : "%s, %s numbers each".formatted(Numbers.count(samples.count(), "sample"), input.rowSize());
    }

    private static String text(Tensor row) {
        return Arrays.stream(row.values()).mapToObj(Numbers::text).collect(Collectors.joining(", ", "(", ")"));
    }
}
