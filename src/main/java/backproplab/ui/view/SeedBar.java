package backproplab.ui.view;

import backproplab.training.TrainingSetup;
import backproplab.ui.viewmodel.LabModel;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongConsumer;

/// The seeds that a run follows from, and the two ways to start over: with the same weights, or with new ones.
final class SeedBar extends VBox {
    private static final String DATA_HELP =
            "The seed of the data, of their split into training and test set, and of their order";
    private static final String WEIGHTS_HELP = "The seed that the start weights are drawn from";

    private final LabModel model;
    private final LongConsumer onDataSeed;
    private final EntryBox data;
    private final EntryBox weights;
    private final Label problem = Texts.problem("seed-problem");
    private final ProposalStrip proposal = new ProposalStrip("apply-seed", this::discard);
    private long weightsSeed;

    /// @param onDataSeed asks for data of another seed
    SeedBar(LabModel model, LongConsumer onDataSeed) {
        super(4);
        this.model = model;
        this.onDataSeed = onDataSeed;
        getStyleClass().add("seed-bar");
        data = new EntryBox(it -> offer("data", it, this::takeData), by -> step("data", by, this::takeData));
        weights =
                new EntryBox(
                        it -> offer("weights", it, this::takeWeights), by -> step("weights", by, this::takeWeights));
        Button reset = button("settings-reset", "Reset", "Starts over with the same weights", model::reset);
        Button fresh =
                button(
                        "settings-new-weights",
                        "New weights",
                        "Starts over with weights from the next seed",
                        model::newWeights);
        getChildren()
                .setAll(
                        new HBox(
                                8,
                                part("Data seed", "seed-data", DATA_HELP, data),
                                part("Weight seed", "seed-weights", WEIGHTS_HELP, weights)),
                        new HBox(8, reset, fresh),
                        problem,
                        proposal);
        model.setupProperty().subscribe(this::show);
    }

    private static HBox part(String text, String id, String help, EntryBox box) {
        Label label = new Label(text);
        label.setLabelFor(box);
        label.setTooltip(new Tooltip(help));
        label.setMinWidth(Region.USE_PREF_SIZE);
        box.setId(id);
        box.setPrefColumnCount(3);
        box.setMinWidth(34);
        box.setAccessibleText(text);
        box.setAccessibleHelp(help);
        box.setTooltip(new Tooltip(help + "; the same seeds, the same run"));
        HBox.setHgrow(box, Priority.ALWAYS);
        HBox part = new HBox(4, label, box);
        part.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(part, Priority.ALWAYS);
        return part;
    }

    private static Button button(String id, String text, String help, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        Controls.compact(button);
        button.setTooltip(new Tooltip(help));
        button.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(button, Priority.ALWAYS);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private void show(TrainingSetup setup) {
        data.show(String.valueOf(setup.seed()));
        weights.show(String.valueOf(setup.weightsSeed()));
        if (setup.weightsSeed() != weightsSeed) {
            weightsSeed = setup.weightsSeed();
            discard();
        }
    }

    private void discard() {
        proposal.clear();
        Texts.say(problem, "");
    }

    private Optional<String> offer(String what, String text, LongConsumer take) {
        OptionalInt number = NumberText.parseWhole(text);
        if (number.isEmpty()) {
            String sentence = "the %s seed is a whole number such as 7, got %s".formatted(what, text.strip());
            Texts.say(problem, sentence);
            return Optional.of(sentence);
        }
        Texts.say(problem, "");
        take.accept(number.getAsInt());
        return Optional.empty();
    }

    private void step(String what, int steps, LongConsumer take) {
        TrainingSetup setup = model.setupProperty().get();
        take.accept((what.equals("data") ? setup.seed() : setup.weightsSeed()) + steps);
    }

    private void takeData(long seed) {
        onDataSeed.accept(seed);
    }

    private void takeWeights(long seed) {
        TrainingSetup setup = model.setupProperty().get();
        if (seed == setup.weightsSeed()) {
            discard();
        } else if (model.stepProperty().get() == 0 && !model.runningProperty().get()) {
            startOver(seed);
        } else {
            proposal.propose("Weights of seed %d. The run starts over.".formatted(seed), () -> startOver(seed));
        }
    }

    private void startOver(long seed) {
        model.startOver(model.setupProperty().get().withWeightsSeed(seed), model.dataProperty().get());
        discard();
    }
}
