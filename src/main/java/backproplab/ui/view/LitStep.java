package backproplab.ui.view;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.TraceStep;
import backproplab.backprop.TraceStep.Phase;
import backproplab.backprop.TraceSum;
import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.network.Parameters;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/// What a step lights on the diagram of the network: the numbers that it takes and that it gives, at their units and
/// weights, and the connections that it goes along. Immutable.
final class LitStep {
    /// Lists that are longer light their layer as a whole.
    private static final int MANY = 40;

    private static final int ALL = -1;

    enum Role {
        OPERAND,
        RESULT
    }

    /// A unit of an input or a layer, in the sample that is shown; −1 for all.
    record At(String owner, int unit) {
        static At all(String owner) {
            return new At(owner, ALL);
        }
    }

    /// A connection, from the input side to the loss side.
    record Link(At from, At to) {}

    private final BackwardTrace trace;
    private final ToIntFunction<String> capacity;
    private final boolean backward;
    private final int sample;
    private final Map<At, Map<Quantity, Role>> numbers = new LinkedHashMap<>();
    private final Map<Place.Weight, Role> parameters = new HashMap<>();
    private final Set<At> fans = new HashSet<>();
    private final Set<Link> links = new HashSet<>();
    private final Set<At> lossLinks = new HashSet<>();
    private final Map<Quantity, Role> loss = new EnumMap<>(Quantity.class);
    private boolean weightsResult;
    private boolean fansOut;
    private int shownOperands;
    private int allOperands;
    private OptionalDouble soFar = OptionalDouble.empty();

    private LitStep(BackwardTrace trace, Phase phase, int sample, ToIntFunction<String> capacity) {
        this.trace = trace;
        this.capacity = capacity;
        this.sample = sample;
        this.backward = PhaseLook.isBackward(phase);
    }

    /// @param sample that is shown where the step is about all of them
    /// @param capacity how many units of a layer there is room for
    static LitStep of(TraceStep step, BackwardTrace trace, int sample, ToIntFunction<String> capacity) {
        LitStep lit = new LitStep(trace, step.phase(), sampleOf(step, sample), capacity);
        lit.take(step);
        return lit;
    }

    /// The sample that the step is about; of a sum over the samples that of its largest term.
    private static int sampleOf(TraceStep step, int otherwise) {
        return switch (step) {
            case TraceStep.Product it -> sampleOf(it.term().first().place(), sampleOf(it.of(), otherwise));
            case TraceStep.ParameterGradient it ->
                    it.sum().largest(1).stream()
                            .findFirst()
                            .map(i -> sampleOf(it.sum().terms().get(i).first().place(), otherwise))
                            .orElse(otherwise);
            case TraceStep.Group _, TraceStep.Given _ -> otherwise;
            default -> sampleOf(step.results().getFirst().place(), otherwise);
        };
    }

    private static int sampleOf(Place place, int otherwise) {
        return switch (place) {
            case Place.Unit unit -> unit.sample();
            case Place.Term term -> term.sample();
            case Place.Edge edge -> edge.to().sample();
            case Place.Weight _, Place.Whole _ -> otherwise;
        };
    }

    private void take(TraceStep step) {
        switch (step) {
            case TraceStep.Given it -> light(At.all(it.owner()), it.quantity(), Role.RESULT);
            case TraceStep.Product it -> product(it);
            case TraceStep.Group it -> group(it);
            case TraceStep.PreActivation it -> sum(it, it.sum());
            case TraceStep.Arriving it -> sum(it, it.sum());
            case TraceStep.ParameterGradient it -> sum(it, it.sum());
            case TraceStep.SampleLoss it -> {
                results(it);
                operands(it);
                lossLinks.add(At.all(it.loss().term().on()));
            }
            case TraceStep.LossGradient it -> fromLoss(it, it.result());
            case TraceStep.FusedDelta it -> fromLoss(it, it.result());
            case TraceStep.Normalized it -> oneToOne(it, it.x(), it.result());
            case TraceStep.NormalizedBackward it -> oneToOne(it, it.result(), it.delta());
            case TraceStep.Opaque it -> {
                results(it);
                operands(it);
                fans.add(At.all(it.layer()));
            }
            case TraceStep.Update it -> {
                results(it);
                parameters.putIfAbsent((Place.Weight) it.result().place(), Role.RESULT);
            }
            case TraceStep.Activated _,
                    TraceStep.FunctionOutput _,
                    TraceStep.TotalLoss _,
                    TraceStep.Slope _,
                    TraceStep.Delta _,
                    TraceStep.FunctionBackward _,
                    TraceStep.Verify _ -> {
                results(step);
                operands(step);
            }
        }
    }

