package backproplab.ui.view;

import backproplab.layer.Convolution2d;
import backproplab.network.LayerDescription;
import backproplab.network.Parameters;
import backproplab.statistics.History;
import backproplab.statistics.UnitLayer;
import backproplab.statistics.UnitReport;
import backproplab.tensor.Tensor;
import backproplab.training.TrainingProgress;
import backproplab.training.TrainingSetup;
import backproplab.ui.chart.Axes;
import backproplab.ui.chart.Curve;
import backproplab.ui.chart.Look;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.PicturePane;
import backproplab.ui.chart.Style;
import backproplab.ui.chart.Tone;
import backproplab.ui.chart.XyChart;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.RunHistory;
import backproplab.ui.viewmodel.Selection;
import backproplab.ui.viewmodel.UnitNames;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/// Which units are dead, nearly dead or saturated: now, as one cell for each unit, and over the steps. A click on a unit
/// selects it everywhere and shows what leads to it.
public final class UnitsView extends PaintedView {
    private final LabModel model;
    private final UnitMap map = new UnitMap();
    private final UnitCard card = new UnitCard();
    private final XyChart chart = new XyChart(Axes.steps("step"), Axes.steps(Count.DEAD.text));
    private final PicturePane mapPane = new PicturePane(map, "units");
    private final PicturePane cardPane = new PicturePane(card, "unit");
    private final PicturePane chartPane = new PicturePane(chart, "units-over-time");
    private final ComboBox<Count> counts = new ComboBox<>();
    private final Label words = new Label();
    private final Panels panels = new Panels(mapPane, chartPane, cardPane);
    private Count countOnAxis = Count.DEAD;

    /// What is shown over the steps.
    private enum Count {
        DEAD("dead"),
        NEARLY_DEAD("nearly dead"),
        SATURATED("saturated");

        private final String text;

        Count(String text) {
            this.text = text;
        }

        /// By the name of the layer.
        Map<String, History> of(RunHistory run) {
            return switch (this) {
                case DEAD -> run.deadUnits();
                case NEARLY_DEAD -> run.nearlyDeadUnits();
                case SATURATED -> run.saturatedShares();
            };
        }
    }

    public UnitsView(LabModel model) {
        this.model = model;
        words.setId("units-words");
        words.setWrapText(true);
        words.setMinWidth(0);
        words.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        counts.setId("units-count");
        counts.getStyleClass().add("small");
        counts.getItems().setAll(Count.values());
        counts.setConverter(Texts.of(it -> it.text));
        counts.setValue(Count.DEAD);
        counts.setAccessibleText("What is shown over time");
        counts.setTooltip(new Tooltip("What the curves show, one for each layer"));
        counts.setMinWidth(Region.USE_PREF_SIZE);
        counts.setOnAction(_ -> change());
        HBox bar = new HBox(8, words, counts);
        bar.setAlignment(Pos.CENTER_LEFT);
        chart.setXText(it -> "step " + Numbers.count(Math.round(it)));
        BorderPane.setMargin(bar, new Insets(4, 6, 4, 6));
        BorderPane.setMargin(panels, new Insets(0, 6, 4, 6));
        root().setTop(bar);
        root().setCenter(panels);
        mapPane.addEventHandler(
                MouseEvent.MOUSE_CLICKED,
                event -> {
                    if (event.getButton() == MouseButton.PRIMARY) {
                        map.at(event.getX(), event.getY()).ifPresent(model.selectionProperty()::set);
                    }
                });
        mapPane.addEventFilter(KeyEvent.KEY_PRESSED, this::moveSelection);
        model.evaluationProperty().subscribe(_ -> change());
        model.numbersProperty().subscribe(_ -> change());
        model.setupProperty().subscribe(_ -> change());
        model.selectionProperty().subscribe(_ -> change());
    }

    /// The arrows lead from unit to unit.
    private void moveSelection(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        Selection next =
                switch (event.getCode()) {
                    case LEFT -> map.moved(-1, 0);
                    case RIGHT -> map.moved(1, 0);
                    case UP -> map.moved(0, -1);
                    case DOWN -> map.moved(0, 1);
                    default -> null;
                };
        if (next != null) {
            model.selectionProperty().set(next);
            event.consume();
        }
    }

    UnitMap map() {
        return map;
    }

    UnitCard card() {
        return card;
    }

    XyChart chart() {
        return chart;
    }

