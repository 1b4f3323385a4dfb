package backproplab.backprop;

import backproplab.backprop.BackwardTrace.LayerTrace;
import backproplab.backprop.BackwardTrace.ParameterTrace;
import backproplab.backprop.TraceSum.Term;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.layer.SlidingWindow;
import backproplab.layer.SlidingWindow.Patch;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The sums of a convolution, in the engine's order ([backproplab.tensor.Kernels]). What lies in the padding is 0 and is no
/// term.
///
/// @param x what feeds it
record ConvolutionNumbers(
        LayerTrace layer,
        ParameterTrace weights,
        Optional<ParameterTrace> bias,
        String source,
        Tensor x,
        SlidingWindow window,
        TraceNumbers numbers)
        implements WeightedNumbers {

    static Optional<ConvolutionNumbers> of(LayerTrace layer, TraceNumbers numbers) {
        String source = layer.inputs().getFirst();
        Tensor x = numbers.outputs(source);
        Optional<SlidingWindow> window =
                SlidingWindow.of(layer.description().layer(), x.shape().item(), layer.z().shape().item());
        return numbers.parameter(layer.description().owner(), "weights")
                .flatMap(weights ->
                        window.map(it ->
                                new ConvolutionNumbers(
                                        layer,
                                        weights,
                                        numbers.parameter(layer.description().owner(), "bias"),
                                        source,
                                        x,
                                        it,
                                        numbers)));
    }

    private int channels() {
        return x.shape().size(1);
    }

    private MapElement output(int element) {
        return MapElement.of(layer.z().shape(), element);
    }

    private MapElement input(int element) {
        return MapElement.of(x.shape(), element);
    }

    @Override
    public TraceSum weightedSum(int element) {
        MapElement z = output(element);
        Patch seen = window.seenFrom(z.row(), z.column());
        return new TraceSum(
                bias(z.channel()),
                LazyList.of(
                        channels() * seen.count(),
                        t -> {
                            int row = seen.row(t % seen.count());
                            int column = seen.column(t % seen.count());
                            int channel = t / seen.count();
                            return Term.of(
                                    weight(weightIndex(z, channel, row, column)),
                                    numbers.output(
                                            source, x, MapElement.index(x.shape(), z.sample(), channel, row, column)));
                        }),
                layer.z().get(element));
    }

    /// Which weight meets a position of the input, where the kernel stands at the place of z.
    private int weightIndex(MapElement z, int channel, int row, int column) {
        Shape kernels = weights.before().shape();
        int tapRow = row - window.rows().begin(z.row());
        int tapColumn = column - window.columns().begin(z.column());
        return ((z.channel() * channels() + channel) * kernels.size(2) + tapRow) * kernels.size(3) + tapColumn;
    }

    /// The same in all maps.
    @Override
    public Periodic products() {
        int columns = layer.z().shape().size(3);
        return new Periodic(
                layer.z().shape().size(2) * columns,
                e -> channels() * window.seenFrom(e / columns, e % columns).count());
    }

    @Override
    public Periodic sentTo(String ignored) {
        int columns = x.shape().size(3);
        return new Periodic(
                x.shape().size(2) * columns, e -> units() * window.seeing(e / columns, e % columns).count());
    }

    /// Place by place of the window, in each filter by filter.
    @Override
    public Term sentBack(String ignored, int element, int position) {
        MapElement to = input(element);
        Patch seeing = window.seeing(to.row(), to.column());
        int filter = position % units();
        int place = position / units();
        MapElement z = new MapElement(to.sample(), filter, seeing.row(place), seeing.column(place));
        return Term.of(delta(z), weight(weightIndex(z, to.channel(), to.row(), to.column())));
    }

    private TraceValue delta(MapElement z) {
        return TraceNumbers.unit(Quantity.DELTA, layer.name(), layer.delta(), z.index(layer.z().shape()));
    }

    @Override
    public TraceSum gradient(int unit, int position) {
        return new TraceSum(
                Optional.empty(),
                users().map(it -> it.ownTerms(unit, position)).reduce(List.of(), LazyList::joined),
                parameter(position).gradient().get(index(unit, position)));
    }

    private Stream<ConvolutionNumbers> users() {
        return numbers.users(layer).stream().map(it -> of(it, numbers).orElseThrow());
    }

    /// Sample by sample, in each place by place.
    private List<Term> ownTerms(int filter, int position) {
        Patch places = places(position);
        return LazyList.of(
                ownCount(position),
                t -> {
                    int place = t % places.count();
                    MapElement z = new MapElement(t / places.count(), filter, places.row(place), places.column(place));
                    return position < in() ? Term.of(delta(z), seen(z, position)) : Term.of(delta(z));
                });
    }

    private int ownCount(int position) {
        return layer.z().rows() * places(position).count();
    }

    /// Where the weight meets the picture; a bias is everywhere.
    private Patch places(int position) {
        if (position < in()) {
            int columns = weights.before().shape().size(3);
            int tap = position % window.taps();
            return window.with(tap / columns, tap % columns);
        }
        return window.everywhere();
    }

    /// What the weight meets, where the kernel stands at the place of z.
    private TraceValue seen(MapElement z, int position) {
        int columns = weights.before().shape().size(3);
        int tap = position % window.taps();
        int row = window.rows().begin(z.row()) + tap / columns;
        int column = window.columns().begin(z.column()) + tap % columns;
        return numbers.output(
                source, x, MapElement.index(x.shape(), z.sample(), position / window.taps(), row, column));
    }

    @Override
    public Periodic gradientTerms() {
        List<ConvolutionNumbers> users = users().toList();
        return new Periodic(perUnit(), position -> users.stream().mapToInt(it -> it.ownCount(position)).sum());
    }
}
