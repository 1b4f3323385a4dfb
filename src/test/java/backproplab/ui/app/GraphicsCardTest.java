package backproplab.ui.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class GraphicsCardTest {
    @TempDir private Path devices;

    @ParameterizedTest
    @ValueSource(strings = {"dri", "nvidiactl", "dxg"})
    void eachKindOfCardIsFound(String device) throws IOException {
        Files.createFile(devices.resolve(device));
        assertTrue(GraphicsCard.isThere(devices));
    }

    @Test
    void otherDevicesAreNoCards() throws IOException {
        Files.createFile(devices.resolve("tty"));
        assertFalse(GraphicsCard.isThere(devices));
    }
}
