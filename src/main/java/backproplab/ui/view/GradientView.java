package backproplab.ui.view;

import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.statistics.ExpectedProfile;
import backproplab.statistics.GradientFlow;
import backproplab.statistics.Quantity;
import backproplab.statistics.StepSummary;
import backproplab.statistics.TimeFlow;
import backproplab.tensor.Tensor;
import backproplab.training.SessionEvent;
import backproplab.training.TrainingSetup;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.PicturePane;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.GradientSizes;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.RecentSizes;
import backproplab.ui.viewmodel.Selection;
import backproplab.ui.viewmodel.TimeGradients;

import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;

/// How the gradient fares: its size at every layer, how far each layer moves in a step, and, where the network has
/// recurrent layers, its size at every time step.
public final class GradientView extends PaintedView {
    private static final List<Quantity> SIZES =
            List.of(Quantity.DELTA_RMS, Quantity.WEIGHT_GRADIENT_RMS, Quantity.WEIGHT_GRADIENT_L2);

    private static final List<GradientFlow.Rule> RULES =
            List.of(
                    new GradientFlow.Rule(1e-2, 1e2),
                    GradientFlow.Rule.STANDARD,
                    new GradientFlow.Rule(1e-4, 1e4),
                    new GradientFlow.Rule(1e-6, 1e6));

    private final LabModel model;
    private final ToggleGroup choice = new ToggleGroup();
    private final RecentSizes recent = new RecentSizes(SIZES);
    private final GradientPicture sizes = new GradientPicture();
    private final UpdateRatioChart ratios = new UpdateRatioChart();
    private final PicturePane sizesPane = new PicturePane(sizes, "gradients");
    private final PicturePane ratiosPane = new PicturePane(ratios.chart(), "update-ratio");
    private final TimeGradientChart times = new TimeGradientChart();
    private final PicturePane timesPane = new PicturePane(times.chart(), "gradients-over-time");
    private final TimeGradients overTime;
    private final GradientBanner banner = new GradientBanner();
    private final Label nothing = new Label();
    private Quantity shown = Quantity.DELTA_RMS;
    private final ToggleButton sizesPill = page(Quantity.DELTA_RMS, "RMS δ", "left-pill");
    private final ToggleButton timePill = timePage();
    private @Nullable TrainingSetup theoryOf;
    private ExpectedProfile.Result theory = new ExpectedProfile.Result.NotCovered("");

