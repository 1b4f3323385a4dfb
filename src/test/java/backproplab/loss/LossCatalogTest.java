package backproplab.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import backproplab.catalog.CatalogLaws;

import org.junit.jupiter.api.Test;

import java.util.Set;

class LossCatalogTest {
    @Test
    void lawsHold() {
        CatalogLaws.assertHold(Losses.CATALOG);
    }

    /// The table of the reference conventions.
    @Test
    void holdsEveryIdOfTheReference() {
        assertEquals(
                Set.of(
                        "squared_error",
                        "absolute_error",
                        "huber",
                        "log_cosh",
                        "binary_cross_entropy",
                        "binary_cross_entropy_with_logits",
                        "categorical_cross_entropy",
                        "categorical_cross_entropy_with_logits",
                        "negative_log_likelihood",
                        "hinge",
                        "squared_hinge",
                        "kl_divergence"),
                Set.copyOf(Losses.CATALOG.ids()));
    }
}
