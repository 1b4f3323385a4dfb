package backproplab.data;

import backproplab.catalog.Entry;
import backproplab.tensor.Tensor;

import java.util.List;

/// The decoder of a seven-segment display: the digits 0 to 9 as four bits (BCD, 8-4-2-1) going in, the segments a to g
/// coming out, ten samples. The seed has no part in it.
///
///      aaa
///     f   b
///      ggg
///     e   c
///      ddd
///
/// The shapes are those of the SN74LS247 (6 and 9 have their tails, 7 has three segments).
///
/// @param inputs the numbers for a bit that is 0 or 1
/// @param targets the numbers for a dark and a lit segment
public record SevenSegments(Coding inputs, Coding targets) implements Generator {
    private static final List<String> LIT =
            List.of("abcdef", "bc", "abdeg", "abcdg", "bcfg", "acdfg", "acdefg", "abc", "abcdefg", "abcdfg");
    private static final List<String> BITS = List.of("8", "4", "2", "1");
    private static final List<String> SEGMENTS = List.of("a", "b", "c", "d", "e", "f", "g");

    static final Entry<Generator> ENTRY =
            new Entry<>(
                    "seven_segments",
                    "Seven segments",
                    "digits as four bits in, the segments of a display out: ten samples",
                    List.of(LogicGate.INPUTS, Points.TARGETS),
                    it -> new SevenSegments(it.choice(LogicGate.INPUTS), it.choice(Points.TARGETS)));

    @Override
    public Dataset generate(long seed) {
        Tensor input = Tensor.zeros(LIT.size(), BITS.size());
        Tensor target = Tensor.zeros(LIT.size(), SEGMENTS.size());
        for (int digit = 0; digit < LIT.size(); digit++) {
            for (int bit = 0; bit < BITS.size(); bit++) {
                input.set(digit, bit, inputs.of((digit >> (3 - bit) & 1) == 1));
            }
            for (int segment = 0; segment < SEGMENTS.size(); segment++) {
                target.set(digit, segment, targets.of(LIT.get(digit).contains(SEGMENTS.get(segment))));
            }
        }
        return Dataset.of(input, target, BITS, SEGMENTS, new Task.Binary(targets));
    }
}