    private void showNow() {
        Selection selection = model.selectionProperty().get();
        TrainingProgress.@Nullable Evaluated evaluated = model.evaluationProperty().get();
        UnitReport report = evaluated == null ? null : evaluated.units();
        TrainingSetup setup = model.setupProperty().get();
        map.show(report, selection, new UnitNames(setup), mapsOf(setup));
        panels.setLayers(model.setupProperty().get().network().layers().size());
        String text = report == null ? "Not judged yet." : UnitWords.of(report, selection.layer());
        words.setText(text);
        mapPane.setAccessibleText("Map of the units. " + text);
        card.show(Optional.ofNullable(report).flatMap(it -> cardOf(it, selection)));
        cardPane.setAccessibleText(
                card.content().map(it -> it.title() + ". " + String.join(". ", it.lines())).orElse("no unit selected"));
    }

    /// The sides of the maps that layers give.
    private static Map<String, PictureShape> mapsOf(TrainingSetup setup) {
        Map<String, PictureShape> maps = new HashMap<>();
        setup.network()
                .infer()
                .shapes()
                .forEach((name, shape) -> PictureShape.ofChannel(shape).ifPresent(it -> maps.put(name, it)));
        return maps;
    }

    private Optional<UnitCard.Content> cardOf(UnitReport report, Selection selection) {
        Optional<UnitLayer> found =
                report.layers().stream().filter(it -> it.layer().equals(selection.layer())).findFirst();
        Optional<LayerDescription> layer = model.setupProperty().get().network().layer(selection.layer());
        if (found.isEmpty()
                || layer.isEmpty()
                || selection.unit().isEmpty()
                || selection.unit().getAsInt() >= found.get().ranges().units()) {
            return Optional.empty();
        }
        int unit = selection.unit().getAsInt();
        List<String> lines = new ArrayList<>();
        found.get().activity().ifPresent(it -> lines.add(UnitWords.awake(report, it, unit)));
        lines.add(
                "z from %s to %s, mean %s"
                        .formatted(
                                Numbers.text(found.get().ranges().min(unit)),
                                Numbers.text(found.get().ranges().max(unit)),
                                Numbers.text(found.get().ranges().mean(unit))));
        TrainingSetup setup = model.setupProperty().get();
        int positions = Optional.ofNullable(mapsOf(setup).get(selection.layer())).map(PictureShape::pixels).orElse(1);
        int row = unit / positions;
        double[] weights = weightsOf(layer.get(), row);
        String state = found.get().activity().map(it -> " · " + UnitWords.state(it.state(unit))).orElse("");
        String title = new UnitNames(setup).of(selection.layer(), unit) + state;
        if (positions > 1) {
            found.get().activity().ifPresent(it -> lines.add(UnitWords.deadPositions(it, row, positions)));
        }
        UnitCard.Content content =
                layer.get().layer() instanceof Convolution2d convolution
                        ? kernels(title, lines, weights, layer.get(), convolution, row)
                        : of(title, lines, weights, InputNames.of(setup, layer.get(), weights.length));
        lines.add(numbersText(layer.get(), row, content));
        return Optional.of(content);
    }

    private static UnitCard.Content of(String title, List<String> lines, double[] weights, InputNames inputs) {
        return new UnitCard.Content(title, lines, weights, inputs.names(), inputs.columns(), inputs.names().size());
    }