    public GradientView(LabModel model) {
        this.model = model;
        this.overTime = new TimeGradients(model, Platform::runLater);
        root().setTop(new VBox(bar(), banner.node()));
        nothing.setWrapText(true);
        nothing.setTextAlignment(TextAlignment.CENTER);
        nothing.setPadding(new Insets(0, 24, 0, 24));
        root().setCenter(new StackPane(sizesPane, ratiosPane, timesPane, nothing));
        VBox.setMargin(banner.node(), new Insets(2, 6, 2, 6));
        sizesPane.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                sizes.layerAt(event.getX(), event.getY())
                        .ifPresent(it -> model.selectionProperty().set(Selection.of(it)));
            }
        });
        model.lastStepsProperty().addListener((_, _, steps) -> add(steps));
        model.lastEventProperty()
                .addListener((_, _, event) -> {
                    if (event instanceof SessionEvent.Rewound || event instanceof SessionEvent.Started) {
                        recent.clear();
                    }
                    change();
                });
        model.selectionProperty().addListener((_, _, _) -> change());
        model.flowRuleProperty().addListener((_, _, _) -> change());
        model.setupProperty().subscribe(this::offer);
        overTime.resultProperty().addListener((_, _, _) -> change());
        overTime.problemProperty().addListener((_, _, _) -> change());
        add(model.lastStepsProperty().get());
    }

    private void add(@Nullable StepSummary steps) {
        if (steps == null) {
            recent.clear();
        } else {
            recent.add(steps);
        }
        change();
    }

    /// Where the view is narrow, what does not fit takes a second line.
    private FlowPane bar() {
        HBox pages =
                new HBox(
                        sizesPill,
                        page(Quantity.WEIGHT_GRADIENT_RMS, "RMS ∂L/∂W", "center-pill"),
                        page(Quantity.WEIGHT_GRADIENT_L2, "L2 ∂L/∂W", "center-pill"),
                        page(Quantity.UPDATE_RATIO, "update ratio", "right-pill"));
        pages.setMinWidth(Region.USE_PREF_SIZE);
        Controls.keepOneSelected(choice);
        FlowPane bar = new FlowPane(6, 3, pages, timePill, rules());
        bar.setPadding(new Insets(3, 6, 1, 6));
        return bar;
    }

    private ToggleButton page(Quantity quantity, String text, String place) {
        String id = "gradients-" + quantity.name().toLowerCase(Locale.ROOT);
        ToggleButton button = Controls.pill(id, text, explanation(quantity), place, choice);
        button.setAccessibleText("Show " + quantity.label());
        button.setSelected(quantity == shown);
        button.selectedProperty()
                .addListener((_, _, selected) -> {
                    if (selected) {
                        show(quantity);
                    }
                });
        return button;
    }

    private ToggleButton timePage() {
        ToggleButton button =
                Controls.pill(
                        "gradients-time",
                        "∂L/∂h over t",
                        "How large ∂L/∂h of each recurrent layer is at each time step, over the samples of the next"
                                + " batch: what vanishes or explodes over time",
                        "single-pill",
                        choice);
        button.setAccessibleText("Show the size of the gradient against the time step");
        button.selectedProperty()
                .addListener(_ -> {
                    watch();
                    change();
                });
        return button;
    }

    /// Sizes over time, if there is a layer that has them.
    private void offer(TrainingSetup setup) {
        boolean isOffered = TimeGradients.isOffered(setup.network());
        timePill.setVisible(isOffered);
        timePill.setManaged(isOffered);
        if (!isOffered && timePill.isSelected()) {
            sizesPill.setSelected(true);
        }
        change();
    }

    private void watch() {
        model.watchNumbers(this, isShown() && timePill.isSelected());
    }

    private static String explanation(Quantity quantity) {
        return switch (quantity) {
            case WEIGHT_GRADIENT_RMS ->
                    "How large ∂L/∂W is, whatever the size of the layer: comparable between layers of unequal width";
            case WEIGHT_GRADIENT_L2 -> "How long ∂L/∂W is as a vector: grows with the number of weights";
            case UPDATE_RATIO -> "How far a step moves the weights of each layer, compared with their size";
            default -> "How large δ = ∂L/∂z is, whatever the width of the layer: what the flag judges";
        };
    }

    private void show(Quantity quantity) {
        shown = quantity;
        change();
    }

    private Button rules() {
        ContextMenu menu = new ContextMenu();
        ToggleGroup group = new ToggleGroup();
        for (GradientFlow.Rule each : RULES) {
            RadioMenuItem item =
                    new RadioMenuItem(
                            "a factor of %s between first and last hidden layer"
                                    .formatted(Numbers.count(Math.round(each.exploding()))));
            item.setToggleGroup(group);
            item.setSelected(each.equals(model.flowRuleProperty().get()));
            item.setOnAction(_ -> model.flowRuleProperty().set(each));
            menu.getItems().add(item);
        }
        Button button = new Button("rule …");
        button.setId("gradients-rule");
        Controls.compact(button);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip("When gradients are said to vanish or explode"));
        button.setOnAction(_ -> menu.show(button, Side.BOTTOM, 0, 0));
        return button;
    }

    @Override
    public String id() {
        return "gradients";
    }

    @Override
    public String title() {
        return "Gradients per layer";
    }

    @Override
    public String help() {
        return "How large the gradient is at each layer, from the input (left) to the loss (right). Good: all layers"
                + " within a factor of ten. Falling towards the input means vanishing, rising means exploding. Below:"
                + " the same over the steps. The dashed line is what theory expects of fresh random weights."
                + " A click selects a layer. With recurrent layers there is also the size at each time step, of the"
                + " pass that the next step makes.";
    }

    @Override
    public void setShown(boolean now) {
        super.setShown(now);
        watch();
    }

    @Override
    void ask() {
        if (timePill.isSelected()) {
            overTime.askIfDue();
        }
    }

    @Override
    boolean isOutdated() {
        if (timePill.isSelected()) {
            return overTime.resultProperty().get() != null && timesPane.isOutdated();
        }
        return model.lastStepsProperty().get() != null
                && (shown == Quantity.UPDATE_RATIO ? ratiosPane : sizesPane).isOutdated();
    }

    @Override
    void restyle(Style now) {
        sizesPane.setStyle(now);
        ratiosPane.setStyle(now);
        timesPane.setStyle(now);
    }

    @Override
    void paint() {
        nothing.setStyle("-fx-text-fill: %s;".formatted(Controls.web(style().faintText())));
        if (timePill.isSelected()) {
            paintOverTime(overTime.resultProperty().get());
        } else {
            paintPerLayer(model.lastStepsProperty().get());
        }
    }

    private void showOnly(@Nullable PicturePane wanted) {
        for (PicturePane pane : List.of(sizesPane, ratiosPane, timesPane)) {
            pane.setVisible(pane.equals(wanted));
        }
        nothing.setVisible(wanted == null);
    }

    private void paintOverTime(TimeGradients.@Nullable Result result) {
        GradientFlow.Rule judgedBy = model.flowRuleProperty().get();
        String problem = overTime.problemProperty().get();
        banner.showRule(TimeGradientWords.rule(judgedBy, result), TimeFlow.text(judgedBy));
        if (result == null) {
            showOnly(null);
            nothing.setText(problem.isEmpty() ? "A pass is being traced …" : problem);
            banner.show(problem.isEmpty() ? "no pass was traced yet" : problem, false, style(), root().getWidth());
            return;
        }
        showOnly(timesPane);
        TimeFlow worst = result.worst(judgedBy);
        banner.show(worst.text(), worst.warns(), style(), root().getWidth());
        times.show(result.lines(), judgedBy, model.selectionProperty().get().layer());
        timesPane.setAccessibleText(TimeGradientWords.all(result, judgedBy));
        timesPane.draw();
    }

    private void paintPerLayer(@Nullable StepSummary steps) {
        String selected = model.selectionProperty().get().layer();
        long step = model.stepProperty().get();
        showBanner(steps);
        boolean isRatio = shown == Quantity.UPDATE_RATIO;
        if (steps == null) {
            showOnly(null);
            nothing.setText(
                    "The size of the gradient at each layer appears here with the first step: S makes one, Space"
                            + " trains");
            return;
        }
        showOnly(isRatio ? ratiosPane : sizesPane);
        if (isRatio) {
            ratios.show(model.history().layers(), model.history().of(Quantity.UPDATE_RATIO).columns(), selected, step);
            ratiosPane.setAccessibleText("Update ratio of each layer over the steps. " + banner.text());
            ratiosPane.draw();
        } else {
            sizes.show(
                    GradientSizes.of(steps, shown, recent, theory()),
                    model.history().of(shown).columns(),
                    selected,
                    step);
            sizesPane.setAccessibleText("%s per layer: %s".formatted(shown.label(), banner.text()));
            sizesPane.draw();
        }
    }

    private void showBanner(@Nullable StepSummary steps) {
        GradientFlow.Rule judgedBy = model.flowRuleProperty().get();
        String reason = theory() instanceof ExpectedProfile.Result.NotCovered(String why) ? " · no theory: " + why : "";
        banner.showRule(
                "vanishing: RMS δ of the first / last hidden layer under %s · exploding: over %s%s"
                        .formatted(
                                Numbers.tick(judgedBy.vanishing()),
                                Numbers.count(Math.round(judgedBy.exploding())),
                                reason),
                judgedBy.text());
        if (steps == null) {
            banner.show("no step was made yet", false, style(), root().getWidth());
            return;
        }
        GradientFlow flow = GradientFlow.of(steps, judgedBy);
        boolean warns =
                switch (flow.flag()) {
                    case NONE, NOT_APPLICABLE -> false;
                    case VANISHING, EXPLODING, NOT_FINITE, NO_GRADIENT -> true;
                };
        banner.show(flow.text(), warns, style(), root().getWidth());
    }

    private ExpectedProfile.Result theory() {
        TrainingSetup setup = model.setupProperty().get();
        if (theoryOf == null || !isSame(setup, theoryOf)) {
            theoryOf = setup;
            theory = theory(setup.network(), setup.losses(), setup);
        }
        return theory;
    }

    private static boolean isSame(TrainingSetup one, TrainingSetup other) {
        return one.network().equals(other.network())
                && one.losses().equals(other.losses())
                && one.training().equals(other.training());
    }

    private static ExpectedProfile.Result theory(
            NetworkDescription network, List<LossTerm> losses, TrainingSetup setup) {
        double sum = 0;
        long count = 0;
        for (Tensor input : setup.training().inputs().values()) {
            for (int i = 0; i < input.size(); i++) {
                sum += input.get(i) * input.get(i);
            }
            count += input.size();
        }
        return ExpectedProfile.beforeTraining(network, losses, sum / count);
    }
}