    private void results(TraceStep step) {
        light(step.results(), Role.RESULT);
    }

    private void operands(TraceStep step) {
        light(step.operands(), Role.OPERAND);
    }

    private void light(List<TraceValue> values, Role role) {
        if (values.size() > MANY && values.getFirst().place() instanceof Place.Unit first) {
            light(At.all(first.owner()), values.getFirst().quantity(), role);
        } else {
            values.forEach(it -> light(it, role));
        }
    }

    private void light(TraceValue value, Role role) {
        switch (value.place()) {
            case Place.Unit(String owner, int of, int unit) -> {
                if (of == sample) {
                    light(new At(owner, unit), value.quantity(), role);
                }
            }
            case Place.Weight weight -> parameters.putIfAbsent(weight, role);
            case Place.Edge(String from, Place.Unit to) -> {
                light(new At(to.owner(), to.unit()), value.quantity(), role);
                fans.add(At.all(from));
            }
            case Place.Term _, Place.Whole _ -> loss.putIfAbsent(value.quantity(), role);
        }
    }

    private void light(At at, Quantity quantity, Role role) {
        numbers.computeIfAbsent(at, _ -> new EnumMap<>(Quantity.class)).putIfAbsent(quantity, role);
    }

    private void product(TraceStep.Product step) {
        soFar = OptionalDouble.of(step.after());
        results(step);
        operands(step);
        link(step.of(), step.term());
    }

    /// The largest terms only, as many as there is room for.
    private void sum(TraceStep.Summed step, TraceSum sum) {
        results(step);
        sum.start().ifPresent(it -> light(it, Role.OPERAND));
        allOperands = sum.terms().size();
        int room = allOperands == 0 ? 0 : Math.max(1, capacity.applyAsInt(ownerOf(sum.terms().getFirst())));
        List<Integer> shown = new ArrayList<>(sum.largest(room));
        shown.sort((a, b) -> Double.compare(size(sum, b), size(sum, a)));
        shownOperands = shown.size();
        for (int i : shown) {
            TraceSum.Term term = sum.terms().get(i);
            light(term.factors(), Role.OPERAND);
            link(step, term);
        }
    }

    private static double size(TraceSum sum, int term) {
        return Math.abs(sum.terms().get(term).value());
    }

    private static String ownerOf(TraceSum.Term term) {
        for (TraceValue factor : term.factors()) {
            if (factor.place() instanceof Place.Unit unit) {
                return unit.owner();
            }
        }
        return "";
    }

    /// The connection that a term of a sum goes along.
    private void link(TraceStep.Summed step, TraceSum.Term term) {
        if (!(step.result().place() instanceof Place.Unit result)) {
            return;
        }
        for (TraceValue factor : term.factors()) {
            if (factor.place() instanceof Place.Unit other && other.sample() == sample) {
                if (other.equals(result)) {
                    lossLinks.add(at(result));
                } else if (step instanceof TraceStep.Arriving) {
                    fansOut = true;
                    links.add(new Link(at(result), at(other)));
                } else {
                    links.add(new Link(at(other), at(result)));
                }
            }
        }
    }

    private static At at(Place.Unit place) {
        return new At(place.owner(), place.unit());
    }

    private void fromLoss(TraceStep step, TraceValue result) {
        results(step);
        operands(step);
        if (result.place() instanceof Place.Unit unit) {
            lossLinks.add(at(unit));
        }
    }

    private void oneToOne(TraceStep step, TraceValue from, TraceValue to) {
        results(step);
        operands(step);
        if (from.place() instanceof Place.Unit first && to.place() instanceof Place.Unit second) {
            links.add(new Link(at(first), at(second)));
        }
    }

