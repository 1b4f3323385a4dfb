package backproplab.data;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.Locale;

/// The truth table of a gate with two inputs: four samples, in the order 00, 01, 10, 11. The seed has no part in it.
///
/// @param inputs the numbers for false and true going in
/// @param targets the numbers for false and true to come out
public record LogicGate(Gate gate, Coding inputs, Coding targets) implements Generator {
    private static final Setting.Choice<Gate> GATE =
            Setting.choice("gate", Gate.XOR, "which gate: xor and xnor need a hidden layer, the others do not");
    static final Setting.Choice<Coding> INPUTS =
            Setting.choice("inputs", Coding.ZERO_ONE, "the numbers for false and true going in");

    static final Entry<Generator> ENTRY =
            new Entry<>(
                    "logic_gate",
                    "Logic gate",
                    "the truth table of and, or, xor, nand, nor or xnor: four samples",
                    List.of(GATE, INPUTS, Points.TARGETS),
                    it -> new LogicGate(it.choice(GATE), it.choice(INPUTS), it.choice(Points.TARGETS)));

    public enum Gate {
        AND,
        OR,
        XOR,
        NAND,
        NOR,
        XNOR;

        public boolean of(boolean a, boolean b) {
            return switch (this) {
                case AND -> a && b;
                case OR -> a || b;
                case XOR -> a != b;
                case NAND -> !(a && b);
                case NOR -> !(a || b);
                case XNOR -> a == b;
            };
        }
    }

    @Override
    public Dataset generate(long seed) {
        Tensor input = Tensor.zeros(4, 2);
        Tensor target = Tensor.zeros(4, 1);
        for (int row = 0; row < 4; row++) {
            boolean a = row >= 2;
            boolean b = row % 2 == 1;
            input.set(row, 0, inputs.of(a));
            input.set(row, 1, inputs.of(b));
            target.set(row, targets.of(gate.of(a, b)));
        }
        return Dataset.of(
                input,
                target,
                List.of("a", "b"),
                List.of("a " + gate.name().toLowerCase(Locale.ROOT) + " b"),
                new Task.Binary(targets));
    }
}
