package backproplab.ui.viewmodel;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.BackwardTrace.LayerTrace;
import backproplab.backprop.BackwardTrace.ParameterTrace;
import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.layer.Convolution2d;
import backproplab.layer.Dense;
import backproplab.network.Parameters;
import backproplab.tensor.Shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A row for each trained number, layer by layer; of a dense layer unit by unit, each with its weights and its bias, as
/// the walk goes.
public final class WeightTable implements NumberTable {
    /// Weights, then biases, then what else there is.
    private static final List<String> ORDER = List.of("weights", "bias", "gamma", "beta", "alpha");

    private final UnitNames names;
    private final Optional<String> owner;
    private final List<Block> blocks = new ArrayList<>();

    /// The numbers of one tensor, or of the weights and biases of a dense layer or a convolution.
    ///
    /// @param tensors one, or weights and bias
    /// @param first its first row
    /// @param perUnit how many numbers a unit has
    /// @param source what feeds the layer, where each number of the first tensor belongs to a unit there
    private record Block(List<ParameterTrace> tensors, int first, int units, int perUnit, Optional<String> source)
            implements RowBlock {
        @Override
        public int end() {
            return first + units * perUnit;
        }

        int unit(int row) {
            return (row - first) / perUnit;
        }

        int position(int row) {
            return (row - first) % perUnit;
        }

        boolean isWeight(int row) {
            return source.isPresent() && position(row) < tensors.getFirst().before().rowSize();
        }

        ParameterTrace tensor(int row) {
            return source.isEmpty() || isWeight(row) ? tensors.getFirst() : tensors.getLast();
        }

        int index(int row) {
            return isWeight(row) ? unit(row) * tensors.getFirst().before().rowSize() + position(row) : unit(row);
        }

        /// −1 when it is not here.
        int rowOf(Place.Weight place) {
            for (ParameterTrace it : tensors) {
                if (it.key().equals(place.key()) && place.index() < it.before().size()) {
                    boolean isMatrix = source.isPresent() && it.equals(tensors.getFirst());
                    int width = isMatrix ? it.before().rowSize() : 1;
                    int position = isMatrix ? place.index() % width : perUnit - 1;
                    return first + place.index() / width * perUnit + position;
                }
            }
            return -1;
        }
    }

    WeightTable(TracedPass pass, Optional<String> owner) {
        names = pass.names();
        this.owner = owner;
        BackwardTrace trace = pass.trace();
        for (LayerTrace layer : trace.layers()) {
            if (owner.isEmpty() || owner.get().equals(layer.name())) {
                add(layer, parametersOf(trace, layer.name()));
            }
        }
    }

    private static List<ParameterTrace> parametersOf(BackwardTrace trace, String layer) {
        return trace.parameters().stream().filter(it -> it.key().layer().equals(layer)).toList();
    }

    static List<String> owners(TracedPass pass) {
        return pass.trace().parameters().stream().map(it -> it.key().layer()).distinct().toList();
    }

    private void add(LayerTrace layer, List<ParameterTrace> parameters) {
        List<ParameterTrace> left = new ArrayList<>(parameters);
        if (layer.description().layer() instanceof Dense || layer.description().layer() instanceof Convolution2d) {
            List<ParameterTrace> dense =
                    parameters.stream().filter(it -> isNamed(it, "weights") || isNamed(it, "bias")).toList();
            left.removeAll(dense);
            int in = dense.getFirst().before().rowSize();
            addBlock(dense, in + dense.size() - 1, Optional.of(layer.inputs().getFirst()));
        }
        left.forEach(it -> addBlock(List.of(it), 1, Optional.empty()));
    }

    private static boolean isNamed(ParameterTrace parameter, String name) {
        return parameter.key().name().equals(name);
    }

    private void addBlock(List<ParameterTrace> tensors, int perUnit, Optional<String> source) {
        int numbers = tensors.stream().mapToInt(it -> it.before().size()).sum();
        blocks.add(new Block(tensors, size(), numbers / perUnit, perUnit, source));
    }

    @Override
    public Kind kind() {
        return Kind.WEIGHTS;
    }