    private void group(TraceStep.Group step) {
        At results = At.all(step.owner());
        switch (step.quantity()) {
            case GRADIENT, UPDATED -> {
                At unit = new At(step.owner(), step.unit().orElse(ALL));
                fans.add(unit);
                weightsResult = true;
                if (step.quantity() == Quantity.GRADIENT) {
                    light(unit, Quantity.DELTA, Role.OPERAND);
                    sources(step.owner()).forEach(it -> light(At.all(it), output(it), Role.OPERAND));
                }
            }
            case PRE_ACTIVATION -> {
                light(results, step.quantity(), Role.RESULT);
                sources(step.owner()).forEach(it -> light(At.all(it), output(it), Role.OPERAND));
                fans.add(results);
            }
            case ARRIVING, SENT_BACK, INPUT_GRADIENT -> {
                light(results, step.quantity(), Role.RESULT);
                fedBy(step.owner())
                        .forEach(it -> {
                            light(At.all(it), Quantity.DELTA, Role.OPERAND);
                            fans.add(At.all(it));
                        });
                if (trace.targets().containsKey(step.owner())) {
                    lossLinks.add(results);
                }
            }
            case SAMPLE_LOSS, LOSS, LOSS_AFTER -> loss.put(step.quantity(), Role.RESULT);
            default -> {
                light(results, step.quantity(), Role.RESULT);
                boolean isFromLoss = step.parts().getFirst() instanceof TraceStep.FusedDelta;
                if (isFromLoss || step.quantity() == Quantity.LOSS_GRADIENT) {
                    lossLinks.add(results);
                    light(results, Quantity.TARGET, Role.OPERAND);
                }
                operandsAtUnit(step.quantity(), isFromLoss).forEach(it -> light(results, it, Role.OPERAND));
            }
        }
    }

    private static List<Quantity> operandsAtUnit(Quantity result, boolean isFromLoss) {
        return switch (result) {
            case ACTIVATION, SLOPE -> List.of(Quantity.PRE_ACTIVATION);
            case DELTA -> isFromLoss ? List.of(Quantity.ACTIVATION) : List.of(Quantity.ARRIVING, Quantity.SLOPE);
            case LOSS_GRADIENT -> List.of(Quantity.ACTIVATION);
            default -> List.of();
        };
    }

    private List<String> sources(String layer) {
        return trace.network().layer(layer).map(it -> it.inputs()).orElse(List.of());
    }

    private List<String> fedBy(String owner) {
        return trace.layers().stream().filter(it -> it.inputs().contains(owner)).map(it -> it.name()).toList();
    }

    private Quantity output(String owner) {
        return trace.inputs().containsKey(owner) ? Quantity.INPUT : Quantity.ACTIVATION;
    }

    // What views ask

    /// Whether the step goes back from the loss.
    boolean isBackward() {
        return backward;
    }

    int sample() {
        return sample;
    }

    /// What is lit at a unit.
    Map<Quantity, Role> at(String owner, int unit) {
        Map<Quantity, Role> own = numbers.getOrDefault(new At(owner, unit), Map.of());
        Map<Quantity, Role> all = numbers.getOrDefault(At.all(owner), Map.of());
        if (own.isEmpty() || all.isEmpty()) {
            return own.isEmpty() ? all : own;
        }
        Map<Quantity, Role> both = new EnumMap<>(all);
        both.putAll(own);
        return both;
    }

    /// The part of a unit: that of its most important number. A target stands beside the unit.
    Optional<Role> roleOf(String owner, int unit) {
        return strongest(
                at(owner, unit).entrySet().stream()
                        .filter(it -> it.getKey() != Quantity.TARGET)
                        .map(Map.Entry::getValue)
                        .toList());
    }

    Optional<Role> roleOfTarget(String layer, int unit) {
        return Optional.ofNullable(at(layer, unit).get(Quantity.TARGET));
    }

    /// Whether connections that are lit come together at their input side.
    boolean isFanningOut() {
        return fansOut;
    }

