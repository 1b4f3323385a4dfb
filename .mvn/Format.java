import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// Holds every Java file in one format. The build runs it with the toolchain's JDK, because a formatter inside
/// Maven's own, possibly older, JVM cannot parse this code.
///
/// Doc comments are left as their authors laid them out: formulas and tables carry meaning in their lines.
///
/// Arguments: `check` or `apply`, and the stamp file whose age tells which files were already found in format.
public final class Format {
    private static final List<Path> ROOTS = List.of(Path.of("src"), Path.of(".mvn"));
    private static final List<String> STYLE = List.of("--aosp", "--max-line-length=120", "--skip-javadoc-formatting");

    public static void main(String[] arguments) throws IOException {
        boolean apply = arguments[0].equals("apply");
        Path stamp = Path.of(arguments[1]);
        FileTime start = FileTime.fromMillis(System.currentTimeMillis());

        List<String> files = changedSince(stamp);
        String wrong = files.isEmpty() ? "" : format(apply, files);
        if (!wrong.isEmpty()) {
            System.err.printf(
                    "not in the project's format:%n%s%napply it with: mvn -q -Pformat process-sources%n",
                    wrong.strip());
            System.exit(1);
        }
        Files.write(stamp, List.of("files older than this one are in format"));
        Files.setLastModifiedTime(stamp, start); // a file saved while the formatter ran is looked at again
    }

    /// The Java files newer than the stamp or as old as this program, so that a new style is applied to all.
    private static List<String> changedSince(Path stamp) throws IOException {
        FileTime checked = Files.exists(stamp) ? Files.getLastModifiedTime(stamp) : FileTime.fromMillis(0);
        if (Files.getLastModifiedTime(Path.of(".mvn", "Format.java")).compareTo(checked) >= 0) {
            checked = FileTime.fromMillis(0);
        }
        List<String> files = new ArrayList<>();
        for (Path root : ROOTS) {
            try (Stream<Path> tree = Files.walk(root)) {
                for (Path file : (Iterable<Path>) tree::iterator) {
                    boolean java = file.toString().endsWith(".java");
                    if (java && Files.getLastModifiedTime(file).compareTo(checked) >= 0) {
                        files.add(file.toString());
                    }
                }
            }
        }
        return files;
    }

    /// Returns what is wrong: the files out of format when checking, the syntax errors that keep a file out of it.
    private static String format(boolean apply, List<String> files) {
        List<String> arguments = new ArrayList<>(STYLE);
        arguments.add(apply ? "--replace" : "--dry-run");
        arguments.addAll(files);
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        ToolProvider.findFirst("google-java-format").orElseThrow().run(out, out, arguments.toArray(new String[0]));
        return text.toString();
    }
}
