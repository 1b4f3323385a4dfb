package backproplab.backprop;

import backproplab.backprop.BackwardTrace.LayerTrace;
import backproplab.backprop.BackwardTrace.ParameterTrace;
import backproplab.backprop.TraceSum.Rule;
import backproplab.backprop.TraceSum.Term;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.layer.Gru;
import backproplab.layer.Part;
import backproplab.layer.Recurrent;
import backproplab.layer.StepNumbers;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The numbers of a recurrent layer, time step by time step, in the engine's order.
///
/// A *point* is one unit at one time step of one sample: `(sample · steps + time) · units + unit`, as the engine's buffers
/// have them.
///
/// @param of what it computed
/// @param x what feeds it
record RecurrentNumbers(
        LayerTrace layer,
        Recurrent type,
        StepNumbers of,
        ParameterTrace inputWeights,
        ParameterTrace stateWeights,
        Optional<ParameterTrace> inputBias,
        Optional<ParameterTrace> stateBias,
        Tensor x,
        TraceNumbers numbers)
        implements SendingBack {

    static Optional<RecurrentNumbers> of(LayerTrace layer, TraceNumbers numbers) {
        if (!(layer.description().layer() instanceof Recurrent type) || layer.hidden().isEmpty()) {
            return Optional.empty();
        }
        String owner = layer.description().owner();
        StepNumbers of = layer.hidden().get().numbers();
        return numbers.parameter(owner, "W_ih")
                .flatMap(inputWeights ->
                        numbers.parameter(owner, "W_hh")
                                .map(stateWeights ->
                                        new RecurrentNumbers(
                                                layer,
                                                type,
                                                of,
                                                inputWeights,
                                                stateWeights,
                                                numbers.parameter(owner, "b_ih"),
                                                numbers.parameter(owner, "b_hh"),
                                                numbers.outputs(layer.inputs().getFirst()),
                                                numbers)));
    }

    String name() {
        return layer.name();
    }

    int units() {
        return of.units();
    }

    int steps() {
        return of.steps();
    }

    int rows() {
        return of.states().rows() * steps();
    }

    int points() {
        return rows() * units();
    }

    int in() {
        return x.shape().last();
    }

    /// How many rows the weights have.
    int gateRows() {
        return type.gates() * units();
    }

    int time(int point) {
        return point / units() % steps();
    }

    int sample(int point) {
        return point / units() / steps();
    }

    int point(Place.Timed place) {
        return (place.sample() * steps() + place.time()) * units() + place.unit();
    }

    /// Of a point, or of the start of its sequence one step before the first.
    Place.Timed place(Part part, int sample, int time, int unit) {
        return new Place.Timed(name(), sample, time, part, unit);
    }

    private Place.Timed place(Part part, int point) {
        return place(part, sample(point), time(point), point % units());
    }

    // Which steps are put out

    boolean isPutOut(int time) {
        return type.return_() == Recurrent.Steps.SEQUENCE || time == steps() - 1;
    }

    /// The element of what the layer puts out.
    int putOut(int point) {
        return type.return_() == Recurrent.Steps.SEQUENCE ? point : sample(point) * units() + point % units();
    }

    boolean has(Place.Timed it) {
        return it.owner().equals(name())
                && isWithin(it.sample(), of.states().rows())
                && isWithin(it.time(), steps())
                && isWithin(it.unit(), units());
    }

    boolean puts(Place.Unit it) {
        return it.owner().equals(name())
                && isWithin(it.sample(), layer.a().rows())
                && isWithin(it.unit(), layer.a().rowSize());
    }

    private static boolean isWithin(int index, int size) {
        return index >= 0 && index < size;
    }

    /// The point that gives a number of what the layer puts out.
    int pointOf(Place.Unit unit) {
        if (type.return_() == Recurrent.Steps.SEQUENCE) {
            return unit.sample() * steps() * units() + unit.unit();
        }
        return (unit.sample() * steps() + steps() - 1) * units() + unit.unit();
    }

    // Single numbers

    private TraceValue value(Quantity quantity, Part part, int point, Tensor tensor) {
        return new TraceValue(quantity, place(part, point), tensor.get(point));
    }

    /// Of a tensor with all gates side by side.
    private TraceValue gateValue(Quantity quantity, Part part, int point, Tensor tensor) {
        return new TraceValue(quantity, place(part, point), tensor.get(gateIndex(block(part), point)));
    }

    private int gateIndex(int block, int point) {
        return (point / units() * type.gates() + block) * units() + point % units();
    }

    private int block(Part part) {
        return switch (part) {
            case CANDIDATE_INPUT, CANDIDATE_STATE -> type.rows().indexOf(Part.CANDIDATE);
            default -> type.rows().indexOf(part);
        };
    }

    TraceValue state(int point) {
        return value(Quantity.ACTIVATION, Part.STATE, point, of.states());
    }

    /// z, or what a gate is a function of.
    TraceValue sum(Part part, int point) {
        return gateValue(Quantity.PRE_ACTIVATION, part, point, of.sums());
    }

    TraceValue gate(Part part, int point) {
        return gateValue(Quantity.ACTIVATION, part, point, of.gates());
    }

    TraceValue newShare(int point) {
        double share = Gru.newShare(of.sums().get(gateIndex(block(Part.UPDATE_GATE), point)));
        return new TraceValue(Quantity.ACTIVATION, place(Part.NEW_SHARE, point), share);
    }

    /// `hₜ₋₁ − n`
    TraceValue difference(int point) {
        double difference = of.before().get(point) - gate(Part.CANDIDATE, point).value();
        return new TraceValue(Quantity.ACTIVATION, place(Part.DIFFERENCE, point), difference);
    }

    TraceValue cell(int point) {
        return value(Quantity.PRE_ACTIVATION, Part.CELL, point, memory().cells());
    }

    TraceValue cellTanh(int point) {
        return value(Quantity.ACTIVATION, Part.CELL, point, memory().tanh());
    }

    TraceValue cellDelta(int point) {
        return value(Quantity.DELTA, Part.CELL, point, memory().gradients());
    }

    private StepNumbers.Memory memory() {
        return of.memory().orElseThrow();
    }

    TraceValue arriving(int point) {
        return value(Quantity.ARRIVING, Part.STATE, point, of.gradients());
    }

    /// `∂L/∂p`, or `∂L/∂q` where they differ.
    TraceValue delta(Part part, int point) {
        Tensor gradient = part == Part.CANDIDATE_STATE ? of.statePartGradient() : of.inputPartGradient();
        return gateValue(Quantity.DELTA, part, point, gradient);
    }

    /// hₜ₋₁ of a unit at the time step of `point`; before the first what was given, or 0.
    TraceValue before(int point, int unit) {
        return start(Quantity.ACTIVATION, Part.STATE, 1, of.before(), point / units() * units() + unit);
    }

    TraceValue cellBefore(int point) {
        return start(Quantity.PRE_ACTIVATION, Part.CELL, 2, memory().before(), point);
    }

    private TraceValue start(Quantity quantity, Part part, int input, Tensor before, int point) {
        if (time(point) == 0 && layer.inputs().size() > input) {
            String source = layer.inputs().get(input);
            return numbers.output(source, numbers.outputs(source), sample(point) * units() + point % units());
        }
        return new TraceValue(
                quantity, place(part, sample(point), time(point) - 1, point % units()), before.get(point));
    }

    /// The input i at the time step of a point.
    private TraceValue input(int row, int i) {
        return numbers.output(layer.inputs().getFirst(), x, row * in() + i);
    }

    private TraceValue weight(ParameterTrace parameter, int index) {
        return TraceNumbers.weight(Quantity.PARAMETER, parameter.key(), parameter.before(), index);
    }

    // Sums

    /// `b_ih + W_ih·xₜ`, and then `b_hh + W_hh·hₜ₋₁`.
    TraceSum weightedSum(Part part, int point) {
        int row = block(part) * units() + point % units();
        return new TraceSum(
                inputBias.map(it -> weight(it, row)),
                LazyList.joined(inputTerms(row, point), stateTerms(row, point)),
                of.sums().get(gateIndex(block(part), point)));
    }

    /// How many terms [#weightedSum] has.
    int weightedTerms() {
        return in() + (stateBias.isPresent() ? 1 : 0) + units();
    }

    private List<Term> inputTerms(int row, int point) {
        return LazyList.of(in(), i -> Term.of(weight(inputWeights, row * in() + i), input(point / units(), i)));
    }

    /// A sum of its own, which is added to the input's as a whole.
    private List<Term> stateTerms(int row, int point) {
        List<Term> bias = stateBias.map(it -> List.of(Term.opening(weight(it, row)))).orElse(List.of());
        List<Term> products =
                LazyList.of(
                        units(),
                        j ->
                                new Term(
                                        stateProduct(row, point, j),
                                        bias.isEmpty() && j == 0 ? Rule.OPENS_PART : Rule.IN_PART));
        return LazyList.joined(bias, products);
    }

    private List<TraceValue> stateProduct(int row, int point, int j) {
        return List.of(weight(stateWeights, row * units() + j), before(point, j));
    }

    /// `p = b_ih + W_ih·xₜ` or `q = b_hh + W_hh·hₜ₋₁` of a GRU's candidate.
    TraceSum candidateSum(Part part, int point) {
        boolean ofInput = part == Part.CANDIDATE_INPUT;
        int row = block(part) * units() + point % units();
        return new TraceSum(
                (ofInput ? inputBias : stateBias).map(it -> weight(it, row)),
                ofInput
                        ? inputTerms(row, point)
                        : LazyList.of(units(), j -> new Term(stateProduct(row, point, j), Rule.FUSED)),
                candidatePart(part, point).value());
    }

    /// What [#candidateSum] gives.
    TraceValue candidatePart(Part part, int point) {
        return gateValue(
                Quantity.PRE_ACTIVATION, part, point, part == Part.CANDIDATE_INPUT ? of.inputPart() : of.statePart());
    }

    // The way back

    private Part rowPart(int row, boolean ofState) {
        Part part = type.rows().get(row / units());
        return ofState && type instanceof Gru && part == Part.CANDIDATE ? Part.CANDIDATE_STATE : part;
    }

    /// δ of a row of the weights, at a row of x: of the input's part, or of the state's.
    private TraceValue rowDelta(int row, int at, boolean ofState) {
        return delta(rowPart(row, ofState), at * units() + row % units());
    }

    /// To the sequence, to the start of the state, and to that of the memory.
    @Override
    public Periodic sentTo(String source) {
        int terms = isInput(0, source) ? gateRows() : 0;
        terms += isInput(2, source) ? 1 : 0;
        return Periodic.constant(terms + (isInput(1, source) ? sentToState() : 0));
    }

    private boolean isInput(int input, String source) {
        return layer.inputs().size() > input && layer.inputs().get(input).equals(source);
    }

    @Override
    public Term sentBack(String source, int element, int position) {
        if (isInput(0, source)) {
            return Term.of(
                    rowDelta(position, element / in(), false), weight(inputWeights, position * in() + element % in()));
        }
        int first = element / units() * steps() * units() + element % units();
        boolean toMemory = isInput(2, source);
        return toMemory && position == 0
                ? new Term(cellBack(first), Rule.ROUNDED)
                : sentToState(first, toMemory ? position - 1 : position);
    }

    /// How many terms hₜ₋₁ receives from step t.
    int sentToState() {
        return (sendsPast() ? 1 : 0) + gateRows();
    }

    /// One of them.
    ///
    /// @param point at step t
    Term sentToState(int point, int position) {
        if (sendsPast() && position == 0) {
            return new Term(List.of(arriving(point), gate(Part.UPDATE_GATE, point)), Rule.ROUNDED);
        }
        int row = sendsPast() ? position - 1 : position;
        return Term.of(rowDelta(row, point / units(), true), weight(stateWeights, row * units() + point % units()));
    }

    /// Whether there is a way past the weights, from hₜ back to hₜ₋₁: `∂L/∂hₜ · u` of a GRU.
    private boolean sendsPast() {
        return type instanceof Gru;
    }

    /// `∂L/∂a` of a gate: a product that the engine has on its way to δ.
    TraceValue gateArriving(Part gate, int point, List<TraceValue> factors) {
        return new TraceValue(Quantity.ARRIVING, place(gate, point), product(factors));
    }

    /// Along the memory of an LSTM, from cₜ back to cₜ₋₁: `∂L/∂cₜ · f`.
    List<TraceValue> cellBack(int point) {
        return List.of(cellDelta(point), gate(Part.FORGET_GATE, point));
    }

    private static double product(List<TraceValue> factors) {
        return factors.stream().mapToDouble(TraceValue::value).reduce((a, b) -> a * b).orElseThrow();
    }

    /// The trained tensors.
    List<ParameterTrace> parameters() {
        return Stream.of(Optional.of(inputWeights), Optional.of(stateWeights), inputBias, stateBias)
                .flatMap(Optional::stream)
                .toList();
    }

    /// `∂L/∂w` as a sum over the time steps of all samples; of shared parameters over those of every layer that uses
    /// them.
    TraceSum gradient(ParameterTrace parameter, int index) {
        return new TraceSum(
                Optional.empty(),
                users().stream().map(it -> it.gradientTerms(parameter, index)).reduce(List.of(), LazyList::joined),
                parameter.gradient().get(index));
    }

    /// `∂L/∂p = Σ ∂L/∂hₜ · ∂f/∂p` over all time steps of the units that share p.
    TraceSum learnedGradient(LearnedNumbers.Learned learned, int index) {
        Tensor p = learned.parameter().before();
        List<Term> terms =
                LazyList.of(
                        points() / p.size(),
                        i -> {
                            int point = i * p.size() + index;
                            TraceValue z = sum(Part.STATE, point);
                            double slope = learned.function().parameterDerivative(z.value(), p.get(index));
                            return Term.of(arriving(point), new TraceValue(Quantity.PARAMETER_SLOPE, z.place(), slope));
                        });
        return new TraceSum(Optional.empty(), terms, learned.parameter().gradient().get(index));
    }

    private List<RecurrentNumbers> users() {
        return numbers.users(layer).stream().flatMap(it -> of(it, numbers).stream()).toList();
    }

    int gradientRows() {
        return users().stream().mapToInt(RecurrentNumbers::rows).sum();
    }

    private List<Term> gradientTerms(ParameterTrace parameter, int index) {
        return LazyList.of(
                rows(),
                at ->
                        switch (parameter.key().name()) {
                            case "W_ih" -> Term.of(rowDelta(index / in(), at, false), input(at, index % in()));
                            case "W_hh" ->
                                    Term.of(rowDelta(index / units(), at, true), before(at * units(), index % units()));
                            case "b_ih" -> Term.of(rowDelta(index, at, false));
                            default -> Term.of(rowDelta(index, at, true));
                        });
    }
}
