package backproplab.data;

import backproplab.catalog.Setting;
import backproplab.random.Purpose;
import backproplab.random.SeededRandom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A data set in two parts: what is trained on, and what is only looked at.
///
/// The test set has `round(share · samples)` samples, but never all of them. Where the samples have classes
/// ([Dataset#classes]), every class gives the same share up to rounding ("stratified"): first the whole part of
/// `share · size` from each, then one more from the classes with the largest remainders (Hamilton's method, the
/// smaller class number first), those that would have no training sample left last. Which samples of a class go is
/// drawn from the seed ([Purpose#SPLIT]). Both parts keep the order of the whole.
///
/// @param test absent when it would have no sample
public record Split(Dataset train, Optional<Dataset> test) {
    public static final Setting.Real TEST_SHARE =
            Setting.real(
                            "test_share",
                            0,
                            0,
                            0.99,
                            "which part of the samples is only tested on; 0 trains on all of them")
                    .slider(0, 0.9);

    static Split of(Dataset whole, double testShare, long seed) {
        TEST_SHARE.check(testShare);
        int wanted = (int) Math.min(Math.round(testShare * whole.samples()), whole.samples() - 1);
        if (wanted == 0) {
            return new Split(whole, Optional.empty());
        }
        boolean[] testing = draw(groups(whole), wanted, testShare, seed, whole.samples());
        int[] all = IntStream.range(0, whole.samples()).toArray();
        return new Split(
                whole.select(Arrays.stream(all).filter(it -> !testing[it]).toArray()),
                Optional.of(whole.select(Arrays.stream(all).filter(it -> testing[it]).toArray())));
    }

    /// The samples of each class, or all of them where there are no classes.
    private static List<int[]> groups(Dataset whole) {
        IntStream all = IntStream.range(0, whole.samples());
        if (whole.classes() == 0) {
            return List.of(all.toArray());
        }
        int[] classOf = all.map(whole::classOf).toArray();
        List<int[]> groups = new ArrayList<>();
        for (int k = 0; k < whole.classes(); k++) {
            int wanted = k;
            groups.add(IntStream.range(0, classOf.length).filter(it -> classOf[it] == wanted).toArray());
        }
        return groups;
    }

    private static boolean[] draw(List<int[]> groups, int wanted, double share, long seed, int samples) {
        int[] counts = counts(groups, wanted, share);
        boolean[] testing = new boolean[samples];
        for (int k = 0; k < counts.length; k++) {
            int[] group = groups.get(k).clone();
            SeededRandom.of(seed, Purpose.SPLIT, k).shuffle(group);
            for (int i = 0; i < counts[k]; i++) {
                testing[group[i]] = true;
            }
        }
        return testing;
    }

    /// How many test samples each group gives.
    private static int[] counts(List<int[]> groups, int wanted, double share) {
        int[] counts = new int[groups.size()];
        int missing = wanted;
        for (int k = 0; k < counts.length; k++) {
            counts[k] = Math.min((int) (share * groups.get(k).length), missing);
            missing -= counts[k];
        }
        Comparator<Integer> mostDueFirst =
                Comparator.<Integer>comparingInt(k -> scarcity(groups.get(k).length - counts[k]))
                        .thenComparingDouble(k -> counts[k] - share * groups.get(k).length);
        for (; missing > 0; missing--) {
            counts[IntStream.range(0, counts.length).boxed().min(mostDueFirst).orElseThrow()]++;
        }
        return counts;
    }

    /// 0 while more than one training sample is left, 1 for the last one, 2 when there is none to give.
    private static int scarcity(int training) {
        return training > 1 ? 0 : training == 1 ? 1 : 2;
    }
}
