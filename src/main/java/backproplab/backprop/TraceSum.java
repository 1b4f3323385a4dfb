package backproplab.backprop;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/// A sum that the engine formed, with every term in the engine's own order.
///
/// Added up as the engine does ([#upTo]), it gives [#total] bit for bit: from the start (0 where there is none), a term of
/// two factors by fused multiply-add, `sum = fma(f₀, f₁, sum)`, a term of one factor by addition. There is one exception:
/// what a layer that the trace does not open sends back ([TraceValue.Quantity#SENT_BACK]) is the difference between the
/// sums after and before it, which is rounded unless it comes first.
///
/// @param start what the sum starts from, such as the bias
/// @param terms made when they are asked for
/// @param total the engine's result
public record TraceSum(Optional<TraceValue> start, List<Term> terms, double total) {
    /// One term: a product of two factors, or a single number.
    public record Term(TraceValue first, Optional<TraceValue> second) {
        static Term of(TraceValue only) {
            return new Term(only, Optional.empty());
        }

        static Term of(TraceValue first, TraceValue second) {
            return new Term(first, Optional.of(second));
        }

        public List<TraceValue> factors() {
            return second.map(it -> List.of(first, it)).orElseGet(() -> List.of(first));
        }

        /// The product, rounded by itself, which the engine does not do: for showing.
        public double value() {
            return second.isPresent() ? first.value() * second.get().value() : first.value();
        }

        private double addedTo(double sum) {
            return second.isPresent() ? Math.fma(first.value(), second.get().value(), sum) : sum + first.value();
        }
    }

    /// The sum of the start and the first `count` terms, as the engine has it on its way.
    public double upTo(int count) {
        return upTo(0, count, start.map(TraceValue::value).orElse(0.0));
    }

    /// The same, going on from a sum of the first `from` terms.
    double upTo(int from, int to, double before) {
        double sum = before;
        for (int i = from; i < to; i++) {
            sum = terms.get(i).addedTo(sum);
        }
        return sum;
    }

    /// The positions of the `count` terms of the largest size, in the order of the sum. Of equal ones the first are
    /// taken; NaN counts as largest.
    public List<Integer> largest(int count) {
        if (terms.size() <= count) {
            return LazyList.of(terms.size(), i -> i);
        }
        record Candidate(int position, double size) {}
        Comparator<Candidate> smallestFirst =
                Comparator.comparingDouble(Candidate::size)
                        .thenComparing(Comparator.comparingInt(Candidate::position).reversed());
        PriorityQueue<Candidate> kept = new PriorityQueue<>(smallestFirst);
        for (int i = 0; i < terms.size(); i++) {
            kept.add(new Candidate(i, Math.abs(terms.get(i).value())));
            if (kept.size() > count) {
                kept.poll();
            }
        }
        return kept.stream().map(Candidate::position).sorted().toList();
    }

    /// The sum of all terms but those at `shown`, and without the start: what is folded away. Added up by itself, so that
    /// shown and folded terms give the total up to rounding.
    public double rest(List<Integer> shown) {
        double rest = 0;
        int next = 0;
        for (int i = 0; i < terms.size(); i++) {
            if (next < shown.size() && shown.get(next) == i) {
                next++;
            } else {
                rest = terms.get(i).addedTo(rest);
            }
        }
        return rest;
    }

    /// Everything that takes part: the start, then the factors of each term.
    public List<TraceValue> operands() {
        return Stream.concat(start.stream(), terms.stream().flatMap(it -> it.factors().stream())).toList();
    }
}
