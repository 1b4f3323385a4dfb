package backproplab.cli;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.List;
import java.util.Locale;

/// The libraries of a Linux system that JavaFX cannot do without. It would tell of a missing one with a stack trace, and
/// of some only at the first letter it draws, so they are looked for before it starts.
final class SystemLibraries {
    private static final List<String> TEXT = List.of("libpango-1.0.so.0", "libpangoft2-1.0.so.0");
    private static final List<String> WINDOW = List.of("libgtk-3.so.0", "libXtst.so.6");

    private SystemLibraries() {}

    /// @throws Refused when letters cannot be drawn
    static void requireText() {
        require(TEXT, "libpango-1.0-0 and libpangoft2-1.0-0", "");
    }

    /// @throws Refused when no window can be opened
    static void requireWindow() {
        require(TEXT, "libpango-1.0-0 and libpangoft2-1.0-0", "; `backprop-lab train` needs none");
        require(WINDOW, "libgtk-3-0 and libxtst6", Window.WITHOUT);
    }

    private static void require(List<String> libraries, String packages, String wayOut) {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
            return;
        }
        for (String library : libraries) {
            if (!isThere(library)) {
                throw new Refused(
                        "the library `%s` is missing; install Debian's packages %s, or what your system calls them%s"
                                .formatted(library, packages, wayOut));
            }
        }
    }

    @SuppressWarnings("restricted") // only looked for, and closed again
    private static boolean isThere(String library) {
        try (Arena arena = Arena.ofConfined()) {
            var _ = SymbolLookup.libraryLookup(library, arena);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