    /// What is lit at the loss.
    Map<Quantity, Role> atLoss() {
        return loss;
    }

    Optional<Role> roleOfLoss() {
        return strongest(List.copyOf(loss.values()));
    }

    /// Of a number that stands at a unit, such as its bias.
    Optional<Role> roleOf(Parameters.Key key, int index) {
        Role own = parameters.get(new Place.Weight(key, index));
        return own != null ? Optional.of(own) : roleInFan(new At(key.layer(), index));
    }

    private static Optional<Role> strongest(List<Role> roles) {
        return roles.contains(Role.RESULT)
                ? Optional.of(Role.RESULT)
                : roles.isEmpty() ? Optional.empty() : Optional.of(Role.OPERAND);
    }

    /// Units of `owner` from which the step goes to a unit.
    List<Integer> sourcesOf(At to, String owner) {
        Set<Integer> sources = new TreeSet<>();
        links.stream()
                .filter(it -> it.to().equals(to) && it.from().owner().equals(owner))
                .forEach(it -> sources.add(it.from().unit()));
        parameters.keySet().stream()
                .flatMap(it -> linkOf(trace, it).stream())
                .filter(it -> it.to().equals(to) && it.from().owner().equals(owner))
                .forEach(it -> sources.add(it.from().unit()));
        return List.copyOf(sources);
    }

    /// Where the step goes along all connections that lead to a unit.
    Optional<Role> roleInFan(At unit) {
        boolean isFan = fans.contains(unit) || fans.contains(At.all(unit.owner()));
        return isFan ? Optional.of(weightsResult ? Role.RESULT : Role.OPERAND) : Optional.empty();
    }

    /// @param weight that stands on the connection, if any
    Optional<Role> roleOf(Link link, Optional<Place.Weight> weight) {
        Optional<Role> own = weight.map(parameters::get);
        return own.isPresent() ? own : links.contains(link) ? Optional.of(Role.OPERAND) : roleInFan(link.to());
    }

    boolean isLossLinkLit(String layer, int unit) {
        return lossLinks.contains(new At(layer, unit)) || lossLinks.contains(At.all(layer));
    }

    /// Units that are to be seen, by layer, the most important first.
    Map<String, Set<Integer>> wishes() {
        Map<String, Set<Integer>> wishes = new HashMap<>();
        numbers.forEach((at, lit) -> wish(wishes, at, lit.containsValue(Role.RESULT), true));
        numbers.forEach((at, lit) -> wish(wishes, at, lit.containsValue(Role.RESULT), false));
        parameters.forEach((weight, _) ->
                linkOf(trace, weight)
                        .ifPresent(it -> {
                            wish(wishes, it.from(), true, true);
                            wish(wishes, it.to(), true, true);
                        }));
        fans.forEach(it -> wish(wishes, it, true, true));
        return wishes;
    }

    private static void wish(Map<String, Set<Integer>> wishes, At at, boolean isResult, boolean results) {
        if (at.unit() != ALL && isResult == results) {
            wishes.computeIfAbsent(at.owner(), _ -> new LinkedHashSet<>()).add(at.unit());
        }
    }

    /// The connection that a weight of a matrix stands on, in the first row of a sequence.
    static Optional<Link> linkOf(BackwardTrace trace, Place.Weight weight) {
        BackwardTrace.ParameterTrace parameter = trace.parameter(weight.key());
        if (!isMatrix(parameter)) {
            return Optional.empty();
        }
        int in = parameter.before().rowSize();
        String layer = weight.key().layer();
        return trace.network()
                .layer(layer)
                .map(it ->
                        new Link(
                                new At(it.inputs().getFirst(), weight.index() % in),
                                new At(layer, weight.index() / in)));
    }

    static boolean isMatrix(BackwardTrace.ParameterTrace parameter) {
        return parameter.key().name().equals("weights") && parameter.before().shape().rank() == 2;
    }

    /// Of a long sum: how many of its terms are lit.
    int shownOperands() {
        return shownOperands;
    }

    int allOperands() {
        return allOperands;
    }

    /// What the sum of a result has come to, where a step adds a single term.
    OptionalDouble soFar() {
        return soFar;
    }
}
