package backproplab.ui.view;

import backproplab.backprop.CheckPlan;
import backproplab.catalog.Setting;
import backproplab.ui.chart.Numbers;
import backproplab.ui.viewmodel.CheckModel;
import backproplab.ui.viewmodel.SampleChoice;

import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// What a gradient check is made with: which samples form the batch, how many numbers of each tensor, and ε; and the
/// buttons to make and to end it.
final class CheckBar extends FlowPane {
    private static final List<Integer> AMOUNTS = List.of(CheckPlan.ALL, 1000, 100, 10);

    private final CheckModel model;
    private final Consumer<String> says;
    private final Button again = new Button("Check again");
    private final Button cancel = new Button("Cancel");
    private final ComboBox<Batch> batch = new ComboBox<>();
    private final EntryBox number = new EntryBox(this::offerNumber, this::stepNumber);
    private final ComboBox<Integer> amount = new ComboBox<>();
    private final NumberSlider epsilon;
    private Batch shown = Batch.FIRST;
    private boolean showing;

    /// What can be chosen as the batch.
    private enum Batch {
        FIRST("first samples"),
        ONE("one sample"),
        NEXT("next batch"),
        ALL("training set");

        private final String text;

        Batch(String text) {
            this.text = text;
        }

        static Batch of(SampleChoice choice) {
            return switch (choice.original()) {
                case SampleChoice.First _ -> FIRST;
                case SampleChoice.Row _, SampleChoice.TestRow _, SampleChoice.Worst _, SampleChoice.Typed _ -> ONE;
                case SampleChoice.NextBatch _ -> NEXT;
                case SampleChoice.WholeSet _ -> ALL;
            };
        }
    }

    /// @param says takes the sentence of a refusal, or none
    CheckBar(CheckModel model, Consumer<String> says) {
        super(14, 4);
        this.model = model;
        this.says = says;
        again.setId("check-again");
        again.getStyleClass().add("accent");
        describe(again, "Check again", "Checks the gradients of the network as it stands now");
        again.setOnAction(_ -> model.check());
        cancel.setId("check-cancel");
        describe(cancel, "Cancel", "Ends the check that runs; the report of before stays (Esc)");
        cancel.setOnAction(_ -> model.cancel());
        Controls.compact(again);
        Controls.compact(cancel);
        epsilon = new NumberSlider("check-epsilon", this::takeEpsilon, says);
        epsilon.range(
                new Setting.Slider(CheckModel.SMALLEST_EPSILON, CheckModel.LARGEST_EPSILON, Setting.Scale.LOGARITHMIC));
        epsilon.name("ε", "By how much a number w is moved, times max(1, |w|); 1e−5 is usual");
        epsilon.setStyle("-fx-pref-width: 21em;");
        setRowValignment(VPos.CENTER);
        getChildren().addAll(row(again, cancel), batches(), amounts(), epsilon);
        model.choiceProperty().subscribe(this::showChoice);
        model.perTensorProperty().subscribe(it -> showAmount(it.intValue()));
        model.epsilonProperty().subscribe(it -> epsilon.show(it.doubleValue(), true));
        model.lab().setupProperty().subscribe(_ -> showChoice(model.choiceProperty().get()));
    }

