package backproplab.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

class ThirdPartyNoticesTest {
    private static final Pattern JAR = Pattern.compile("(?<name>.+?)-(?<version>\\d[\\d.]*)(-[a-z0-9-]+)?\\.jar");

    @Test
    void everyLibraryStandsInItsVersionInTheNotices() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("THIRD-PARTY-NOTICES.md"));
        List<String> missing = libraries().filter(jar -> rows.stream().noneMatch(row -> names(row, jar))).toList();
        assertEquals(List.of(), missing, "THIRD-PARTY-NOTICES.md lacks these, or has another version");
    }

    /// Whether a row `| one, other | 1.2 | licence | …` is about the jar `other-1.2.jar`.
    private static boolean names(String row, String jar) {
        String[] cells = row.split(" *\\| *", 5);
        Matcher matcher = JAR.matcher(jar);
        return matcher.matches()
                && cells.length > 3
                && List.of(cells[1].split(", ")).contains(matcher.group("name"))
                && cells[2].equals(matcher.group("version"));
    }

    private static Stream<String> libraries() {
        String paths =
                System.getProperty("java.class.path") + File.pathSeparator + System.getProperty("jdk.module.path");
        return Stream.of(paths.split(File.pathSeparator))
                .map(Path::of)
                .flatMap(path -> Files.isDirectory(path) ? jarsIn(path) : Stream.of(path))
                .map(path -> path.getFileName().toString())
                .filter(name -> name.endsWith(".jar"));
    }

    private static Stream<Path> jarsIn(Path folder) {
        File[] files = folder.toFile().listFiles((_, name) -> name.endsWith(".jar"));
        return files == null ? Stream.of() : Stream.of(files).map(File::toPath);
    }
}
