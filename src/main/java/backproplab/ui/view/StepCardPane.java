package backproplab.ui.view;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.TraceStep;
import backproplab.ui.chart.Formula;
import backproplab.ui.chart.PicturePane;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.CardContext;
import backproplab.ui.viewmodel.CardDigits;
import backproplab.ui.viewmodel.Cover;
import backproplab.ui.viewmodel.Prediction;
import backproplab.ui.viewmodel.StepCard;
import backproplab.ui.viewmodel.StepCards;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;

/// The card of a step. Under it: how many digits its numbers have, what of it is hidden until the class has had its
/// guess, and a box for that guess. Everything here happens on the thread of the window; it paints when told to.
final class StepCardPane extends BorderPane {
    private static final String DIGITS_HELP = "Significant digits of the numbers, 3 to 17";
    private static final String COVER_HELP = "What is hidden of each step until it is revealed";
    private static final String GUESS_HELP = "Type what comes out and press Enter; 1 % off is near enough";

    private final StepCardPicture picture = new StepCardPicture();
    private final PicturePane pane = new PicturePane(picture, "step");
    private final EntryBox digitsBox = new EntryBox(this::offerDigits, this::stepDigits);
    private final ComboBox<Cover> coverBox = new ComboBox<>();
    private final EntryBox guessBox = new EntryBox(this::judge, _ -> {});
    private final Button reveal = new Button("Reveal");
    private final HBox question;
    private final Label verdict = new Label();
    private final ObjectProperty<CardDigits> digits = new SimpleObjectProperty<>(CardDigits.STANDARD);
    private Optional<Shown> shown = Optional.empty();
    private final Runnable onReveal;
    private boolean covered;

    /// What was said to a guess that was right stays over its reveal.
    private boolean isRight;

    private boolean changed = true;

    private record Shown(TraceStep step, BackwardTrace trace, CardContext.Names names) {
        CardContext context(CardDigits digits, int terms) {
            return new CardContext(trace, digits, terms, names);
        }
    }

    /// @param onReveal the class wants to see the result, or has found it
    StepCardPane(Runnable onReveal) {
        this.onReveal = onReveal;
        setMinSize(0, 0);
        pane.setId("step-card");
        Label digitsLabel = labelled("Digits", "card-digits", DIGITS_HELP, digitsBox);
        digitsBox.setPrefColumnCount(2);
        digitsBox.show(String.valueOf(digits.get().digits()));
        coverBox.getItems().setAll(Cover.values());
        coverBox.setConverter(Texts.of(StepCardPane::text));
        coverBox.setValue(Cover.NOTHING);
        coverBox.setId("card-cover");
        coverBox.setOnHidden(_ -> pane.requestFocus()); // the keys are to walk again
        describe(coverBox, "Hidden", COVER_HELP);
        Controls.compactMenu(coverBox);
        Label guessLabel = labelled("Guess", "card-guess", GUESS_HELP, guessBox);
        guessBox.setPrefColumnCount(8);
        reveal.setId("card-reveal");
        describe(reveal, "Reveal", "Shows what is hidden of this step");
        reveal.setOnAction(_ -> onReveal.run());
        question = row(guessLabel, guessBox, reveal);
        verdict.setId("card-verdict");
        verdict.setWrapText(true);
        verdict.setMinHeight(Region.USE_PREF_SIZE);
        verdict.managedProperty().bind(verdict.visibleProperty());
        FlowPane controls = new FlowPane(14, 4, row(digitsLabel, digitsBox), coverBox, question);
        VBox under = new VBox(4, verdict, controls);
        under.setPadding(new Insets(4, 8, 6, 8));
        setCenter(pane);
        setBottom(under);
        digits.addListener((_, _, now) -> showDigits(now));
    }

    /// Reads the fonts of formulas, away from this thread: it takes longer than the first step should.
    static void prepareFormulas() {
        Thread.startVirtualThread(() -> Formula.of("\\sum_{i} w_{i} \\frac{\\partial L}{\\partial w}"));
    }

