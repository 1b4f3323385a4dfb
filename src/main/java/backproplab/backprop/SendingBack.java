package backproplab.backprop;

import backproplab.backprop.BackwardTrace.LayerTrace;
import backproplab.backprop.TraceSum.Term;

import java.util.Optional;

/// The numbers of a layer of which every number that it takes gets back a sum of its own.
interface SendingBack {
    /// Of the layers that the trace opens so; a layer that normalises mixes what it takes and is none of them.
    static Optional<SendingBack> of(LayerTrace layer, TraceNumbers numbers) {
        return WeightedNumbers.of(layer, numbers)
                .<SendingBack>map(it -> it)
                .or(() -> JoinedNumbers.of(layer, numbers).map(it -> it))
                .or(() -> PassingNumbers.of(layer, numbers).map(it -> it))
                .or(() -> RecurrentNumbers.of(layer, numbers).map(it -> it));
    }

    /// How many terms an element of a source gets.
    Periodic sentTo(String source);

    /// One of them.
    ///
    /// @param position from 0 to [#sentTo]
    Term sentBack(String source, int element, int position);
}
