package backproplab.data;

import backproplab.tensor.Tensor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/// Samples: what goes into a network and what should come out.
///
/// Immutable: the tensors are wrapped, not copied, and nobody writes into them afterwards. Every number is finite.
///
/// @param inputs by the name of the input, each `[samples, …]`; a chain has one, called [#INPUT]
/// @param targets by the name of the layer that the loss sits on, each `[samples, …]`
/// @param inputNames what the numbers of one item of the first input are called, or nothing where unknown
/// @param targetNames what the numbers of one item of the first target are called, or nothing where unknown;
///         with [Task.Classes] the names of the classes
/// @param task what the first target asks for
public record Dataset(
        SequencedMap<String, Tensor> inputs,
        SequencedMap<String, Tensor> targets,
        List<String> inputNames,
        List<String> targetNames,
        Task task) {
    /// The name of the only input of a chain.
    public static final String INPUT = "input";

    /// The name of the only target until it gets that of a layer, see [#withTarget].
    public static final String TARGET = "target";

    public Dataset {
        inputs = checked("input", inputs);
        targets = checked("target", targets);
        int samples = first(inputs).rows();
        checkRows(inputs, samples);
        checkRows(targets, samples);
        inputNames = checkedNames("input", inputNames, first(inputs));
        targetNames = checkedNames("target", targetNames, first(targets));
        if (!task.fits(first(targets))) {
            throw new IllegalArgumentException("the targets are not those of " + task);
        }
    }

    /// One input and one target, whose task is read from the numbers.
    public static Dataset of(Tensor input, Tensor target) {
        return of(input, target, List.of(), List.of(), Task.of(target));
    }

    public static Dataset of(
            Tensor input, Tensor target, List<String> inputNames, List<String> targetNames, Task task) {
        return new Dataset(single(INPUT, input), single(TARGET, target), inputNames, targetNames, task);
    }

    /// Several inputs or targets by name, without names for their numbers.
    public static Dataset of(SequencedMap<String, Tensor> inputs, SequencedMap<String, Tensor> targets) {
        return new Dataset(inputs, targets, List.of(), List.of(), Task.of(first(targets)));
    }

    public int samples() {
        return input().rows();
    }

    /// The first input, which is the only one of a chain.
    public Tensor input() {
        return first(inputs);
    }

    /// The first target.
    public Tensor target() {
        return first(targets);
    }

    /// The same samples with the only target under another name: that of the layer the loss sits on.
    public Dataset withTarget(String name) {
        if (targets.size() != 1) {
            throw new IllegalStateException("only a single target can be renamed, there are " + targets.keySet());
        }
        return new Dataset(inputs, single(name, target()), inputNames, targetNames, task);
    }

    /// The same samples with other numbers in the first input: standardized, or in another shape.
    public Dataset withInput(Tensor input) {
        SequencedMap<String, Tensor> changed = new LinkedHashMap<>(inputs);
        changed.put(inputs.firstEntry().getKey(), input);
        return new Dataset(changed, targets, inputNames, targetNames, task);
    }

    /// The samples `rows`, in that order; a sample may come more than once.
    ///
    /// @param rows at least one
    public Dataset select(int... rows) {
        return new Dataset(selected(inputs, rows), selected(targets, rows), inputNames, targetNames, task);
    }

    /// Training and test set, see [Split].
    public Split split(double testShare, long seed) {
        return Split.of(this, testShare, seed);
    }

    /// How many classes the samples fall into: the columns of [Task.Classes], 2 for a single yes-or-no column,
    /// 0 where the target is no class.
    public int classes() {
        return switch (task) {
            case Task.Classes _ -> target().shape().rank() == 2 ? target().rowSize() : 0;
            case Task.Binary _ -> target().rowSize() == 1 ? 2 : 0;
            case Task.Regression _ -> 0;
        };
    }

    /// As many as [#classes]. Where no names are known, the numbers of the classes or the two values of the column.
    public List<String> classNames() {
        return switch (task) {
            case Task.Classes _ when classes() > 0 && !targetNames.isEmpty() -> targetNames;
            case Task.Binary(Coding coding) when classes() > 0 ->
                    List.of(String.valueOf((int) coding.low()), String.valueOf((int) coding.high()));
            default -> IntStream.range(0, classes()).mapToObj(String::valueOf).toList();
        };
    }

    /// The class of one sample, from 0.
    ///
    /// @throws IllegalStateException when the target is no class
    public int classOf(int sample) {
        return switch (task) {
            case Task.Binary(Coding coding) when classes() > 0 -> target().get(sample) == coding.high() ? 1 : 0;
            case Task.Classes(Coding coding) when classes() > 0 -> indexOf(coding.high(), target(), sample);
            default -> throw new IllegalStateException("the targets of " + task + " are no classes");
        };
    }

    private static int indexOf(double value, Tensor tensor, int row) {
        int column = 0;
        while (tensor.get(row, column) != value) {
            column++;
        }
        return column;
    }

    private static SequencedMap<String, Tensor> single(String name, Tensor tensor) {
        SequencedMap<String, Tensor> map = new LinkedHashMap<>();
        map.put(name, tensor);
        return map;
    }

    private static Tensor first(SequencedMap<String, Tensor> tensors) {
        if (tensors.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one input and one target");
        }
        return tensors.firstEntry().getValue();
    }

    private static SequencedMap<String, Tensor> selected(SequencedMap<String, Tensor> tensors, int[] rows) {
        SequencedMap<String, Tensor> selected = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> selected.put(name, Samples.select(tensor, rows)));
        return selected;
    }

    private static SequencedMap<String, Tensor> checked(String what, SequencedMap<String, Tensor> tensors) {
        tensors.forEach((name, tensor) -> {
            if (tensor.shape().rank() < 2) {
                throw new IllegalArgumentException(
                        "%s `%s` needs the shape [samples, …], got %s".formatted(what, name, tensor.shape()));
            }
            int bad = tensor.firstNonFinite();
            if (bad >= 0) {
                throw new IllegalArgumentException(
                        "%s `%s` holds %s in sample %d".formatted(what, name, tensor.get(bad), bad / tensor.rowSize()));
            }
        });
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tensors));
    }

    private static void checkRows(SequencedMap<String, Tensor> tensors, int samples) {
        tensors.forEach((name, tensor) -> {
            if (tensor.rows() != samples) {
                throw new IllegalArgumentException(
                        "`%s` has %d samples, the first input has %d".formatted(name, tensor.rows(), samples));
            }
        });
    }

    private static List<String> checkedNames(String what, List<String> names, Tensor tensor) {
        if (!names.isEmpty() && names.size() != tensor.rowSize()) {
            throw new IllegalArgumentException(
                    "%d names for the %d numbers of an item of the first %s"
                            .formatted(names.size(), tensor.rowSize(), what));
        }
        return List.copyOf(names);
    }
}