    private static HBox row(Node... nodes) {
        HBox row = new HBox(6, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Label labelled(String text, String id, String help, EntryBox box) {
        Label label = new Label(text);
        label.setLabelFor(box);
        label.setMinWidth(Region.USE_PREF_SIZE);
        box.setId(id);
        describe(box, text, help);
        return label;
    }

    private static void describe(Control control, String text, String help) {
        Controls.compact(control);
        control.setAccessibleText(text);
        control.setAccessibleHelp(help);
        control.setTooltip(new Tooltip(help));
    }

    private static String text(Cover cover) {
        return switch (cover) {
            case NOTHING -> "Show all";
            case RESULT -> "Guess the result";
            case NUMBERS -> "Guess from the formula";
        };
    }

    /// What is hidden of each step, from now on.
    ObjectProperty<Cover> coverProperty() {
        return coverBox.valueProperty();
    }

    /// The step from now on.
    ///
    /// @param hidden whether the class is to guess
    void show(TraceStep step, BackwardTrace trace, CardContext.Names names, boolean hidden) {
        shown = Optional.of(new Shown(step, trace, names));
        boolean answered = covered && !hidden && question.lookupAll("*").stream().anyMatch(Node::isFocused);
        guessBox.clear(); // before the focus leaves it, which would offer it
        if (hidden || !isRight) {
            say("");
        }
        isRight = false;
        covered = hidden;
        if (answered) {
            pane.requestFocus(); // the question goes, and the keys are to go on from here
        }
        write();
    }

    /// A sentence in place of a step.
    void showNothing(String sentence) {
        shown = Optional.empty();
        picture.showNothing(sentence);
        pane.setAccessibleText(sentence);
        change();
    }

    /// The card as it stands, for who copies it.
    Optional<StepCard> card() {
        return shown.map(it -> card(it, StepCardPicture.MOST_TERMS));
    }

    private StepCard card(Shown it, int terms) {
        StepCard card = StepCards.of(it.step, it.context(digits.get(), terms));
        return covered ? coverBox.getValue().over(card) : card;
    }

    private void write() {
        boolean isAsked = covered && shown.isPresent();
        question.setVisible(isAsked);
        question.setManaged(isAsked);
        guessBox.setDisable(!isAsked || shown.flatMap(this::prediction).isEmpty());
        shown.ifPresent(it -> {
            picture.show(terms -> card(it, terms));
            pane.setAccessibleText(card(it, StepCardPicture.MOST_TERMS).text());
        });
        change();
    }

    private Optional<Prediction> prediction(Shown it) {
        return Prediction.of(it.step, it.context(digits.get(), StepCardPicture.MOST_TERMS));
    }

    private Optional<String> judge(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        Optional<BigDecimal> typed = NumberText.parseExactly(text);
        if (typed.isEmpty()) {
            String sentence = "`%s` is no number; type one such as 0.25".formatted(text.strip());
            say(sentence);
            return Optional.of(sentence);
        }
        Optional<Prediction.Verdict> found = shown.flatMap(this::prediction).map(it -> it.judge(typed.get()));
        found.map(Prediction.Verdict::sentence).ifPresent(this::say);
        if (found.filter(Prediction.Verdict::right).isPresent()) {
            isRight = true;
            onReveal.run();
            return Optional.empty();
        }
        return found.map(Prediction.Verdict::sentence); // it stays, to be mended
    }

    private void say(String sentence) {
        verdict.setText(sentence);
        verdict.setVisible(!sentence.isEmpty());
    }

    private Optional<String> offerDigits(String text) {
        OptionalInt wanted = NumberText.parseWhole(text);
        if (wanted.isEmpty() || wanted.getAsInt() < CardDigits.LEAST || wanted.getAsInt() > CardDigits.MOST) {
            String sentence =
                    "digits must be a whole number from %d to %d".formatted(CardDigits.LEAST, CardDigits.MOST);
            say(sentence);
            return Optional.of(sentence);
        }
        digits.set(new CardDigits(wanted.getAsInt()));
        return Optional.empty();
    }

    private void stepDigits(int by) {
        digits.set(CardDigits.near(digits.get().digits() + by));
    }

    private void showDigits(CardDigits now) {
        digitsBox.show(String.valueOf(now.digits()));
        say("");
        write();
    }

    /// Of its numbers.
    ObjectProperty<CardDigits> digitsProperty() {
        return digits;
    }

    void setStyle(Style style) {
        pane.setStyle(style);
        verdict.setStyle("-fx-font-weight: bold; -fx-text-fill: %s;".formatted(Controls.web(style.palette().text())));
        change();
    }

    private void change() {
        changed = true;
    }

    /// Whether there is anything new to paint.
    boolean isOutdated() {
        return changed || pane.isOutdated();
    }

    void draw() {
        changed = false;
        pane.draw();
    }
}
