package backproplab.backprop;

import backproplab.backprop.TraceSteps.Grain;
import backproplab.backprop.TraceSum.Term;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.network.Parameters;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// All ways from the loss to one number of a parameter: `∂L/∂w` is the sum over the paths, and what a path adds is the
/// product of the factors along it, such as `∂L/∂a · f′(z) · w · f′(z) · x`.
///
/// A path starts where a loss adds its part. It starts later where the trace knows no single factors: at δ of a function of
/// all units together (softmax without its loss), and at what a layer sends back that mixes units (one that normalises).
/// In a batch every sample has paths of its own.
///
/// The number of paths grows with the product of the widths. So only the largest are kept, exactly those: the largest
/// products through a unit are among the largest that reach it, times one factor.
///
/// @param gradient `∂L/∂w`, the engine's number
/// @param total the sum over all paths, also those not listed: the gradient up to rounding
/// @param count how many paths there are, as a floating-point number since it can be large
/// @param largest those with the largest products, largest first
public record GradientPaths(
        Parameters.Key key, int index, double gradient, double total, double count, List<Path> largest) {

    /// One path.
    ///
    /// @param factors from the loss to the parameter
    /// @param product of the factors, from left to right
    public record Path(List<TraceValue> factors, double product) {}

    /// What the paths that are not listed add.
    public double rest() {
        return rest(largest.size());
    }

    /// What all paths but the `shown` largest add.
    public double rest(int shown) {
        double rest = total;
        for (Path path : largest.subList(0, shown)) {
            rest -= path.product();
        }
        return rest;
    }

    /// @param most how many paths to list
    /// @throws IllegalArgumentException when the trace has no such parameter
    public static GradientPaths of(BackwardTrace trace, Parameters.Key key, int index, int most) {
        return of(TraceSteps.of(trace, Grain.UNIT), key, index, most);
    }

    /// @param steps of any grain
    public static GradientPaths of(TraceSteps steps, Parameters.Key key, int index, int most) {
        return new Search(steps.at(Grain.PRODUCT), most).to(key, index);
    }

    /// A path so far: its last factor and what came before.
    private record Link(@Nullable Link before, TraceValue factor, double product) {
        static Link first(TraceValue factor) {
            return new Link(null, factor, factor.value());
        }

        Link then(TraceValue next) {
            return new Link(this, next, product * next.value());
        }

        Path path() {
            List<TraceValue> factors = new ArrayList<>();
            for (Link link = this; link != null; link = link.before) {
                factors.add(link.factor);
            }
            return new Path(factors.reversed().stream().toList(), product);
        }
    }

    /// All ways to one number.
    ///
    /// @param largest in no order
    private record Ways(double total, double count, List<Link> largest) {}

    private static final class Search {
        /// NaN is larger than all.
        private static final Comparator<Link> BY_SIZE = Comparator.comparingDouble(it -> Math.abs(it.product()));

        private final TraceSteps steps;
        private final int most;
        private final Map<Place, Ways> toDeltas = new HashMap<>();
        private final Map<Place, Ways> toArrivings = new HashMap<>();

        Search(TraceSteps steps, int most) {
            this.steps = steps;
            this.most = most;
        }

        GradientPaths to(Parameters.Key key, int index) {
            TraceStep step = step(Quantity.GRADIENT, new Place.Weight(key, index));
            Collected collected = new Collected();
            if (step instanceof BackwardStep.ParameterGradient gradient) {
                for (Term term : gradient.sum().terms()) {
                    collected.add(to(term.first()), term.factors().subList(1, term.factors().size()));
                }
            } else {
                collected.add(start(step.results().getFirst()), List.of());
            }
            Ways ways = collected.ways();
            return new GradientPaths(
                    key,
                    index,
                    step.results().getFirst().value(),
                    ways.total(),
                    ways.count(),
                    ways.largest().stream().sorted(BY_SIZE.reversed()).map(Link::path).toList());
        }

        private TraceStep step(Quantity quantity, Place place) {
            int found = steps.indexOf(quantity, place);
            if (found < 0) {
                throw new IllegalArgumentException("the trace has no %s of %s".formatted(quantity, place));
            }
            return steps.get(found);
        }

        private Ways to(TraceValue value) {
            return switch (value.quantity()) {
                case DELTA -> toDelta(value);
                case ARRIVING -> toArriving(value);
                default -> start(value);
            };
        }

        private static Ways start(TraceValue value) {
            return new Ways(value.value(), 1, List.of(Link.first(value)));
        }

        private Ways toDelta(TraceValue delta) {
            Ways known = toDeltas.get(delta.place());
            if (known != null) {
                return known;
            }
            Collected collected = new Collected();
            switch (step(Quantity.DELTA, delta.place())) {
                case BackwardStep.Delta it -> {
                    it.fused().forEach(part -> collected.add(start(part), List.of()));
                    collected.add(toArriving(it.arriving()), List.of(it.slope()));
                }
                case BackwardStep.FusedDelta it -> it.parts().forEach(part -> collected.add(start(part), List.of()));
                case Gated it -> gated(it, collected);
                default -> collected.add(start(delta), List.of());
            }
            Ways ways = collected.ways();
            toDeltas.put(delta.place(), ways);
            return ways;
        }

        private Ways toArriving(TraceValue arriving) {
            Ways known = toArrivings.get(arriving.place());
            if (known != null) {
                return known;
            }
            Collected collected = new Collected();
            switch (step(Quantity.ARRIVING, arriving.place())) {
                case BackwardStep.Arriving it -> {
                    for (Term term : it.sum().terms()) {
                        collected.add(to(term.first()), term.factors().subList(1, term.factors().size()));
                    }
                }
                case Gated it -> gated(it, collected);
                default -> collected.add(start(arriving), List.of());
            }
            Ways ways = collected.ways();
            toArrivings.put(arriving.place(), ways);
            return ways;
        }

        /// What goes back is the first factor of each product.
        private void gated(Gated step, Collected collected) {
            for (List<TraceValue> product : step.products()) {
                collected.add(to(product.getFirst()), product.subList(1, product.size()));
            }
        }

        /// Ways that come together.
        private final class Collected {
            private double total;
            private double count;
            private final PriorityQueue<Link> kept = new PriorityQueue<>(BY_SIZE);

            /// @param factors that follow
            void add(Ways ways, List<TraceValue> factors) {
                double sum = ways.total();
                for (TraceValue factor : factors) {
                    sum *= factor.value();
                }
                total += sum;
                count += ways.count();
                for (Link link : ways.largest()) {
                    Link longer = link;
                    for (TraceValue factor : factors) {
                        longer = longer.then(factor);
                    }
                    kept.add(longer);
                    if (kept.size() > most) {
                        kept.poll();
                    }
                }
            }

            Ways ways() {
                return new Ways(total, count, List.copyOf(kept));
            }
        }
    }
}
