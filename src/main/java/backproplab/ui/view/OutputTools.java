package backproplab.ui.view;

import backproplab.data.Dataset;
import backproplab.training.TrainingSetup;
import backproplab.ui.chart.Style;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.shape.Circle;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// The choices above the output: how it is drawn, which samples, and drawing points. Only what has a meaning for the data
/// is there.
final class OutputTools extends FlowPane {
    /// More classes stand in a menu.
    private static final int MOST_PILLS = 4;

    private final PointEditor editor;
    private final Runnable onChoice;
    private final ToggleButton discrete;
    private final HBox shades;
    private final HBox sets;
    private final HBox judged;
    private final ToggleButton draw = new ToggleButton("Draw");
    private final HBox drawing = new HBox(4);
    private final EntryBox value;
    private ShownSets shownSets = ShownSets.BOTH;
    private boolean test = true;

    /// What the class choice was made for.
    private List<String> classes = List.of();

    private List<Circle> dots = List.of();

    /// @param onChoice something else is to be shown
    OutputTools(PointEditor editor, Runnable onChoice, Consumer<String> say) {
        super(6, 3);
        this.editor = editor;
        this.onChoice = onChoice;
        setStyle("-fx-padding: 3 6 2 6;");
        setAlignment(Pos.CENTER_LEFT);
        setRowValignment(javafx.geometry.VPos.CENTER);
        ToggleGroup kinds = new ToggleGroup();
        ToggleButton continuous =
                Controls.pill(
                        "output-continuous", "Continuous", "How sure the network is, as shades", "left-pill", kinds);
        discrete =
                Controls.pill(
                        "output-discrete", "Discrete", "Only what it decides; values in steps", "right-pill", kinds);
        continuous.setSelected(true);
        Controls.keepOneSelected(kinds);
        discrete.selectedProperty().subscribe(_ -> onChoice.run());
        shades = new HBox(continuous, discrete);
        sets = setsChoice();
        judged = judgedChoice();
        draw.setId("output-draw");
        Controls.compact(draw);
        draw.setMinWidth(ToggleButton.USE_PREF_SIZE);
        draw.setTooltip(
                new Tooltip(
                        "Draw points: a click adds one, dragging sprays, the right button takes the nearest away. With"
                                + " the keys: arrows, Enter, Delete"));
        draw.selectedProperty().addListener((_, _, now) -> setDrawing(now));
        value = new EntryBox(text -> offerValue(text, say), by -> setValue(editor.value() + by * 0.1));
        value.setId("output-value");
        value.setPrefColumnCount(4);
        value.setAccessibleText("Target of the points that are drawn");
        value.setTooltip(new Tooltip("The target of the points that are drawn"));
        setValue(1);
        drawing.setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(shades, sets, judged, draw, drawing);
        getChildren().forEach(it -> show(it, false));
    }

    private HBox setsChoice() {
        ToggleGroup group = new ToggleGroup();
        HBox box =
                new HBox(
                        set(ShownSets.BOTH, "Both", "Training and test samples", "left-pill", group),
                        set(ShownSets.TRAINING, "Training", "Only training samples", "center-pill", group),
                        set(ShownSets.TEST, "Test", "Only test samples", "right-pill", group));
        Controls.keepOneSelected(group);
        return box;
    }

    private ToggleButton set(ShownSets choice, String text, String help, String place, ToggleGroup group) {
        ToggleButton pill =
                Controls.pill("output-" + text.toLowerCase(java.util.Locale.ROOT), text, help, place, group);
        pill.setSelected(choice == shownSets);
        pill.selectedProperty()
                .addListener((_, _, now) -> {
                    if (now) {
                        shownSets = choice;
                        onChoice.run();
                    }
                });
        return pill;
    }

    private HBox judgedChoice() {
        ToggleGroup group = new ToggleGroup();
        ToggleButton training =
                Controls.pill(
                        "output-judge-training", "Training", "How the training set is classified", "left-pill", group);
        ToggleButton tested =
                Controls.pill("output-judge-test", "Test", "How the test set is classified", "right-pill", group);
        tested.setSelected(true);
        Controls.keepOneSelected(group);
        tested.selectedProperty()
                .addListener((_, _, now) -> {
                    test = now;
                    onChoice.run();
                });
        return new HBox(training, tested);
    }

    boolean isDiscrete() {
        return discrete.isSelected();
    }

    /// Which samples are drawn as points.
    ShownSets sets() {
        return shownSets;
    }

    /// Whether the test set is classified, where there is one.
    boolean isTest() {
        return test;
    }

