package backproplab.ui.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

class KeptMemoryTest {
    private final ForgottenPreferences preferences = new ForgottenPreferences();
    private final Memory memory = new KeptMemory(preferences);

    private static Path file(String name) {
        return Path.of(name).toAbsolutePath();
    }

    @Test
    void theNewestFileComesFirstAndNoneTwice() {
        memory.remember(file("a"));
        memory.remember(file("b"));
        memory.remember(file("a"));
        assertEquals(List.of(file("a"), file("b")), new KeptMemory(preferences).recentFiles());
    }

    @Test
    void aFileThatIsGoneIsForgotten() {
        memory.remember(file("a"));
        memory.remember(file("b"));
        memory.forget(file("a"));
        assertEquals(List.of(file("b")), memory.recentFiles());
    }

    @Test
    void onlySomeAreKept() {
        IntStream.range(0, 15).forEach(it -> memory.remember(file("f" + it)));
        assertEquals(Memory.MOST_FILES, memory.recentFiles().size());
        assertEquals(file("f14"), memory.recentFiles().getFirst());
    }

    @Test
    void theThemeIsKept() {
        assertEquals(Theme.LIGHT, memory.theme());
        memory.remember(Theme.DARK);
        assertEquals(Theme.DARK, new KeptMemory(preferences).theme());
    }
}
