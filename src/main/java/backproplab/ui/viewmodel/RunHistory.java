package backproplab.ui.viewmodel;

import backproplab.statistics.GradientFlow;
import backproplab.statistics.History;
import backproplab.statistics.LayerHistory;
import backproplab.statistics.LayerSummary;
import backproplab.statistics.Quantity;
import backproplab.statistics.StepSummary;
import backproplab.statistics.UnitLayer;
import backproplab.statistics.UnitState;
import backproplab.training.Evaluation;
import backproplab.training.SessionEvent;
import backproplab.training.TrainingProgress;
import backproplab.training.TrainingSetup;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// What the charts show of a run: every quantity over its steps, in bounded memory. It lives on the thread of the window.
///
/// A new run begins a new history; a jump back forgets what came after; a change of the layers begins those of the
/// layers anew.
public final class RunHistory {
    /// As many points as a chart can tell apart.
    static final int BINS = 600;

    /// More events than anybody will look at; the oldest go first.
    private static final int MOST_EVENTS = 500;

    private final History batchLoss = new History(BINS);
    private final History trainingLoss = new History(BINS);
    private final History testLoss = new History(BINS);
    private final History trainingAccuracy = new History(BINS);
    private final History testAccuracy = new History(BINS);
    private final Map<String, History> deadUnits = new LinkedHashMap<>();
    private final Map<String, Integer> deadNow = new HashMap<>();
    private final Map<String, History> nearlyDeadUnits = new LinkedHashMap<>();
    private final Map<String, History> saturatedShares = new LinkedHashMap<>();
    private final Map<Quantity, LayerHistory> byLayer = new EnumMap<>(Quantity.class);
    private final List<SessionEvent> events = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private List<String> layers = List.of();
    private GradientFlow.Rule rule = GradientFlow.Rule.STANDARD;
    private GradientFlow.Flag flag = GradientFlow.Flag.NONE;
    private @Nullable TrainingSetup setup;

    /// What the flags of the gradient are judged by from now on.
    void setRule(GradientFlow.Rule next) {
        rule = next;
    }

    void add(TrainingProgress progress) {
        progress.events().forEach(this::add);
        progress.steps().ifPresent(this::add);
        progress.evaluation().ifPresent(this::add);
    }

    private void add(SessionEvent event) {
        switch (event) {
            case SessionEvent.Started started -> {
                clear();
                setup = started.setup();
            }
            case SessionEvent.Rewound back -> {
                rewindTo(back.step());
                setup = back.setup();
            }
            case SessionEvent.Changed now -> {
                if (setup != null) {
                    mark(now.step(), Mark.Kind.CHANGED, SetupChange.text(setup, now.setup()));
                }
                setup = now.setup();
            }
            case SessionEvent.Diverged diverged ->
                    mark(diverged.step(), Mark.Kind.DIVERGED, diverged.divergence().text());
            case SessionEvent.Failed _ -> {}
        }
        if (events.size() == MOST_EVENTS) {
            events.removeFirst();
        }
        events.add(event);
    }

    private void add(StepSummary steps) {
        batchLoss.add(steps.firstStep(), steps.lastStep(), steps.loss());
        judge(steps);
        List<String> names = steps.layers().stream().map(LayerSummary::layer).toList();
        if (!names.equals(layers)) {
            layers = names;
            byLayer.clear();
        }
        for (Quantity quantity : Quantity.values()) {
            byLayer.computeIfAbsent(quantity, _ -> new LayerHistory(layers.size(), BINS)).add(steps, quantity);
        }
    }

    private void add(TrainingProgress.Evaluated evaluated) {
        add(trainingLoss, trainingAccuracy, evaluated.step(), evaluated.training());
        evaluated.test().ifPresent(it -> add(testLoss, testAccuracy, evaluated.step(), it));
        for (UnitLayer layer : evaluated.units().layers()) {
            layer.activity()
                    .ifPresent(it -> {
                        addDead(layer.layer(), evaluated.step(), it.count(UnitState.DEAD));
                        add(nearlyDeadUnits, layer.layer(), evaluated.step(), it.count(UnitState.NEARLY_DEAD));
                        it.saturatedShare()
                                .ifPresent(share -> add(saturatedShares, layer.layer(), evaluated.step(), share));
                    });
        }
    }

