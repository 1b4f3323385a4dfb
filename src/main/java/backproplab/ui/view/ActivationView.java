package backproplab.ui.view;

import backproplab.activation.Activation;
import backproplab.activation.Activations;
import backproplab.activation.LearnedActivation;
import backproplab.catalog.Catalog;
import backproplab.catalog.Entry;
import backproplab.catalog.Values;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;
import backproplab.network.LayerDescription;
import backproplab.network.NetworkDescription;
import backproplab.network.NetworkProblem;
import backproplab.network.Parameters;
import backproplab.statistics.UnitRanges;
import backproplab.tensor.Tensor;
import backproplab.training.TrainingProgress;
import backproplab.training.TrainingSetup;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.PicturePane;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.Selection;

import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// The function of the selected layer: f and f′, a slider for each of its settings, and how the z of the layer lie under
/// them. What a slider changes takes effect on the network that is training.
public final class ActivationView implements LabView {
    private final LabModel model;
    private final ActivationPicture picture = new ActivationPicture();
    private final PicturePane pane = new PicturePane(picture, "activation");
    private final ComboBox<String> layers = new ComboBox<>();
    private final ComboBox<Entry<OutputFunction>> functions = new ComboBox<>();
    private final ComboBox<Comparison> comparisons = new ComboBox<>();
    private final VBox settings = new VBox();
    private final Label refusal = new Label();
    private final Label words = new Label();
    private final VBox root = new VBox(4);
    private @Nullable SettingsEditor editor;
    private String editedLayer = "";
    private String editedFunction = "";
    private boolean filling;
    private boolean outdated = true;
    private boolean shown;
    private boolean pulseAsked;

    /// What can be drawn beside the function: nothing, the function as it is now, or another one.
    private record Comparison(String text, Optional<ActivationSubject.Named> function, boolean holdsPresent) {
        static final Comparison NONE = new Comparison("compare with …", Optional.empty(), false);
        static final Comparison PRESENT = new Comparison("this one as it is now", Optional.empty(), true);

        static Comparison of(Entry<Activation> entry) {
            return new Comparison(
                    entry.label(), Optional.of(new ActivationSubject.Named(entry.label(), entry.standard())), false);
        }
    }

    public ActivationView(LabModel model) {
        this.model = model;
        root.setPadding(new Insets(4, 8, 4, 8));
        root.getChildren().addAll(choosers(), settings, refusal, pane, words);
        VBox.setVgrow(pane, Priority.ALWAYS);
        refusal.getStyleClass().add("error-text");
        refusal.setWrapText(true);
        refusal.managedProperty().bind(refusal.visibleProperty());
        refusal.setVisible(false);
        words.setId("activation-words");
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        settings.managedProperty().bind(settings.visibleProperty());
        model.setupProperty()
                .subscribe(_ -> {
                    follow();
                    drawAtNextPulse();
                });
        model.selectionProperty()
                .subscribe(_ -> {
                    follow();
                    drawAtNextPulse();
                });
        model.evaluationProperty().subscribe(_ -> outdated = true);
        model.numbersProperty().subscribe(_ -> outdated |= learned().isPresent());
    }

    private HBox choosers() {
        chooser("layer", layers, "activation-layer", "The layer whose function is shown");
        chooser("function", functions, "activation-function", "The function of this layer");
        chooser(
                "compare with",
                comparisons,
                "activation-compare",
                "A second function, drawn dashed: another one with its standard settings, or this one as it is now");
        layers.setOnAction(_ -> {
            if (!filling && layers.getValue() != null) {
                model.selectionProperty().set(Selection.of(layers.getValue()));
            }
        });
        functions.getItems().setAll(OutputFunctions.CATALOG.entries());
        functions.setConverter(Texts.of(Entry::label));
        functions.setCellFactory(_ -> new EntryCell<>());
        functions.setOnAction(_ -> {
            if (!filling && functions.getValue() != null) {
                choose(functions.getValue());
            }
        });
        comparisons.getItems().addAll(Comparison.NONE, Comparison.PRESENT);
        Activations.CATALOG.entries().forEach(it -> comparisons.getItems().add(Comparison.of(it)));
        comparisons.setConverter(Texts.of(Comparison::text));
        comparisons.setValue(Comparison.NONE);
        comparisons.setOnAction(_ -> compare());
        return new HBox(6, layers, functions, comparisons);
    }

    private static void chooser(String text, ComboBox<?> menu, String id, String help) {
        menu.setId(id);
        menu.getStyleClass().add("small");
        menu.setAccessibleText(text);
        menu.setAccessibleHelp(help);
        menu.setTooltip(new Tooltip(help));
        menu.setVisibleRowCount(14);
        menu.setMinWidth(60);
        menu.setPrefWidth(0);
        menu.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(menu, Priority.ALWAYS);
    }

