package backproplab.ui.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;

class FoldedSumTest {
    private static FoldedSum ofOnes(int most, double... values) {
        return FoldedSum.of(values.length, it -> values[it], _ -> 1, most);
    }

    private static List<Integer> shown(FoldedSum sum) {
        return sum.terms().stream().map(FoldedSum.Term::index).toList();
    }

    @Test
    void theLargestBySizeStandInTheirOrder() {
        FoldedSum sum = ofOnes(3, 0.25, -4, 0.5, 1, -0.125, 3);
        assertEquals(List.of(1, 3, 5), shown(sum));
        assertEquals(3, sum.folded());
        assertEquals(0.25 + 0.5 - 0.125, sum.rest());
    }

    @Test
    void aShortSumStaysWhole() {
        assertEquals(List.of(0, 1, 2), shown(ofOnes(3, 1, 2, 3)));
        assertEquals(List.of(0, 1, 2, 3), shown(ofOnes(3, 1, 2, 3, 4)), "saying `1 more` saves nothing");
        assertEquals(2, ofOnes(3, 1, 2, 3, 4, 5).folded());
    }

    @Test
    void theRestIsRoundedOnce() {
        // Added one by one in doubles, 1e-17 would vanish beside 1.
        double[] values = {5, 4, 1, 1e-17, -1, 1e-17};
        assertEquals(2e-17, ofOnes(2, values).rest());
    }

    @Test
    void theRestIsOfExactProducts() {
        double x = 1 + 0x1p-30;
        FoldedSum sum = FoldedSum.of(4, it -> it < 2 ? 9 : x, it -> it == 3 ? -1 : it == 2 ? x : 9, 2);
        assertEquals(x * (x - 1), sum.rest(), "x² − x");
    }

    @Test
    void whatIsNotANumberIsNotFoldedAway() {
        FoldedSum sum = ofOnes(2, 7, 8, Double.NaN, 9);
        assertEquals(List.of(2, 3), shown(sum));
        assertEquals(15, sum.rest());
        assertEquals(Double.NaN, ofOnes(2, Double.NaN, Double.NaN, Double.NaN, 1).rest());
    }
}
