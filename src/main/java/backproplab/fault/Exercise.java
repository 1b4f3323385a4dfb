package backproplab.fault;

import backproplab.catalog.Entry;
import backproplab.random.Purpose;
import backproplab.random.SeededRandom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/// A fault that a class has to find: drawn from a seed, hidden, judged, revealed.
public final class Exercise {
    /// Of the rarest of a hundred layers one is drawn in about two thousand.
    private static final long MOST_NUMBERS = 1_000_000;

    private final PlacedFault hidden;

    private Exercise(PlacedFault hidden) {
        this.hidden = hidden;
    }

    /// Any fault that suits the run, each equally likely, in any place that it suits, each equally likely.
    ///
    /// @param number the same one hides the same fault in the same run, on every machine
    /// @return empty when none suits
    public static Optional<Exercise> draw(Surroundings surroundings, long number) {
        return new Lot(surroundings).draw(number).flatMap(it -> it.in(surroundings)).map(Exercise::new);
    }

    /// The first number from 1 that hides this fault in this place: what a lecturer who has chosen hands out.
    public static long numberOf(PlacedFault wanted) {
        Lot lot = new Lot(wanted.surroundings());
        return LongStream.rangeClosed(1, MOST_NUMBERS)
                .filter(it -> lot.draw(it).filter(wanted.planted()::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no number draws " + wanted));
    }

    /// The very fault and place.
    public static Exercise of(PlacedFault hidden) {
        return new Exercise(hidden);
    }

    /// Why `fault` suits no place of the run, in words for the user; empty when it suits one.
    public static Optional<String> whyNot(Fault fault, Surroundings surroundings) {
        if (!PlacedFault.placesFor(fault, surroundings).isEmpty()) {
            return Optional.empty();
        }
        return surroundings.places().stream()
                .filter(it -> isOfItsKind(fault, it))
                .findFirst()
                .flatMap(it -> fault.refusal(surroundings, it));
    }

    private static boolean isOfItsKind(Fault fault, Place place) {
        return switch (place) {
            case Place.Layer _ -> fault instanceof LayerFault;
            case Place.Input _ -> fault.falsifies() == Quantity.INPUT;
            case Place.Update _ -> fault.falsifies() == Quantity.UPDATE;
        };
    }

    /// All that can be drawn in a run.
    private static final class Lot {
        private final List<Fault> faults = new ArrayList<>();
        private final List<List<Place>> places = new ArrayList<>();

        Lot(Surroundings surroundings) {
            for (Entry<Fault> entry : Faults.CATALOG.entries()) {
                List<Place> suiting = PlacedFault.placesFor(entry.standard(), surroundings);
                if (!suiting.isEmpty()) {
                    faults.add(entry.standard());
                    places.add(suiting);
                }
            }
        }

        Optional<PlantedFault> draw(long number) {
            if (faults.isEmpty()) {
                return Optional.empty();
            }
            RandomGenerator random = SeededRandom.of(number, Purpose.EXERCISE);
            int fault = random.nextInt(faults.size());
            List<Place> suiting = places.get(fault);
            Place place = suiting.get(random.nextInt(suiting.size()));
            return Optional.of(new PlantedFault(faults.get(fault), place));
        }
    }

    /// What is hidden, for the run that is to have it.
    public PlacedFault hidden() {
        return hidden;
    }

    /// What a class may answer: one of the faults of the catalog, by its id, and one of [Surroundings#places].
    public record Answer(String fault, Place place) {}

    /// How near an answer is.
    public enum Verdict {
        RIGHT("Right: that is the fault, and that is where it is"),
        OTHER_PLACE("The right fault, but it is in another place"),
        OTHER_FAULT("The right place, but it is another fault"),
        UPSTREAM_OF_IT("Gradients are wrong there, but only because of a fault nearer to the loss"),
        WRONG("Neither the fault nor the place");

        private final String sentence;

        Verdict(String sentence) {
            this.sentence = sentence;
        }

        /// What is said to the class; it gives nothing away.
        public String sentence() {
            return sentence;
        }
    }

    public Verdict judge(Answer answer) {
        boolean fault = Faults.CATALOG.entryOf(hidden.fault()).id().equals(answer.fault());
        boolean place = hidden.place().equals(answer.place());
        if (fault) {
            return place ? Verdict.RIGHT : Verdict.OTHER_PLACE;
        }
        if (place) {
            return Verdict.OTHER_FAULT;
        }
        return isUpstream(answer.place()) ? Verdict.UPSTREAM_OF_IT : Verdict.WRONG;
    }

    private boolean isUpstream(Place answered) {
        return hidden.fault().falsifies().reachesUpstream()
                && hidden.place() instanceof Place.Layer(String faulty)
                && answered instanceof Place.Layer(String named)
                && hidden.surroundings().upstreamOf(faulty).contains(named);
    }

    /// What was hidden, in full sentences, each with its final point.
    public List<String> reveal() {
        Fault.Explanation explanation = hidden.fault().explanation();
        return List.of(
                "%s, in %s; it falsifies %s."
                        .formatted(
                                Faults.CATALOG.entryOf(hidden.fault()).label(),
                                hidden.place(),
                                hidden.fault().falsifies()),
                sentence("What is wrong", explanation.wrong()),
                sentence("The rule", explanation.rule()),
                sentence("What one sees", explanation.seen()));
    }

    private static String sentence(String head, String body) {
        return "%s: %s.".formatted(head, body);
    }
}
