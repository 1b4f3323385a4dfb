package backproplab.backprop;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/// A sum that the engine formed, with every term in the engine's own order.
///
/// Added up as the engine does ([#upTo]), it gives [#total] bit for bit, from the start (0 where there is none) on: each term
/// by its [Rule]. There is one exception: what a layer that the trace does not open sends back
/// ([TraceValue.Quantity#SENT_BACK]) is the difference between the sums after and before it, which is rounded unless it
/// comes first.
///
/// @param start what the sum starts from, such as the bias
/// @param terms made when they are asked for
/// @param total the engine's result
public record TraceSum(Optional<TraceValue> start, List<Term> terms, double total) {
    /// How the engine adds a term.
    public enum Rule {
        /// one factor by addition, two by fused multiply-add: `sum = fma(f₀, f₁, sum)`
        FUSED,
        /// the product of the factors, rounded after each of them, by addition
        ROUNDED,
        /// the first factor divided by n, where the second is its share `1/n`, by addition
        SHARED,
        /// with the terms [#IN_PART] after it: they are a sum of their own, which starts from 0, goes on by
        /// fused multiply-add, and is added as a whole
        OPENS_PART,
        IN_PART
    }

    /// One term: a single number, or a product.
    public record Term(List<TraceValue> factors, Rule rule) {
        public static Term of(TraceValue only) {
            return new Term(List.of(only), Rule.FUSED);
        }

        static Term of(TraceValue first, TraceValue second) {
            return new Term(List.of(first, second), Rule.FUSED);
        }

        static Term opening(TraceValue only) {
            return new Term(List.of(only), Rule.OPENS_PART);
        }

        public TraceValue first() {
            return factors.getFirst();
        }

        public Optional<TraceValue> second() {
            return factors.size() > 1 ? Optional.of(factors.get(1)) : Optional.empty();
        }

        /// The product, rounded by itself, which the engine does only where the rule says so: for showing.
        public double value() {
            if (rule == Rule.SHARED) {
                return first().value() / sharers();
            }
            double product = first().value();
            for (TraceValue factor : factors.subList(1, factors.size())) {
                product *= factor.value();
            }
            return product;
        }

        /// The n of [Rule#SHARED]: its share is 1/n rounded, which leaves no doubt about a whole n.
        public int sharers() {
            return (int) Math.rint(1 / factors.get(1).value());
        }

        private double addedTo(double sum) {
            return rule == Rule.ROUNDED || rule == Rule.SHARED || factors.size() == 1
                    ? sum + value()
                    : Math.fma(first().value(), factors.get(1).value(), sum);
        }
    }

    /// The sum of the start and the first `count` terms, as the engine has it on its way. Within a part, what there is of it
    /// counts as added.
    public double upTo(int count) {
        return running(count).value();
    }

    Running running(int count) {
        Running running = new Running(start.map(TraceValue::value).orElse(0.0), 0);
        for (int i = 0; i < count; i++) {
            running = running.plus(terms.get(i));
        }
        return running;
    }

    /// How far the sum is.
    ///
    /// @param part what is still to be added as a whole
    record Running(double sum, double part) {
        double value() {
            return sum + part;
        }

        Running plus(Term term) {
            return switch (term.rule()) {
                case IN_PART -> new Running(sum, term.addedTo(part));
                case OPENS_PART -> new Running(sum + part, term.addedTo(0));
                case FUSED, ROUNDED, SHARED -> new Running(term.addedTo(sum + part), 0);
            };
        }
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
