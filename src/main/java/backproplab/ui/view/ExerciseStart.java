package backproplab.ui.view;

import backproplab.catalog.Entry;
import backproplab.fault.Fault;
import backproplab.fault.Place;
import backproplab.ui.viewmodel.ExerciseModel;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/// What is asked before a bug is hidden: its number, or which one and where; and the word that locks it.
final class ExerciseStart extends HBox {
    private static final String NUMBER_HELP =
            "The same number hides the same bug in the same experiment, on every machine";
    private static final int MOST_AT_RANDOM = 999;

    private final ExerciseModel model;
    private final Runnable onCancel;
    private final SplittableRandom random = new SplittableRandom();
    private final EntryBox number = new EntryBox(this::offer, this::stepBy);
    private final CheckBox choose = new CheckBox("Choose it");
    private final FaultMenu fault;
    private final ComboBox<Place> place = new ComboBox<>();
    private final PasswordField word = new PasswordField();
    private final Label problem;
    private long wanted = 1;

    /// @param problem where refusals are said
    /// @param onCancel closes the strip
    ExerciseStart(ExerciseModel model, Label problem, Runnable onCancel) {
        super(6);
        this.model = model;
        this.problem = problem;
        this.onCancel = onCancel;
        this.fault = new FaultMenu("exercise-choose-fault", "Which bug; not for the eyes of the class", model::whyNot);
        setAlignment(Pos.CENTER_LEFT);
        getChildren()
                .setAll(
                        heading(),
                        label("No.", number),
                        numberBox(),
                        dice(),
                        chooser(),
                        fault,
                        placeMenu(),
                        label("Lock", word),
                        wordBox(),
                        startButton(),
                        cancelButton());
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        number.show("1");
        unfold();
    }

    void open() {
        Texts.say(problem, "");
        choose.setSelected(false);
        word.clear();
        number.requestFocus();
    }

    private static Label heading() {
        Label heading = new Label("Find the bug");
        heading.getStyleClass().add("exercise-heading");
        heading.setMinWidth(Region.USE_PREF_SIZE);
        return heading;
    }

    private static Label label(String text, TextInputControl box) {
        Label label = new Label(text);
        label.setLabelFor(box);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private EntryBox numberBox() {
        number.setId("exercise-number");
        number.setPrefColumnCount(4);
        number.setMinWidth(50);
        number.setAccessibleText("Number of the exercise");
        number.setAccessibleHelp(NUMBER_HELP);
        number.setTooltip(new Tooltip(NUMBER_HELP));
        Controls.compact(number);
        return number;
    }

    private Button dice() {
        Button dice = Controls.button("exercise-dice", "Any", "A number that nobody has thought of");
        dice.setOnAction(_ -> take(random.nextInt(1, MOST_AT_RANDOM + 1)));
        return dice;
    }

    private CheckBox chooser() {
        choose.setId("exercise-choose");
        choose.setMinWidth(Region.USE_PREF_SIZE);
        choose.setTooltip(new Tooltip("Pick the bug and its place; the number that hides it is found for you"));
        choose.setOnAction(_ -> unfold());
        return choose;
    }

    private ComboBox<Place> placeMenu() {
        place.setId("exercise-choose-place");
        place.setPromptText("where");
        place.setAccessibleText("Where the bug is put");
        place.setConverter(Texts.of(PlaceText::of));
        Controls.compactMenu(place);
        place.setMinWidth(60);
        place.setPrefWidth(130);
        fault.setMinWidth(60);
        fault.setOnAction(_ -> faultChosen());
        place.setOnAction(_ -> placeChosen());
        for (Region folded : List.of(fault, place)) {
            folded.managedProperty().bind(folded.visibleProperty());
            folded.visibleProperty().bind(choose.selectedProperty());
        }
        return place;
    }

    private PasswordField wordBox() {
        String help = "A word without which the bug is not revealed before the right answer; empty: anybody may";
        word.setId("exercise-word");
        word.setPrefColumnCount(7);
        word.setMinWidth(40);
        word.setPromptText("no word");
        word.setAccessibleText("Word that locks the exercise");
        word.setAccessibleHelp(help);
        word.setTooltip(new Tooltip(help));
        Controls.compact(word);
        return word;
    }

    private Button startButton() {
        String help = "The run starts again from its first weights, with the bug in it; ending brings it back as it is";
        Button start = Controls.button("exercise-start", "Hide it", help);
        start.getStyleClass().add("accent");
        start.setOnAction(_ -> start());
        return start;
    }

    private Button cancelButton() {
        Button cancel = Controls.button("exercise-cancel", "Cancel", "Hides nothing (Esc)");
        cancel.setOnAction(_ -> onCancel.run());
        return cancel;
    }

    private void pressed(KeyEvent event) {
        boolean closesMenu = fault.isShowing() || place.isShowing();
        if (event.getCode() == KeyCode.ESCAPE && !closesMenu) {
            onCancel.run();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER && event.getTarget() instanceof TextInputControl) {
            if (number.offerText()) {
                start();
            }
            event.consume();
        }
    }

    /// What was chosen before may not suit the run of now.
    private void unfold() {
        fault.getSelectionModel().clearSelection();
        place.getItems().clear();
        Texts.say(problem, "");
    }

    private void faultChosen() {
        Entry<Fault> chosen = fault.getValue();
        if (chosen == null) {
            return;
        }
        Texts.say(problem, model.whyNot(chosen).map(it -> "%s: %s".formatted(chosen.label(), it)).orElse(""));
        place.getItems().setAll(model.placesFor(chosen));
        place.getSelectionModel().selectFirst();
    }

    private void placeChosen() {
        Entry<Fault> chosen = fault.getValue();
        Place where = place.getValue();
        if (chosen != null && where != null) {
            take(model.numberOf(chosen, where));
        }
    }

    private Optional<String> offer(String text) {
        OptionalInt typed = NumberText.parseWhole(text);
        if (typed.isEmpty() || typed.getAsInt() < 1) {
            String sentence = "an exercise has a whole number from 1, such as 7, got " + text.strip();
            Texts.say(problem, sentence);
            return Optional.of(sentence);
        }
        Texts.say(problem, "");
        take(typed.getAsInt());
        return Optional.empty();
    }

    private void stepBy(int by) {
        take(Math.max(1, wanted + by));
    }

    private void take(long next) {
        wanted = next;
        number.show(String.valueOf(next));
    }

    private void start() {
        boolean isOpenQuestion = choose.isSelected() && place.getValue() == null;
        if (isOpenQuestion) {
            Texts.say(problem, "choose a bug and its place, or take the tick away");
            return;
        }
        Texts.say(problem, model.start(wanted, word.getText()).orElse(""));
    }
}