    /// Holds on to the function as it is now, so that it can be seen beside what a slider makes of it.
    private void compare() {
        Comparison chosen = comparisons.getValue();
        if (!filling && chosen != null && chosen.holdsPresent()) {
            Comparison held =
                    new Comparison(
                            label() + " held",
                            Optional.of(new ActivationSubject.Named(label() + " held", drawn())),
                            false);
            Platform.runLater(() -> comparisons.setValue(held));
        }
        drawAtNextPulse();
    }

    // What the model holds

    private Optional<LayerDescription> layer() {
        return model.setupProperty().get().network().layer(model.selectionProperty().get().layer());
    }

    private OutputFunction function() {
        return layer().map(LayerDescription::function).orElse(OutputFunctions.IDENTITY);
    }

    private Optional<LearnedActivation> learned() {
        return function().elementwise().filter(LearnedActivation.class::isInstance).map(LearnedActivation.class::cast);
    }

    private String label() {
        return OutputFunctions.CATALOG.get(OutputFunctions.describe(function()).id()).label();
    }

    /// Lets menus and sliders show what the model holds.
    private void follow() {
        outdated = true;
        Optional<LayerDescription> layer = layer();
        if (layer.isEmpty()) {
            return;
        }
        filling = true;
        List<String> names =
                model.setupProperty().get().network().infer().order().stream().map(LayerDescription::name).toList();
        if (!layers.getItems().equals(names)) {
            layers.getItems().setAll(names);
        }
        layers.setValue(layer.get().name());
        Catalog.Description description = OutputFunctions.describe(layer.get().function());
        Entry<OutputFunction> entry = OutputFunctions.CATALOG.get(description.id());
        functions.setValue(entry);
        filling = false;
        boolean isAnother = !editedLayer.equals(layer.get().name()) || !editedFunction.equals(description.id());
        if (isAnother) {
            editedLayer = layer.get().name();
            editedFunction = description.id();
            edit(entry, description.values());
        } else if (editor != null) {
            editor.show(description.values());
        }
    }

    private void edit(Entry<OutputFunction> entry, Values values) {
        refusal.setVisible(false);
        settings.getChildren().clear();
        settings.setVisible(!entry.settings().isEmpty());
        editor =
                SettingsEditor.of(
                        entry,
                        values,
                        new SettingsEditor.Listener() {
                            @Override
                            public void preview(Values now) {
                                with(entry.create(now.asMap())).ifPresent(model::preview);
                            }

                            @Override
                            public void commit(Values now) {
                                with(entry.create(now.asMap())).ifPresent(model::change);
                            }
                        });
        settings.getChildren().add(editor);
    }

    private void choose(Entry<OutputFunction> entry) {
        if (!entry.id().equals(editedFunction)) {
            with(entry.standard()).ifPresent(model::change);
            follow();
        }
    }

    /// The setup with another function in this layer; empty, and a sentence, when the network cannot have it.
    private Optional<TrainingSetup> with(OutputFunction function) {
        TrainingSetup setup = model.setupProperty().get();
        String name = model.selectionProperty().get().layer();
        NetworkDescription network =
                new NetworkDescription(
                        setup.network().inputs(),
                        setup.network().layers().stream()
                                .map(it -> it.name().equals(name) ? it.with(function) : it)
                                .toList());
        Optional<NetworkProblem> problem = network.infer().problems().stream().findFirst();
        refusal.setText(problem.map(it -> SettingsEditor.sentence(it.message() + "; " + it.hint())).orElse(""));
        refusal.setVisible(problem.isPresent());
        return problem.isPresent() ? Optional.empty() : Optional.of(setup.with(network));
    }

    // What is drawn

    private ActivationSubject subject() {
        Selection selection = model.selectionProperty().get();
        TrainingProgress.@Nullable Evaluated evaluated = model.evaluationProperty().get();
        Optional<ActivationSubject.Judged> judged =
                Optional.ofNullable(evaluated)
                        .flatMap(it -> ActivationSubject.Judged.of(it.units(), selection.layer()));
        return new ActivationSubject(
                selection.layer(),
                label(),
                drawn(),
                kind(),
                note(),
                Optional.ofNullable(comparisons.getValue()).flatMap(Comparison::function),
                judged,
                model.isJudged(),
                judged.flatMap(it -> unit(selection, it.layer().ranges())));
    }

