package backproplab.backprop;

import backproplab.backprop.BackwardTrace.LayerTrace;
import backproplab.backprop.TraceSum.Rule;
import backproplab.backprop.TraceSum.Term;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.layer.Dropout;
import backproplab.layer.MaxPool2d;
import backproplab.layer.SlidingWindow;
import backproplab.layer.SlidingWindow.Patch;
import backproplab.layer.Upsample2d;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.Optional;

/// The numbers of a layer without weights that chooses, averages, masks or repeats what comes in, in the engine's order.
interface PassingNumbers extends SendingBack {
    static Optional<PassingNumbers> of(LayerTrace layer, TraceNumbers numbers) {
        String source = layer.inputs().getFirst();
        Tensor x = numbers.outputs(source);
        if (layer.description().layer() instanceof Dropout) {
            return layer.kept().map(it -> new Masked(layer, it, source, x, numbers));
        }
        if (layer.description().layer() instanceof Upsample2d(var factor)) {
            return Optional.of(new RepeatedNumbers(layer, factor, source, x, numbers));
        }
        return layer.z().shape().rank() == 1
                ? Optional.empty()
                : SlidingWindow.of(layer.description().layer(), x.shape().item(), layer.z().shape().item())
                        .map(it -> new Pooled(layer, source, x, it, numbers));
    }

    /// z of an element.
    TraceStep forward(int element);

    /// Maximum and mean of a window.
    record Pooled(LayerTrace layer, String source, Tensor x, SlidingWindow window, TraceNumbers numbers)
            implements PassingNumbers {
        private boolean choosesLargest() {
            return layer.description().layer() instanceof MaxPool2d;
        }

        @Override
        public TraceStep forward(int element) {
            int columns = window.columns().places();
            int places = window.rows().places() * columns;
            int place = element % places;
            Patch seen = window.seenFrom(place / columns, place % columns);
            int map = element / places;
            List<TraceValue> operands =
                    LazyList.of(
                            seen.count(),
                            i ->
                                    numbers.output(
                                            source,
                                            x,
                                            (map * x.shape().size(2) + seen.row(i)) * x.shape().size(3)
                                                    + seen.column(i)));
            TraceValue z = TraceNumbers.unit(Quantity.PRE_ACTIVATION, layer.name(), layer.z(), element);
            return choosesLargest()
                    ? new PassingStep.Largest(z, operands, winner(element), window)
                    : new PassingStep.Mean(z, operands, window);
        }

        private int winner(int element) {
            return (int) layer.kept().orElseThrow().get(element);
        }

        @Override
        public Periodic sentTo(String ignored) {
            int columns = x.shape().size(3);
            return new Periodic(x.shape().size(2) * columns, e -> window.seeing(e / columns, e % columns).count());
        }

        @Override
        public Term sentBack(String ignored, int element, int position) {
            MapElement to = MapElement.of(x.shape(), element);
            Patch seeing = window.seeing(to.row(), to.column());
            int row = seeing.row(position);
            int column = seeing.column(position);
            int map = to.sample() * x.shape().size(1) + to.channel();
            int z = (map * window.rows().places() + row) * window.columns().places() + column;
            TraceValue delta = TraceNumbers.unit(Quantity.DELTA, layer.name(), layer.delta(), z);
            Place edge = new Place.Edge(layer.name(), TraceNumbers.place(source, x, element));
            if (choosesLargest()) {
                int tap =
                        (to.row() - window.rows().begin(row)) * window.columns().kernel()
                                + to.column()
                                - window.columns().begin(column);
                return Term.of(delta, new TraceValue(Quantity.WON, edge, winner(z) == tap ? 1 : 0));
            }
            return new Term(List.of(delta, new TraceValue(Quantity.SHARE, edge, 1.0 / window.taps())), Rule.SHARED);
        }
    }

    /// Each number by itself, times a factor.
    ///
    /// @param factor `m/(1 − p)`
    record Masked(LayerTrace layer, Tensor factor, String source, Tensor x, TraceNumbers numbers)
            implements PassingNumbers {
        @Override
        public TraceStep forward(int element) {
            return new PassingStep.Masked(
                    TraceNumbers.unit(Quantity.PRE_ACTIVATION, layer.name(), layer.z(), element),
                    numbers.output(source, x, element),
                    factor(element));
        }

        private TraceValue factor(int element) {
            return TraceNumbers.unit(Quantity.MASK, layer.name(), factor, element);
        }

        @Override
        public Periodic sentTo(String to) {
            return Periodic.constant(to.equals(source) ? 1 : 0);
        }

        @Override
        public Term sentBack(String ignored, int element, int position) {
            return Term.of(TraceNumbers.unit(Quantity.DELTA, layer.name(), layer.delta(), element), factor(element));
        }
    }
}
