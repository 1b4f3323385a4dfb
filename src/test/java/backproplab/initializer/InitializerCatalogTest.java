package backproplab.initializer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import backproplab.catalog.CatalogLaws;

import org.junit.jupiter.api.Test;

import java.util.Set;

class InitializerCatalogTest {
    @Test
    void lawsHold() {
        CatalogLaws.assertHold(Initializers.CATALOG);
    }

    /// Ids are part of the file format.
    @Test
    void idsStay() {
        assertEquals(
                Set.of(
                        "zeros",
                        "constant",
                        "normal",
                        "uniform",
                        "lecun_normal",
                        "lecun_uniform",
                        "xavier_normal",
                        "xavier_uniform",
                        "he_normal",
                        "he_uniform",
                        "orthogonal"),
                Set.copyOf(Initializers.CATALOG.ids()));
    }
}
