package backproplab.optimizer;

import java.util.ArrayList;
import java.util.List;

/// What an optimizer remembers: how many updates it has made and, per parameter tensor, its slots.
public final class OptimizerState {
    private final List<String> slotNames;
    private final List<double[][]> slots;
    private long updates;

    private OptimizerState(List<String> slotNames, List<double[][]> slots, long updates) {
        this.slotNames = List.copyOf(slotNames);
        this.slots = List.copyOf(slots);
        this.updates = updates;
    }

    /// All zero.
    ///
    /// @param sizes how many values each parameter tensor holds, in the order of the parameters
    public static OptimizerState initial(Optimizer optimizer, List<Integer> sizes) {
        List<String> slotNames = optimizer.slotNames();
        List<double[][]> slots = new ArrayList<>();
        for (int size : sizes) {
            slots.add(new double[slotNames.size()][size]);
        }
        return new OptimizerState(slotNames, slots, 0);
    }

    /// What was saved.
    ///
    /// @param slots per parameter tensor one array for each of `slotNames`; wrapped, not copied
    public static OptimizerState of(long updates, List<String> slotNames, List<double[][]> slots) {
        if (updates < 0) {
            throw new IllegalArgumentException("the number of updates is 0 or more, got " + updates);
        }
        for (double[][] tensor : slots) {
            if (tensor.length != slotNames.size()) {
                throw new IllegalArgumentException(
                        "a tensor has %d slots, needed %d: %s".formatted(tensor.length, slotNames.size(), slotNames));
            }
        }
        return new OptimizerState(slotNames, slots, updates);
    }

    /// Whether `optimizer` can go on from here: it remembers the same things. If not, it starts from
    /// [#initial], and its bias corrections with it.
    public boolean fits(Optimizer optimizer) {
        return slotNames.equals(optimizer.slotNames());
    }

    /// How many updates were made so far.
    public long updates() {
        return updates;
    }

    /// Counts one more update and returns its number, from 1.
    public long nextUpdate() {
        return ++updates;
    }

    /// The names of the slots, in their order.
    public List<String> slotNames() {
        return slotNames;
    }

    /// The slots of parameter tensor `index` in the order of [#slotNames()], not a copy.
    public double[][] slots(int index) {
        return slots.get(index);
    }

    public int tensors() {
        return slots.size();
    }

    public OptimizerState copy() {
        List<double[][]> copies = new ArrayList<>();
        for (double[][] tensor : slots) {
            double[][] copy = new double[tensor.length][];
            for (int s = 0; s < tensor.length; s++) {
                copy[s] = tensor[s].clone();
            }
            copies.add(copy);
        }
        return new OptimizerState(slotNames, copies, updates);
    }

    /// Takes over the numbers of a state of the same optimizer and the same parameters.
    public void copyFrom(OptimizerState source) {
        if (source.tensors() != tensors() || !source.slotNames.equals(slotNames)) {
            throw new IllegalArgumentException(
                    "cannot copy the state of %d tensors with slots %s into one of %d with %s"
                            .formatted(source.tensors(), source.slotNames, tensors(), slotNames));
        }
        for (int p = 0; p < slots.size(); p++) {
            for (int s = 0; s < slotNames.size(); s++) {
                double[] from = source.slots.get(p)[s];
                double[] to = slots.get(p)[s];
                if (from.length != to.length) {
                    throw new IllegalArgumentException(
                            "cannot copy %d values of `%s` of tensor %d into %d"
                                    .formatted(from.length, slotNames.get(s), p, to.length));
                }
                System.arraycopy(from, 0, to, 0, to.length);
            }
        }
        updates = source.updates;
    }
}