    private UnitCard.Content kernels(
            String title,
            List<String> lines,
            double[] weights,
            LayerDescription layer,
            Convolution2d convolution,
            int filter) {
        UnitNames names = new UnitNames(model.setupProperty().get());
        Parameters.Key key = new Parameters.Key(layer.name(), "weights");
        List<String> called = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            called.add(names.ofParameter(key, filter * weights.length + i));
        }
        return new UnitCard.Content(
                title, lines, weights, called, convolution.kernel().columns(), convolution.kernel().area());
    }

    private String numbersText(LayerDescription layer, int unit, UnitCard.Content content) {
        StringBuilder text = new StringBuilder();
        parameter(layer.owner(), "bias")
                .filter(it -> unit < it.size())
                .ifPresent(it -> text.append("bias ").append(Numbers.text(it.get(unit))));
        if (content.weights().length > 0) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append("largest of %s weights ".formatted(Numbers.count(content.weights().length)))
                    .append("±")
                    .append(Numbers.text(content.largest()));
        }
        return text.isEmpty() ? "no weights of its own" : text.toString();
    }

    /// Those that lead to a unit, or the kernels of a filter.
    private double[] weightsOf(LayerDescription layer, int unit) {
        return parameter(layer.owner(), "weights")
                .filter(it -> (it.shape().rank() == 2 || it.shape().rank() == 4) && unit < it.rows())
                .map(it -> it.row(unit))
                .orElseGet(() -> new double[0]);
    }

    private Optional<Tensor> parameter(String layer, String name) {
        return Optional.ofNullable(
                (@Nullable Tensor)
                        model.numbersProperty().get().parameters().asMap().get(new Parameters.Key(layer, name)));
    }

    private void showOverTime() {
        Count count = counts.getValue();
        if (count != countOnAxis) {
            countOnAxis = count;
            chart.setY(count == Count.SATURATED ? Axes.share(count.text) : Axes.steps(count.text));
        }
        List<Map.Entry<String, History>> histories = List.copyOf(count.of(model.history()).entrySet());
        String selected = model.selectionProperty().get().layer();
        List<Curve> curves = new ArrayList<>();
        for (int i = 0; i < histories.size(); i++) {
            String layer = histories.get(i).getKey();
            Look look = LayerLines.look(i, histories.size(), layer.equals(selected));
            Tone tone = LayerLines.tone(i, histories.size());
            curves.add(curve(layer, tone, look, histories.get(i).getValue().bins(), count));
        }
        chart.setCurves(curves);
        chart.setLegend(hasRoomForLegend(curves.stream().filter(it -> it.look().inLegend()).count()));
        double last = curves.stream().mapToDouble(it -> it.size() == 0 ? 0 : it.x()[it.size() - 1]).max().orElse(0);
        double first = curves.stream().mapToDouble(it -> it.size() == 0 ? 0 : it.x()[0]).min().orElse(0);
        chart.x().setRange(first, Math.max(last, first + 1));
        if (count != Count.SATURATED) {
            double most = curves.stream().flatMapToDouble(it -> DoubleStream.of(it.y())).max().orElse(0);
            chart.y().setRange(0, Math.max(1, most) * 1.08);
        }
        chartPane.setAccessibleText(count.text + " over time, a curve for each layer");
    }

    /// The last value of each bin: a mean of counts would be no count.
    private static Curve curve(String name, Tone tone, Look look, List<History.Bin> bins, Count count) {
        double[] x = bins.stream().mapToDouble(History.Bin::lastStep).toArray();
        double[] y = bins.stream().mapToDouble(it -> it.band().last()).toArray();
        return Curve.of(name, tone, look, x, y).withFormat(count == Count.SATURATED ? Numbers::percent : Numbers::tick);
    }

    /// Without a legend where it would take the place of the curves; the readout names them all.
    private boolean hasRoomForLegend(long names) {
        return chartPane.getHeight() > (90 + 14 * names) * chartPane.style().scale();
    }

    @Override
    public String id() {
        return "units";
    }

    @Override
    public String title() {
        return "Dead and saturated units";
    }

    @Override
    public String help() {
        return "A unit is dead when f′(z) = 0 for every sample of the training set: its weights learn nothing any more."
                + " It is saturated for a sample where |f′(z)| is under 5 % of the steepest slope. Good: no dead"
                + " units, and a saturated share that does not grow. Click a unit to see what leads to it.";
    }

    @Override
    boolean isOutdated() {
        return mapPane.isOutdated() || cardPane.isOutdated() || chartPane.isOutdated();
    }

    @Override
    void restyle(Style now) {
        List.of(mapPane, cardPane, chartPane).forEach(it -> it.setStyle(now));
    }

    @Override
    public void setShown(boolean now) {
        super.setShown(now);
        model.watchNumbers(this, now);
    }

    @Override
    void paint() {
        showNow();
        showOverTime();
        mapPane.draw();
        cardPane.draw();
        chartPane.draw();
    }

    /// The map on the left; chart and card beside it, over each other or, where it is low and wide, side by side.
    private static final class Panels extends Region {
        private static final double GAP = 6;
        private static final int MANY = 6;
        private static final double LOW = 190;
        private static final double HALF = 0.5;
        private static final double MORE = 0.58;
        private final Region map;
        private final Region chart;
        private final Region card;
        private double mapShare = HALF;

        Panels(Region map, Region chart, Region card) {
            this.map = map;
            this.chart = chart;
            this.card = card;
            getChildren().addAll(map, chart, card);
            setMinSize(0, 0);
        }

        /// The map of many layers has cells of some size only where it is wide.
        void setLayers(int count) {
            double wanted = count > MANY ? MORE : HALF;
            if (wanted != mapShare) {
                mapShare = wanted;
                requestLayout();
            }
        }

        @Override
        protected void layoutChildren() {
            double width = getWidth();
            double height = getHeight();
            if (height < LOW && width > 2.4 * height) {
                double part = (width - 2 * GAP) / 3;
                map.resizeRelocate(0, 0, part, height);
                chart.resizeRelocate(part + GAP, 0, part, height);
                card.resizeRelocate(2 * (part + GAP), 0, part, height);
                return;
            }
            double left = mapShare * (width - GAP);
            double top = (height - GAP) / 2;
            map.resizeRelocate(0, 0, left, height);
            chart.resizeRelocate(left + GAP, 0, width - left - GAP, top);
            card.resizeRelocate(left + GAP, top + GAP, width - left - GAP, height - top - GAP);
        }
    }
}
