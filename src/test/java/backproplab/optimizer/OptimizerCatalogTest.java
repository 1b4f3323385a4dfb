package backproplab.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import backproplab.catalog.CatalogLaws;

import org.junit.jupiter.api.Test;

import java.util.List;

class OptimizerCatalogTest {
    @Test
    void lawsHold() {
        CatalogLaws.assertHold(Optimizers.CATALOG);
        CatalogLaws.assertHold(Clippings.CATALOG);
    }

    /// The ids of the reference conventions.
    @Test
    void holdsEveryIdOfTheReference() {
        assertEquals(
                List.of("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adadelta", "adam", "adamw", "adamax"),
                Optimizers.CATALOG.ids());
        assertEquals(List.of("none", "value", "norm", "norm_per_tensor"), Clippings.CATALOG.ids());
    }
}
