package backproplab.ui.view;

import backproplab.activation.Activation;
import backproplab.activation.Activations;
import backproplab.catalog.Catalog;
import backproplab.catalog.Entry;
import backproplab.catalog.Values;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;
import backproplab.network.LayerDescription;
import backproplab.training.TrainingSetup;
import backproplab.ui.chart.PicturePane;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.Edit;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.NetworkEdits;
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
import java.util.function.Consumer;

/// The function of the selected layer: f and f′, a slider for each of its settings, and how the z of the layer lie under
/// them. What a slider changes takes effect on the network that is training.
public final class ActivationView extends PaintedView {
    /// Less high than this, at normal size, only the numbers are said; the tooltip has the sentences.
    private static final double LOW = 360;

    private final LabModel model;
    private final SelectedFunction selected;
    private final ActivationPicture picture = new ActivationPicture();
    private final PicturePane pane = new PicturePane(picture, "activation");
    private final ComboBox<String> layers = new ComboBox<>();
    private final ComboBox<Entry<OutputFunction>> functions = new ComboBox<>();
    private final ComboBox<Comparison> comparisons = new ComboBox<>();
    private final VBox settings = new VBox();
    private final Label refusal = new Label();
    private final Label words = new Label();
    private final Tooltip details = new Tooltip();
    private final VBox content = new VBox(4);
    private @Nullable SettingsEditor editor;
    private String editedLayer = "";
    private String editedFunction = "";
    private boolean filling;
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
        this.selected = new SelectedFunction(model);
        root().setCenter(content);
        content.setPadding(new Insets(4, 8, 4, 8));
        content.getChildren().addAll(choosers(), settings, refusal, pane, words);
        VBox.setVgrow(pane, Priority.ALWAYS);
        refusal.getStyleClass().add("error-text");
        refusal.setWrapText(true);
        refusal.managedProperty().bind(refusal.visibleProperty());
        refusal.setVisible(false);
        words.setId("activation-words");
        words.setWrapText(true);
        words.setTooltip(details);
        details.setWrapText(true);
        details.setMaxWidth(420);
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
        model.evaluationProperty().subscribe(_ -> change());
        model.numbersProperty()
                .subscribe(_ -> {
                    if (selected.isLearned()) {
                        change();
                    }
                });
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
            String name = selected.label() + " held";
            Comparison held =
                    new Comparison(name, Optional.of(new ActivationSubject.Named(name, selected.drawn())), false);
            Platform.runLater(() -> comparisons.setValue(held));
        }
        drawAtNextPulse();
    }

    /// Lets menus and sliders show what the model holds.
    private void follow() {
        Optional<LayerDescription> layer = selected.layer();
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
        Catalog.Description description = selected.description();
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
                                offer(entry.create(now.asMap()), model::preview);
                            }

                            @Override
                            public void commit(Values now) {
                                offer(entry.create(now.asMap()), model::change);
                            }
                        });
        editor.compact();
        settings.getChildren().add(editor);
    }

    private void choose(Entry<OutputFunction> entry) {
        if (!entry.id().equals(editedFunction)) {
            offer(entry.standard(), model::change);
            follow();
        }
    }

    /// Takes a change up with `take`, or shows the sentence that says why the network cannot have this function.
    private void offer(OutputFunction function, Consumer<TrainingSetup> take) {
        String layer = model.selectionProperty().get().layer();
        Edit result = NetworkEdits.changeFunction(model.setupProperty().get(), layer, function);
        refusal.setVisible(result instanceof Edit.Refused);
        switch (result) {
            case Edit.Changed changed -> take.accept(changed.setup());
            case Edit.Refused refused -> refusal.setText(SettingsEditor.sentence(refused.sentence()));
        }
    }

    // What is drawn

    /// A slider is followed at once, without waiting for the turn of this view.
    private void drawAtNextPulse() {
        change();
        Scene scene = root().getScene();
        if (pulseAsked || scene == null) {
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
    boolean isOutdated() {
        return pane.isOutdated();
    }

    @Override
    void restyle(Style now) {
        pane.setStyle(now);
    }

    @Override
    public void setShown(boolean now) {
        super.setShown(now);
        model.watchNumbers(this, now && selected.isLearned());
    }

    @Override
    void paint() {
        model.watchNumbers(this, selected.isLearned());
        Optional<Comparison> compared = Optional.ofNullable(comparisons.getValue());
        ActivationSubject subject = selected.subject(compared.flatMap(Comparison::function));
        picture.show(subject);
        String text = ActivationText.of(subject);
        boolean isLow = root().getHeight() < LOW * style().scale();
        words.setText(isLow ? ActivationText.brief(subject) : text);
        details.setText(text);
        pane.setAccessibleText("f and f′ of %s in layer %s. %s".formatted(subject.label(), subject.layer(), text));
        pane.draw();
    }
}
