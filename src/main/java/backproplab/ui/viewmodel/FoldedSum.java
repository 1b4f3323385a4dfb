package backproplab.ui.viewmodel;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// A sum that is too long to be read: its largest terms by size, in the order in which they were added, and what the
/// others come to.
///
/// @param terms those to show
/// @param folded how many others there are
/// @param rest the exact sum of the others, rounded once; 0 without others
public record FoldedSum(List<Term> terms, int folded, double rest) {
    /// One product of the sum.
    ///
    /// @param index its place in the whole sum
    public record Term(int index, double left, double right) {
        /// For comparing only: the pass adds the product without rounding it.
        double size() {
            double size = Math.abs(left * right);
            return Double.isNaN(size) ? Double.POSITIVE_INFINITY : size; // what is wrong has to be seen
        }
    }

    public FoldedSum {
        terms = List.copyOf(terms);
    }

    /// @param most how many terms are shown at most
    public static FoldedSum of(int count, IntToDoubleFunction left, IntToDoubleFunction right, int most) {
        Term[] all =
                IntStream.range(0, count)
                        .mapToObj(it -> new Term(it, left.applyAsDouble(it), right.applyAsDouble(it)))
                        .toArray(Term[]::new);
        if (count <= most + 1) { // to say "1 more" takes the room of that one
            return new FoldedSum(List.of(all), 0, 0);
        }
        Arrays.sort(all, Comparator.comparingDouble(Term::size).reversed());
        Term[] shown = Arrays.copyOf(all, most);
        Arrays.sort(shown, Comparator.comparingInt(Term::index));
        return new FoldedSum(List.of(shown), count - most, sum(all, most));
    }

    private static double sum(Term[] all, int from) {
        BigDecimal exact = BigDecimal.ZERO;
        double inexact = 0;
        for (Term it : Arrays.asList(all).subList(from, all.length)) {
            inexact += it.left * it.right;
            if (Double.isFinite(inexact)) {
                exact = exact.add(new BigDecimal(it.left).multiply(new BigDecimal(it.right)));
            }
        }
        return Double.isFinite(inexact) ? exact.doubleValue() : inexact;
    }
}
