package backproplab.ui.view;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.TraceStep;
import backproplab.backprop.TraceStep.Phase;
import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.layer.Part;
import backproplab.network.Parameters;

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
import java.util.stream.Stream;

/// What a step lights on the diagram of the network: the numbers that it takes and that it gives, at their units and
/// weights, and the connections that it goes along. Made by [LitReader], and not changed afterwards.
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
    private final boolean backward;
    private final Optional<LitTime> time;
    private final int sample;
    private final Map<At, Map<Quantity, Role>> numbers = new LinkedHashMap<>();
    private final Map<At, Role> inside = new LinkedHashMap<>();
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
    private Optional<LitWindow> window = Optional.empty();

    LitStep(BackwardTrace trace, Phase phase, int sample, Optional<LitTime> time) {
        this.time = time;
        this.trace = trace;
        this.sample = sample;
        this.backward = PhaseLook.isBackward(phase);
    }

    /// @param sample that is shown where the step is about all of them
    /// @param capacity how many units of a layer there is room for
    static LitStep of(TraceStep step, BackwardTrace trace, int sample, ToIntFunction<String> capacity) {
        return new LitReader(step, trace, sample, capacity).read();
    }

    // Filled by the reader

    void lightFan(At unit, boolean isResult) {
        fans.add(unit);
        weightsResult |= isResult;
    }

    void lightLink(Link link, boolean isFanningOut) {
        links.add(link);
        fansOut |= isFanningOut;
    }

    void lightLossLink(At unit) {
        lossLinks.add(unit);
    }

    void lightLoss(Quantity quantity) {
        loss.put(quantity, Role.RESULT);
    }

    void lightResult(Place.Weight weight) {
        parameters.putIfAbsent(weight, Role.RESULT);
    }

    void setOperands(int shown, int all) {
        shownOperands = shown;
        allOperands = all;
    }

    void setWindow(Optional<LitWindow> seen) {
        window = seen;
    }

    void setSoFar(double sum) {
        soFar = OptionalDouble.of(sum);
    }

    void light(List<TraceValue> values, Role role) {
        if (values.size() > MANY && values.getFirst().place() instanceof Place.Unit first) {
            light(At.all(first.owner()), values.getFirst().quantity(), role);
        } else {
            values.forEach(it -> light(it, role));
        }
    }

    void light(TraceValue value, Role role) {
        switch (value.place()) {
            case Place.Unit(String owner, int of, int unit) -> {
                if (of == sample) {
                    light(new At(owner, unit), value.quantity(), role);
                }
            }
            case Place.Timed timed -> {
                if (timed.sample() == sample) {
                    LitTime.card(time, trace, timed).ifPresent(it -> light(it, timed.part(), value.quantity(), role));
                }
            }
            case Place.Weight weight -> parameters.putIfAbsent(weight, role);
            case Place.Edge(String from, Place.Unit to)
                    when value.quantity() != Quantity.WON && value.quantity() != Quantity.SHARE -> {
                light(new At(to.owner(), to.unit()), value.quantity(), role);
                fans.add(At.all(from));
            }
            case Place.Edge _ -> {} // a factor along the way
            case Place.Term _, Place.Whole _ -> loss.putIfAbsent(value.quantity(), role);
        }
    }

    /// Of a number inside of a recurrent layer: the card of a unit has room for its state, not for its gates.
    private void light(At at, Part part, Quantity quantity, Role role) {
        if (part == Part.STATE) {
            light(at, quantity, role);
        } else {
            inside.merge(at, role, (one, other) -> one == Role.RESULT ? one : other);
        }
    }

    void light(At at, Quantity quantity, Role role) {
        numbers.computeIfAbsent(at, _ -> new EnumMap<>(Quantity.class)).putIfAbsent(quantity, role);
    }

    // What views ask

    /// Whether the step goes back from the loss.
    boolean isBackward() {
        return backward;
    }

    /// The time step of a recurrent layer that it is about.
    Optional<LitTime> time() {
        return time;
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
        Stream<Role> seen =
                at(owner, unit).entrySet().stream()
                        .filter(it -> it.getKey() != Quantity.TARGET)
                        .map(Map.Entry::getValue);
        Stream<Role> unseen = Stream.ofNullable(inside.get(new At(owner, unit)));
        return strongest(Stream.concat(seen, unseen).toList());
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
        inside.forEach((at, role) -> wish(wishes, at, role == Role.RESULT, true));
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

    /// The window of a convolution or a pooling that the step looks at.
    Optional<LitWindow> window() {
        return window;
    }

    /// What the sum of a result has come to, where a step adds a single term.
    OptionalDouble soFar() {
        return soFar;
    }
}