    private static HBox row(Node... nodes) {
        HBox row = new HBox(6, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static void describe(Control control, String text, String help) {
        control.setMinWidth(Region.USE_PREF_SIZE);
        control.setAccessibleText(text);
        control.setAccessibleHelp(help);
        control.setTooltip(new Tooltip(help));
    }

    private HBox batches() {
        Label label = new Label("Batch");
        label.setLabelFor(batch);
        label.setMinWidth(Region.USE_PREF_SIZE);
        batch.setId("check-batch");
        batch.getItems().setAll(Batch.values());
        batch.setConverter(Texts.of(it -> it.text));
        Controls.compactMenu(batch);
        describe(batch, "Batch", "Which samples of the training set form the batch whose gradients are checked");
        batch.valueProperty()
                .addListener((_, _, wanted) -> {
                    if (!showing && wanted != null) {
                        chooseBatch(wanted);
                    }
                });
        number.setId("check-batch-number");
        number.setPrefColumnCount(4);
        number.setMinWidth(48);
        Controls.compact(number);
        return row(label, batch, number);
    }

    private HBox amounts() {
        Label label = new Label("Numbers");
        label.setLabelFor(amount);
        label.setMinWidth(Region.USE_PREF_SIZE);
        amount.setId("check-amount");
        amount.getItems().setAll(AMOUNTS);
        amount.setConverter(Texts.of(it -> it == CheckPlan.ALL ? "all" : Numbers.count(it) + " a tensor"));
        Controls.compactMenu(amount);
        describe(
                amount,
                "How many numbers",
                "How many numbers of each tensor are checked; a part is drawn by the seed of the run");
        amount.valueProperty()
                .addListener((_, _, wanted) -> {
                    if (!showing && wanted != null) {
                        model.perTensorProperty().set(wanted);
                    }
                });
        return row(label, amount);
    }

    // What somebody chooses

    private void chooseBatch(Batch wanted) {
        int samples = model.lab().setupProperty().get().training().samples();
        SampleChoice next =
                switch (wanted) {
                    case FIRST -> new SampleChoice.First(Math.min(CheckModel.BATCH, samples));
                    case ONE -> new SampleChoice.Row(0);
                    case NEXT -> new SampleChoice.NextBatch();
                    case ALL -> new SampleChoice.WholeSet();
                };
        choose(next);
        showChoice(model.choiceProperty().get());
    }

    private Optional<String> choose(SampleChoice next) {
        Optional<String> refused = model.choose(next);
        says.accept(refused.orElse(""));
        return refused;
    }

    private Optional<String> offerNumber(String text) {
        OptionalInt wanted = NumberText.parseWhole(text);
        if (wanted.isEmpty()) {
            String refusal =
                    "`%s` is no whole number; type one from 1 to %s"
                            .formatted(
                                    text.strip(),
                                    Numbers.count(model.lab().setupProperty().get().training().samples()));
            says.accept(refusal);
            return Optional.of(refusal);
        }
        return choose(
                Batch.of(model.choiceProperty().get()) == Batch.FIRST
                        ? new SampleChoice.First(wanted.getAsInt())
                        : new SampleChoice.Row(wanted.getAsInt() - 1));
    }

    private void stepNumber(int by) {
        int samples = model.lab().setupProperty().get().training().samples();
        switch (model.choiceProperty().get()) {
            case SampleChoice.First(int count) -> choose(new SampleChoice.First(Math.clamp(count + by, 1, samples)));
            case SampleChoice.Row(int row) -> choose(new SampleChoice.Row(Math.clamp(row + by, 0, samples - 1)));
            default -> {}
        }
    }

    private Optional<String> takeEpsilon(double wanted) {
        boolean isThere = wanted >= CheckModel.SMALLEST_EPSILON && wanted <= CheckModel.LARGEST_EPSILON;
        if (!isThere) {
            return Optional.of(
                    "ε must be from %s to %s; 1e−5 is usual"
                            .formatted(
                                    Numbers.tick(CheckModel.SMALLEST_EPSILON),
                                    Numbers.tick(CheckModel.LARGEST_EPSILON)));
        }
        model.epsilonProperty().set(wanted);
        return Optional.empty();
    }

    // What is shown

    /// @param canCancel whether a check runs that is worth to be ended
    void show(boolean canCancel) {
        boolean hadFocus = cancel.isFocused();
        cancel.setDisable(!canCancel);
        if (hadFocus && !canCancel) {
            again.requestFocus();
        }
    }

    private void showChoice(SampleChoice now) {
        showing = true;
        Batch kind = Batch.of(now);
        if (kind != shown) {
            shown = kind;
            number.drop(); // what is half typed was meant as another number
        }
        batch.setValue(kind);
        showing = false;
        int samples = model.lab().setupProperty().get().training().samples();
        String help =
                kind == Batch.FIRST
                        ? "How many samples, from 1 to " + Numbers.count(samples)
                        : "The number of a sample of the training set, from 1 to " + Numbers.count(samples);
        number.setVisible(kind == Batch.FIRST || kind == Batch.ONE);
        number.setAccessibleText(kind == Batch.FIRST ? "How many samples" : "Sample");
        number.setAccessibleHelp(help);
        number.setTooltip(new Tooltip(help));
        number.show(
                switch (now) {
                    case SampleChoice.First(int count) -> String.valueOf(count);
                    case SampleChoice.Row(int row) -> String.valueOf(row + 1);
                    default -> "";
                });
    }

    private void showAmount(int now) {
        showing = true;
        if (!amount.getItems().contains(now)) {
            amount.getItems().add(now);
        }
        amount.setValue(now);
        showing = false;
    }

    @Override
    public void requestFocus() {
        again.requestFocus();
    }
}
