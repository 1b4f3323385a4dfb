package backproplab.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Optional;

class SpellingTest {
    private static final List<String> IDS = List.of("identity", "tanh", "hard_tanh", "relu", "leaky_relu", "W_ih");

    @ParameterizedTest
    @CsvSource({
        "tahn, tanh",
        "tan, tanh",
        "hardtanh, hard_tanh",
        "leaky-relu, leaky_relu",
        "ReLU, relu",
        "LeakyReLU, leaky_relu",
        "w_ih, W_ih",
    })
    void findsWhatWasMeant(String word, String meant) {
        assertEquals(Optional.of(meant), Spelling.nearest(word, IDS));
    }

    @ParameterizedTest
    @CsvSource({"softmax", "sin", "''"})
    void saysNothingWhereNothingIsNear(String word) {
        assertEquals(Optional.empty(), Spelling.nearest(word, IDS));
    }

    @Test
    void countsEdits() {
        assertEquals(3, Spelling.distance("kitten", "sitting")); // the textbook's example
        assertEquals(2, Spelling.distance("tahn", "tanh"));
        assertEquals(4, Spelling.distance("", "relu"));
    }
}
