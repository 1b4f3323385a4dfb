package backproplab.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.activation.Activations;
import backproplab.catalog.Catalog;
import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.fault.Faults;
import backproplab.initializer.Initializers;
import backproplab.layer.Layers;
import backproplab.loss.Losses;
import backproplab.optimizer.Clippings;
import backproplab.optimizer.Optimizers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Holds the documentation to the code: what can be checked by a machine is.
class DocumentationTest {
    private static final Path MODEL = Path.of("docs/model.md");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    static Stream<Catalog<?>> documentedCatalogs() {
        return Stream.of(
                Layers.CATALOG,
                Activations.CATALOG,
                Losses.CATALOG,
                Initializers.CATALOG,
                Clippings.CATALOG,
                Optimizers.CATALOG,
                Faults.CATALOG);
    }

    /// A row begins with the id and gives every setting as "`alpha` = 0.01".
    @ParameterizedTest
    @MethodSource("documentedCatalogs")
    void theModelHasARowForEveryEntryWithItsStandardValues(Catalog<?> catalog) throws IOException {
        List<String> lines = Files.readAllLines(MODEL);
        for (Entry<?> entry : catalog.entries()) {
            String start = "| `%s` |".formatted(entry.id());
            List<String> rows = lines.stream().filter(it -> it.startsWith(start)).toList();
            assertEquals(1, rows.size(), () -> "rows of %s that begin with %s".formatted(MODEL, start));
            for (Setting setting : entry.settings()) {
                assertGives(rows.getFirst(), setting);
            }
        }
    }

    private static void assertGives(String row, Setting setting) {
        Matcher given = Pattern.compile("`%s` = ([^\\s,;|]+)".formatted(setting.id())).matcher(row);
        assertTrue(given.find(), () -> "no `%s` = … in: %s".formatted(setting.id(), row));
        String standard = setting.text(setting.standard());
        String text = given.group(1);
        boolean same =
                switch (setting) {
                    case Setting.Real _, Setting.Reals _ -> number(text) == Double.parseDouble(standard);
                    default -> text.equals(standard);
                };
        assertTrue(same, () -> "`%s` is %s in the code, not so in: %s".formatted(setting.id(), standard, row));
    }

    /// Of a decimal number or a fraction such as 2/3.
    private static double number(String text) {
        String[] parts = text.split("/");
        return parts.length == 2
                ? Double.parseDouble(parts[0]) / Double.parseDouble(parts[1])
                : Double.parseDouble(text);
    }

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> root = Files.list(Path.of("."));
                Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(root, docs)
                    .map(Path::normalize)
                    .filter(it -> it.toString().endsWith(".md"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksLeadSomewhere(Path document) throws IOException {
        for (MatchResult link : LINK.matcher(Files.readString(document)).results().toList()) {
            String target = link.group(1);
            if (target.contains("://")) {
                continue;
            }
            String[] fileAndPlace = target.split("#", -1);
            Path file = fileAndPlace[0].isEmpty() ? document : document.resolveSibling(fileAndPlace[0]);
            assertTrue(Files.exists(file), () -> "%s links to %s, which is not there".formatted(document, target));
            if (fileAndPlace.length == 2) {
                assertTrue(
                        places(file).contains(fileAndPlace[1]),
                        () -> "%s links to %s, which has no such heading".formatted(document, target));
            }
        }
    }

    /// What forges make of headings: lower case, spaces as hyphens, without other signs.
    private static List<String> places(Path file) throws IOException {
        return HEADING.matcher(Files.readString(file))
                .results()
                .map(it -> it.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }

    /// A decision says which test confirms it: a test that has gone or changed its name confirms nothing.
    @ParameterizedTest
    @MethodSource("documents")
    void namedTestsExist(Path document) throws IOException {
        for (MatchResult named : TEST.matcher(Files.readString(document)).results().toList()) {
            String test = named.group(1);
            String method = named.group(2);
            List<Path> sources = filesNamed(test + ".java");
            assertEquals(1, sources.size(), () -> "%s names %s".formatted(document, test));
            assertTrue(
                    method == null || Files.readString(sources.getFirst()).contains("void %s(".formatted(method)),
                    () -> "%s names %s.%s".formatted(document, test, method));
        }
    }

    private static List<Path> filesNamed(String name) throws IOException {
        try (Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
            return tests.filter(it -> it.endsWith(name)).toList();
        }
    }

    @Test
    void thereIsSomethingToCheck() throws IOException {
        assertTrue(documents().count() >= 5);
    }
}