    @Override
    public Optional<String> owner() {
        return owner;
    }

    @Override
    public List<TraceColumn> columns() {
        return List.of(
                TraceColumn.LAYER,
                TraceColumn.PARAMETER,
                TraceColumn.TO,
                TraceColumn.FROM,
                TraceColumn.VALUE,
                TraceColumn.GRADIENT,
                TraceColumn.CHANGE,
                TraceColumn.UPDATED);
    }

    @Override
    public int size() {
        return RowBlock.end(blocks);
    }

    private Block block(int row) {
        return RowBlock.at(row, blocks);
    }

    @Override
    public Place.Weight place(int row) {
        Block block = block(row);
        return new Place.Weight(block.tensor(row).key(), block.index(row));
    }

    @Override
    public int rowOf(Place place) {
        return place instanceof Place.Weight weight
                ? blocks.stream().mapToInt(it -> it.rowOf(weight)).filter(it -> it >= 0).findFirst().orElse(-1)
                : -1;
    }

    @Override
    public String name(int row, TraceColumn column) {
        Parameters.Key key = place(row).key();
        return switch (column) {
            case PARAMETER -> NumberNames.letter(key.name());
            case TO ->
                    RowNames.isRow(key.name()) ? to(block(row), row) : names.numbersWithin(key, block(row).unit(row));
            case FROM -> shortFrom(block(row), row);
            default -> fullName(row, column);
        };
    }

    @Override
    public String fullName(int row, TraceColumn column) {
        Block block = block(row);
        Parameters.Key key = block.tensor(row).key();
        return switch (column) {
            case LAYER -> key.layer();
            case PARAMETER -> key.name();
            case TO -> to(block, row);
            case FROM -> from(block, row);
            default -> "";
        };
    }

    /// Of a kernel in short, for a narrow column.
    private String shortFrom(Block block, int row) {
        Shape weights = block.tensors.getFirst().before().shape();
        return block.isWeight(row) && MapNames.areKernels(weights)
                ? MapNames.underInColumn(block.source.orElseThrow(), weights, block.position(row))
                : from(block, row);
    }

    private String to(Block block, int row) {
        return ends(names.ofParameter(block.tensor(row).key(), block.unit(row)))[0];
    }

    private static String[] ends(String name) {
        return name.split(" ← ", 2);
    }

    /// What a weight starts at; empty for a bias.
    private String from(Block block, int row) {
        if (!block.isWeight(row)) {
            String[] ends = ends(names.ofParameter(block.tensor(row).key(), block.unit(row)));
            return ends.length > 1 ? ends[1] : "";
        }
        String source = block.source.orElseThrow();
        Shape weights = block.tensors.getFirst().before().shape();
        return MapNames.areKernels(weights)
                ? MapNames.under(source, weights, block.position(row))
                : names.of(source, block.position(row));
    }

    @Override
    public int rank(int row, TraceColumn column) {
        Block block = block(row);
        return switch (column) {
            case PARAMETER -> Math.floorMod(ORDER.indexOf(block.tensor(row).key().name()), ORDER.size() + 1);
            case TO -> block.unit(row);
            case FROM -> block.position(row);
            default -> blocks.indexOf(block);
        };
    }

    @Override
    public Optional<TraceValue> number(int row, TraceColumn column) {
        Block block = block(row);
        ParameterTrace tensor = block.tensor(row);
        int index = block.index(row);
        return switch (column) {
            case VALUE -> value(Quantity.PARAMETER, tensor, index, tensor.before().get(index));
            case GRADIENT -> value(Quantity.GRADIENT, tensor, index, tensor.gradient().get(index));
            case CHANGE -> value(Quantity.CHANGE, tensor, index, tensor.change(index));
            case UPDATED -> value(Quantity.UPDATED, tensor, index, tensor.after().get(index));
            default -> Optional.empty();
        };
    }

    private static Optional<TraceValue> value(Quantity quantity, ParameterTrace tensor, int index, double value) {
        return Optional.of(new TraceValue(quantity, new Place.Weight(tensor.key(), index), value));
    }
}
