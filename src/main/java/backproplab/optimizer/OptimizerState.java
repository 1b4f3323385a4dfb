package backproplab.optimizer;

import java.util.ArrayList;
import java.util.List;

/// What an optimizer remembers: how many updates it has made and, per parameter tensor, its slots.
public final class OptimizerState {
    private final int slotCount;
    private final List<double[][]> slots;
    private long updates;

    private OptimizerState(int slotCount, List<double[][]> slots, long updates) {
        this.slotCount = slotCount;
        this.slots = slots;
        this.updates = updates;
    }

    /// All zero.
    ///
    /// @param sizes how many values each parameter tensor holds, in the order of the parameters
    public static OptimizerState initial(Optimizer optimizer, List<Integer> sizes) {
        List<double[][]> slots = new ArrayList<>();
        for (int size : sizes) {
            slots.add(new double[optimizer.slots()][size]);
        }
        return new OptimizerState(optimizer.slots(), slots, 0);
    }

    /// @param slots per parameter tensor the arrays that [#slots] gave; wrapped, not copied
    public static OptimizerState of(long updates, int slotCount, List<double[][]> slots) {
        return new OptimizerState(slotCount, List.copyOf(slots), updates);
    }

    /// How many updates were made so far.
    public long updates() {
        return updates;
    }

    /// Counts one more update and returns its number, from 1.
    public long nextUpdate() {
        return ++updates;
    }

    public int slotCount() {
        return slotCount;
    }

    /// The slots of parameter tensor `index`, not a copy.
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
        return new OptimizerState(slotCount, copies, updates);
    }

    public void copyFrom(OptimizerState source) {
        if (source.tensors() != tensors() || source.slotCount != slotCount) {
            throw new IllegalArgumentException(
                    "cannot copy the state of %d tensors with %d slots into one of %d with %d"
                            .formatted(source.tensors(), source.slotCount, tensors(), slotCount));
        }
        for (int p = 0; p < slots.size(); p++) {
            for (int s = 0; s < slotCount; s++) {
                double[] target = slots.get(p)[s];
                System.arraycopy(source.slots.get(p)[s], 0, target, 0, target.length);
            }
        }
        updates = source.updates;
    }
}
