package backproplab.ui.viewmodel;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.BackwardTrace.InputGradient;
import backproplab.backprop.BackwardTrace.LayerTrace;
import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A row for each unit, in each sample: inputs first, then the layers in the order of computation.
public final class UnitTable implements NumberTable {
    private final UnitNames names;
    private final Optional<String> owner;
    private final List<Block> blocks = new ArrayList<>();
    private final List<TraceColumn> columns;

    /// The units of one layer or input, sample by sample.
    ///
    /// @param first its first row
    private record Block(String owner, int first, int samples, int units, Map<TraceColumn, Source> sources)
            implements RowBlock {
        @Override
        public int end() {
            return first + samples * units;
        }

        Place.Unit place(int row) {
            return new Place.Unit(owner, (row - first) / units, (row - first) % units);
        }
    }

    private record Source(Quantity quantity, Tensor tensor) {}

    UnitTable(TracedPass pass, Optional<String> owner) {
        names = pass.names();
        this.owner = owner;
        BackwardTrace trace = pass.trace();
        for (String name : owners(pass)) {
            if (owner.isEmpty() || owner.get().equals(name)) {
                int first = size();
                Tensor output = trace.output(name);
                blocks.add(new Block(name, first, output.rows(), output.rowSize(), sources(trace, name)));
            }
        }
        columns =
                Stream.of(TraceColumn.values())
                        .filter(it ->
                                switch (it) {
                                    case LAYER, UNIT -> true;
                                    case SAMPLE -> trace.samples() > 1;
                                    default -> blocks.stream().anyMatch(block -> block.sources.containsKey(it));
                                })
                        .toList();
    }

    static List<String> owners(TracedPass pass) {
        return Stream.concat(
                        pass.trace().inputs().keySet().stream(), pass.trace().layers().stream().map(LayerTrace::name))
                .toList();
    }

    private static Map<TraceColumn, Source> sources(BackwardTrace trace, String owner) {
        Map<TraceColumn, Source> sources = new EnumMap<>(TraceColumn.class);
        InputGradient gradient = trace.inputGradients().get(owner);
        if (trace.inputs().containsKey(owner)) {
            sources.put(TraceColumn.A, new Source(Quantity.INPUT, trace.output(owner)));
            if (gradient != null) {
                sources.put(TraceColumn.ARRIVING, new Source(Quantity.INPUT_GRADIENT, gradient.total()));
            }
            return sources;
        }
        LayerTrace layer = trace.layer(owner);
        sources.put(TraceColumn.Z, new Source(Quantity.PRE_ACTIVATION, layer.z()));
        sources.put(TraceColumn.A, new Source(Quantity.ACTIVATION, layer.a()));
        if (trace.targets().containsKey(owner)) {
            sources.put(TraceColumn.TARGET, new Source(Quantity.TARGET, trace.target(owner)));
        }
        // Where a fused loss gives δ directly, f′ has no part in the pass.
        layer.arriving()
                .ifPresent(arriving -> {
                    layer.slope().ifPresent(it -> sources.put(TraceColumn.SLOPE, new Source(Quantity.SLOPE, it)));
                    sources.put(TraceColumn.ARRIVING, new Source(Quantity.ARRIVING, arriving));
                });
        sources.put(TraceColumn.DELTA, new Source(Quantity.DELTA, layer.delta()));
        return sources;
    }

    @Override
    public Kind kind() {
        return Kind.UNITS;
    }

    @Override
    public Optional<String> owner() {
        return owner;
    }

    @Override
    public List<TraceColumn> columns() {
        return columns;
    }

    @Override
    public int size() {
        return RowBlock.end(blocks);
    }

    private Block block(int row) {
        return RowBlock.at(row, blocks);
    }

    @Override
    public Place.Unit place(int row) {
        return block(row).place(row);
    }

    @Override
    public int rowOf(Place place) {
        if (place instanceof Place.Unit(String owner, int sample, int unit)) {
            for (Block it : blocks) {
                if (it.owner.equals(owner) && sample < it.samples && unit < it.units) {
                    return it.first + sample * it.units + unit;
                }
            }
        }
        return -1;
    }

    @Override
    public String name(int row, TraceColumn column) {
        Place.Unit place = place(row);
        return column == TraceColumn.UNIT ? names.within(place.owner(), place.unit()) : fullName(row, column);
    }

    @Override
    public String fullName(int row, TraceColumn column) {
        Place.Unit place = place(row);
        return switch (column) {
            case LAYER -> place.owner();
            case UNIT -> names.of(place.owner(), place.unit());
            case SAMPLE -> String.valueOf(place.sample() + 1);
            default -> "";
        };
    }

    @Override
    public int rank(int row, TraceColumn column) {
        Block block = block(row);
        return switch (column) {
            case LAYER -> blocks.indexOf(block);
            case UNIT -> block.place(row).unit();
            case SAMPLE -> block.place(row).sample();
            default -> row;
        };
    }

    @Override
    public Optional<TraceValue> number(int row, TraceColumn column) {
        Block block = block(row);
        return Optional.ofNullable(block.sources.get(column))
                .map(it -> new TraceValue(it.quantity, block.place(row), it.tensor.get(row - block.first)));
    }
}
