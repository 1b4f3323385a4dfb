package backproplab.build;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SystemLibrariesTest {
    @Test
    void javaIsNewEnough() {
        assertTrue(Runtime.version().feature() >= 25);
    }
}