    /// What there is to choose for these data.
    void show(TrainingSetup setup, Style style) {
        OutputKind kind = OutputKind.of(setup);
        boolean tested = setup.test().isPresent();
        boolean draws = DrawnData.suits(setup);
        show(shades, kind == OutputKind.PLANE);
        show(sets, tested && kind != OutputKind.CONFUSION);
        show(judged, tested && kind == OutputKind.CONFUSION);
        show(draw, draws);
        if (!draws) {
            draw.setSelected(false);
        }
        show(drawing, draw.isSelected());
        if (draw.isSelected()) {
            showDrawing(setup.training(), kind, style);
        }
        if (!tested) {
            shownSets = ShownSets.BOTH;
            ((ToggleButton) sets.getChildren().getFirst()).setSelected(true);
        }
    }

    private static void show(Node node, boolean wanted) {
        node.setVisible(wanted);
        node.setManaged(wanted);
    }

    // Drawing

    private void setDrawing(boolean wanted) {
        editor.setDrawing(wanted);
        onChoice.run();
    }

    private void showDrawing(Dataset data, OutputKind kind, Style style) {
        editor.setDrawing(true);
        List<String> names = IntStream.range(0, data.classes()).mapToObj(it -> OutputNames.ofClass(data, it)).toList();
        boolean isMade = names.equals(classes) && !drawing.getChildren().isEmpty();
        if (!isMade) {
            classes = names;
            editor.setLabel(Math.min(editor.label(), Math.max(0, names.size() - 1)));
            drawing.getChildren().clear();
            if (!names.isEmpty()) {
                drawing.getChildren().add(names.size() <= MOST_PILLS ? classPills() : classMenu());
            }
            drawing.getChildren().add(value);
            drawing.getChildren().add(startEmpty());
        }
        show(value, names.isEmpty() && kind == OutputKind.PLANE);
        ClassMarks marks = new ClassMarks(names.size(), style.palette(), 1);
        for (int k = 0; k < dots.size(); k++) {
            dots.get(k).setFill(javafx.scene.paint.Color.web(Controls.web(marks.color(k))));
            dots.get(k).setRadius(4 * style.scale());
        }
    }

    private HBox classPills() {
        ToggleGroup group = new ToggleGroup();
        HBox box = new HBox();
        dots = classes.stream().map(_ -> new Circle(4)).toList();
        for (int k = 0; k < classes.size(); k++) {
            int label = k;
            String place = k == 0 ? "left-pill" : k == classes.size() - 1 ? "right-pill" : "center-pill";
            ToggleButton pill =
                    Controls.pill(
                            "output-class-" + k,
                            classes.get(k),
                            "Draw points of class " + classes.get(k),
                            place,
                            group);
            pill.setGraphic(dots.get(k));
            pill.setSelected(k == editor.label());
            pill.selectedProperty()
                    .addListener((_, _, now) -> {
                        if (now) {
                            editor.setLabel(label);
                        }
                    });
            box.getChildren().add(pill);
        }
        Controls.keepOneSelected(group);
        return box;
    }

    private ComboBox<Integer> classMenu() {
        dots = List.of();
        ComboBox<Integer> menu = new ComboBox<>();
        menu.setId("output-class");
        menu.getStyleClass().add("small");
        menu.getItems().setAll(IntStream.range(0, classes.size()).boxed().toList());
        menu.setConverter(Texts.of(classes::get));
        menu.setValue(editor.label());
        menu.setAccessibleText("Class of the points that are drawn");
        menu.setTooltip(new Tooltip("The class of the points that are drawn"));
        menu.setOnAction(_ -> editor.setLabel(menu.getValue()));
        return menu;
    }

    private Button startEmpty() {
        Button button = new Button("Clear");
        button.setId("output-empty");
        Controls.compact(button);
        button.setMinWidth(Button.USE_PREF_SIZE);
        button.setTooltip(new Tooltip("Away with all points: the next stroke takes their place"));
        button.setOnAction(_ -> editor.startFromNothing());
        return button;
    }

    private Optional<String> offerValue(String text, Consumer<String> say) {
        OptionalDouble number = NumberText.parse(text);
        if (number.isEmpty() || !Double.isFinite(number.getAsDouble())) {
            String refusal = "`%s` is no number that can be a target".formatted(text);
            say.accept(refusal);
            return Optional.of(refusal);
        }
        say.accept("");
        setValue(number.getAsDouble());
        return Optional.empty();
    }

    private void setValue(double now) {
        editor.setValue(now);
        value.show(NumberText.of(now));
    }
}