    private void addDead(String layer, long step, int count) {
        add(deadUnits, layer, step, count);
        Integer before = deadNow.put(layer, count);
        if (before != null && count > before) {
            int more = count - before;
            mark(step, Mark.Kind.DIED, "%d %s died in %s".formatted(more, more == 1 ? "unit" : "units", layer));
        }
    }

    private static void add(Map<String, History> histories, String layer, long step, double value) {
        histories.computeIfAbsent(layer, _ -> new History(BINS)).add(step, value);
    }

    /// A mark when a flag comes on, not while it stays on.
    private void judge(StepSummary steps) {
        GradientFlow.Flag before = flag;
        flag = GradientFlow.of(steps, rule).flag();
        boolean worthSaying =
                flag == GradientFlow.Flag.VANISHING
                        || flag == GradientFlow.Flag.EXPLODING
                        || flag == GradientFlow.Flag.NOT_FINITE;
        if (worthSaying && flag != before) {
            mark(steps.lastStep(), Mark.Kind.FLAG, flag.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
    }

    private void mark(long step, Mark.Kind kind, String text) {
        if (marks.size() == MOST_EVENTS) {
            marks.removeFirst();
        }
        marks.add(new Mark(step, kind, text));
    }

    private static void add(History loss, History accuracy, long step, Evaluation evaluation) {
        loss.add(step, evaluation.loss());
        evaluation.accuracy().ifPresent(it -> accuracy.add(step, it));
    }

    private void clear() {
        all().forEach(History::clear);
        deadUnits.clear();
        deadNow.clear();
        nearlyDeadUnits.clear();
        saturatedShares.clear();
        byLayer.clear();
        events.clear();
        marks.clear();
        flag = GradientFlow.Flag.NONE;
    }

    private void rewindTo(long step) {
        all().forEach(it -> it.rewindTo(step));
        byLayer.values().forEach(it -> it.rewindTo(step));
        marks.removeIf(it -> it.step() > step);
        deadNow.clear();
        flag = GradientFlow.Flag.NONE;
    }

    private Stream<History> all() {
        return Stream.concat(
                Stream.of(batchLoss, trainingLoss, testLoss, trainingAccuracy, testAccuracy),
                Stream.of(deadUnits, nearlyDeadUnits, saturatedShares).flatMap(it -> it.values().stream()));
    }

    /// Of every step's batch, before its update.
    public History batchLoss() {
        return batchLoss;
    }

    /// Of the whole training set, when it was evaluated.
    public History trainingLoss() {
        return trainingLoss;
    }

    /// Empty when nothing was set aside for testing.
    public History testLoss() {
        return testLoss;
    }

    /// Empty where the targets are no decisions.
    public History trainingAccuracy() {
        return trainingAccuracy;
    }

    public History testAccuracy() {
        return testAccuracy;
    }

    /// How many units of a layer were dead, for the layers whose units can be judged.
    public Map<String, History> deadUnits() {
        return Collections.unmodifiableMap(deadUnits);
    }

    /// How many units of a layer were nearly dead, see [UnitState#NEARLY_DEAD].
    public Map<String, History> nearlyDeadUnits() {
        return Collections.unmodifiableMap(nearlyDeadUnits);
    }

    /// Which share of a layer was saturated, for the layers whose functions saturate.
    public Map<String, History> saturatedShares() {
        return Collections.unmodifiableMap(saturatedShares);
    }

    /// The layers in the order of computation, as [#of] has them.
    public List<String> layers() {
        return layers;
    }

    /// One quantity of all layers; empty before the first step.
    public LayerHistory of(Quantity quantity) {
        return byLayer.computeIfAbsent(quantity, _ -> new LayerHistory(layers.size(), BINS));
    }

    /// What explains the curves, in the order in which it happened. A jump back takes those after it away.
    public List<Mark> marks() {
        return Collections.unmodifiableList(marks);
    }

    /// In the order in which they happened.
    public List<SessionEvent> events() {
        return Collections.unmodifiableList(events);
    }
}