    private static Optional<ActivationSubject.UnitZ> unit(Selection selection, UnitRanges ranges) {
        return selection.unit().isPresent() && selection.unit().getAsInt() < ranges.units()
                ? Optional.of(
                        new ActivationSubject.UnitZ(
                                selection.unit().getAsInt(),
                                ranges.min(selection.unit().getAsInt()),
                                ranges.mean(selection.unit().getAsInt()),
                                ranges.max(selection.unit().getAsInt())))
                : Optional.empty();
    }

    private ActivationSubject.Kind kind() {
        if (function().equals(OutputFunctions.IDENTITY)) {
            return ActivationSubject.Kind.IDENTITY;
        }
        return function().elementwise().isPresent() ? ActivationSubject.Kind.ELEMENTWISE : ActivationSubject.Kind.JOINT;
    }

    private Activation drawn() {
        Optional<LearnedActivation> learned = learned();
        return learned.isPresent()
                ? learnedNow(learned.get()).map(it -> learned.get().at(it.value())).orElse(learned.get())
                : function().elementwise().orElseGet(this::slice);
    }

    private SoftmaxSlice slice() {
        return new SoftmaxSlice(units() - 1, editedFunction.equals("log_softmax"));
    }

    private int units() {
        return layer().map(it -> model.setupProperty().get().network().infer().shapes().get(it.name()))
                .map(it -> it.last())
                .orElse(1);
    }

    /// A learned number as training has made it.
    private record LearnedNow(double value, boolean isShared, int unit) {}

    private Optional<LearnedNow> learnedNow(LearnedActivation learned) {
        Parameters.Key key = new Parameters.Key(model.selectionProperty().get().layer(), learned.parameter());
        Tensor numbers = model.numbersProperty().get().parameters().asMap().get(key);
        if (numbers == null) {
            return Optional.empty();
        }
        int unit = Math.min(model.selectionProperty().get().unit().orElse(0), numbers.size() - 1);
        return Optional.of(new LearnedNow(numbers.get(unit), numbers.size() == 1, unit));
    }

    private String note() {
        if (kind() == ActivationSubject.Kind.JOINT) {
            return "Drawn: the output of one unit against its own z while the other %d stand at z = 0, and its slope."
                    .formatted(units() - 1);
        }
        return learned()
                .map(it -> learnedNow(it).map(now -> learnedText(it, now)).orElse(it.parameter() + " is learned."))
                .orElse("");
    }

    private static String learnedText(LearnedActivation learned, LearnedNow now) {
        return "%s is learned, and is %s now%s; the setting is what a new run starts from."
                .formatted(
                        learned.parameter(),
                        NumberText.of(now.value()),
                        now.isShared() ? "" : " for unit %d, which is drawn".formatted(now.unit()));
    }

    /// A slider is followed at once, without waiting for the turn of this view.
    private void drawAtNextPulse() {
        outdated = true;
        Scene scene = root.getScene();
        if (!shown || pulseAsked || scene == null) {
            return;
        }
        pulseAsked = true;
        Runnable once =
                new Runnable() {
                    @Override
                    public void run() {
                        scene.removePreLayoutPulseListener(this);
                        pulseAsked = false;
                        draw();
                    }
                };
        scene.addPreLayoutPulseListener(once);
        Platform.requestNextPulse();
    }

    /// The sentence that is shown because the network cannot have a function.
    Optional<String> refusal() {
        return refusal.isVisible() ? Optional.of(refusal.getText()) : Optional.empty();
    }

    ActivationPicture picture() {
        return picture;
    }

    @Override
    public String id() {
        return "activation";
    }

    @Override
    public String title() {
        return "Activation";
    }

    @Override
    public String help() {
        return "The function of the selected layer with its derivative, and below them where the z of the layer lie on"
                + " the training set. Good: most z lie where f′ is not small, outside of the shaded parts. A slider"
                + " changes the function while training goes on.";
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void setPalette(Palette palette) {
        pane.setStyle(new Style(palette, pane.style().large()));
        outdated = true;
    }

    @Override
    public void setLarge(boolean large) {
        pane.setStyle(new Style(pane.style().palette(), large));
        root.setStyle(large ? "-fx-font-size: %spx".formatted(13 * Style.LARGE) : "");
        outdated = true;
    }

    @Override
    public void setShown(boolean now) {
        shown = now;
        model.watchNumbers(this, now && learned().isPresent());
    }

    @Override
    public boolean draw() {
        if (!shown || !(outdated || pane.isOutdated())) {
            return false;
        }
        outdated = false;
        model.watchNumbers(this, learned().isPresent());
        ActivationSubject subject = subject();
        picture.show(subject);
        String text = ActivationText.of(subject);
        words.setText(text);
        pane.setAccessibleText("f and f′ of %s in layer %s. %s".formatted(subject.label(), subject.layer(), text));
        pane.draw();
        return true;
    }
}
