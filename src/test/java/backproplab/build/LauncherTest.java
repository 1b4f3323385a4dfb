package backproplab.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Runs the script `backprop-lab` on a made-up machine: its own folders, JDKs that print what they were given, and a
/// Maven that notes its calls. Nothing of the machine under the test is found but the few commands the script uses.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script needs a POSIX shell; Windows has backprop-lab.cmd")
class LauncherTest {
    private static final List<String> COMMANDS = List.of("cat", "find", "mkdir", "mv", "readlink", "rm");
    private static final int NOT_STARTED = 3;

    @TempDir private Path machine;

    private Path project;
    private Path script;
    private Path source;
    private Path mavenCalls;

    private record Result(int exitCode, String out, String err) {}

    @BeforeEach
    void makeMachine() throws IOException {
        for (String command : COMMANDS) {
            executable(machine.resolve("bin").resolve(command), "exec '%s' \"$@\"".formatted(find(command)));
        }
        project = machine.resolve("home/my project");
        script = project.resolve("backprop-lab");
        source = write(project.resolve("src/main/java/Lab.java"), "class Lab {}");
        write(project.resolve("pom.xml"), "<project/>");
        Files.copy(Path.of("backprop-lab"), script, StandardCopyOption.COPY_ATTRIBUTES);
        mavenCalls = machine.resolve("maven-calls");
        maven(machine.resolve("bin/mvn"), "");
    }

    @Test
    void argumentsInputFolderAndExitCodePassUnchanged() throws Exception {
        jdk("usr/lib/jvm/jdk-25", "25.0.3");
        Result result = launch(machine, script, "train", "a file.json", "--set=η=½", "", "*", "it's \"so\" $HOME\\n");
        assertTrue(
                result.out.endsWith(
                        """
                        [backproplab.cli.Main]
                        [train]
                        [a file.json]
                        [--set=η=½]
                        []
                        [*]
                        [it's "so" $HOME\\n]
                        in %s
                        reading what was typed
                        """
                                .formatted(machine.toRealPath())),
                result.out);
        assertEquals("", result.err);
        assertEquals(7, result.exitCode);
    }

    @Test
    void worksThroughLinksFromAnywhere() throws Exception {
        jdk("usr/lib/jvm/jdk-25", "25.0.3");
        Path link = Files.createSymbolicLink(machine.resolve("lab"), Path.of("home/other"));
        Files.createSymbolicLink(machine.resolve("home/other"), Path.of("my project/backprop-lab"));
        Path elsewhere = Files.createDirectory(machine.resolve("elsewhere"));
        assertTrue(launch(elsewhere, link).out.contains("in " + elsewhere.toRealPath()));
        assertTrue(Files.exists(project.resolve("target/program/built")));
    }

    @Test
    void aBuildIsRehearsedOnceAndTheNoteServesEveryStart() throws Exception {
        Path jdk = jdk("usr/lib/jvm/jdk-25", "25.0.3");
        Path note = project.resolve("target/program/start.aot");
        String notes =
                """
                case "$*" in *-XX:AOTCacheOutput=*) ;; *) printf '[%s]\n' "$@"; exit 0 ;; esac
                echo noise; echo noise >&2
                for it; do case $it in -XX:AOTCacheOutput=*) echo "$BACKPROP_LAB_WHEN_USABLE" >"${it#*=}" ;; esac; done
                """;
        executable(jdk.resolve("bin/java"), notes);
        Result first = launch(machine, script, "train");
        assertTrue(first.out.contains("[-XX:AOTCache=%s]".formatted(note.toRealPath())), first.out);
        assertFalse(first.out.contains("noise"), first.out);
        assertEquals("", first.err);
        assertEquals("rehearse\n", Files.readString(note));

        Files.writeString(note, "kept");
        launch(machine, script);
        assertEquals("kept", Files.readString(note), "nothing was built");
        assertEquals(List.of("built", "log", "start.aot"), namesIn(project.resolve("target/program")));
    }

    @Test
    void everyStartGivesJavaTheSameOptions() throws Exception {
        jdk("usr/lib/jvm/jdk-25", "25.0.3");
        List<String> options = optionsOf(launch(machine, script));
        assertTrue(options.contains("[javafx.controls,javafx.swing]"), options.toString());
        for (String command : List.of("gradients", "train", "render", "--help", "some-later-command")) {
            assertEquals(options, optionsOf(launch(machine, script, command)), command);
        }
    }

    private static List<String> optionsOf(Result result) {
        return result.out.lines().takeWhile(it -> !it.equals("[backproplab.cli.Main]")).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"25", "25.0.3", "25-ea", "26.0.1", "100"})
    void takesJava25AndNewer(String version) throws Exception {
        jdk("usr/lib/jvm/old", "17.0.15");
        jdk("usr/lib/jvm/some", version);
        assertEquals(7, launch(machine, script).exitCode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"24.0.2", "17.0.15", "1.8.0_402", "9-ea", ""})
    void refusesOlderJavaAndNamesIt(String version) throws Exception {
        Path jdk = jdk("usr/lib/jvm/some", version);
        Result result = launch(machine, script);
        assertEquals(NOT_STARTED, result.exitCode);
        assertEquals("", result.out);
        assertTrue(result.err.startsWith("backprop-lab: install a JDK 25 or newer"), result.err);
        assertTrue(result.err.contains(jdk + " is Java "), result.err);
        assertEquals(1, result.err.lines().count());
        assertFalse(Files.exists(mavenCalls));
    }

    @Test
    void refusesJavaWithoutCompiler() throws Exception {
        Path runtime = jdk("usr/lib/jvm/jre-25", "25.0.3");
        Files.delete(runtime.resolve("bin/javac"));
        assertTrue(launch(machine, script).err.contains(runtime + " has no compiler"));
    }

    @Test
    void saysWhatToInstallWhenThereIsNoJavaAtAll() throws Exception {
        assertEquals(
                "backprop-lab: install a JDK 25 or newer, for example Temurin 25 from https://adoptium.net, "
                        + "or point JAVA_HOME at one\n",
                launch(machine, script).err);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usr/lib/jvm/temurin-25-jdk-amd64",
                "opt/jdk-25",
                "home/.sdkman/candidates/java/25.0.3-tem",
                "home/.jdks/temurin-25",
                "Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
                "opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home",
            })
    void looksInTheUsualFolders(String folder) throws Exception {
        Path jdk = jdk(folder, "25.0.3");
        assertTrue(launch(machine, script).out.startsWith(jdk + "\n"));
    }

    @Test
    void javaHomeComesFirstThenThePath() throws Exception {
        jdk("usr/lib/jvm/jdk-25", "25.0.3");
        Path onPath = jdk("apart/on-path", "25.0.3");
        Path chosen = jdk("apart/chosen", "26.0.1");
        Path old = jdk("apart/old", "21.0.9");
        Files.createSymbolicLink(machine.resolve("bin/java"), onPath.resolve("bin/java"));
        assertTrue(launch(machine, Map.of("JAVA_HOME", chosen.toString()), script).out.startsWith(chosen + "\n"));
        assertTrue(launch(machine, Map.of("JAVA_HOME", old.toString()), script).out.startsWith(onPath + "\n"));
    }

    @Test
    void buildsOnceAndAgainWhenSourcesChange() throws Exception {
        Path jdk = jdk("usr/lib/jvm/jdk-25", "25.0.3");
        Result first = launch(machine, script, "train");
        assertEquals("", first.err);
        assertFalse(first.out.contains("noise"), "what Maven prints stays out of the program's output");
        assertEquals(1, builds());
        assertTrue(Files.readString(mavenCalls).contains("JAVA_HOME=" + jdk + " "));

        write(project.resolve("README.md"), "not a source");
        launch(machine, script);
        assertEquals(1, builds(), "nothing changed");

        change(source);
        launch(machine, script);
        launch(machine, script);
        assertEquals(2, builds(), "a source changed");

        Path asset = write(project.resolve("assets/logo.svg"), "<svg/>");
        launch(machine, script);
        assertEquals(3, builds(), "an asset was added");

        Files.delete(asset);
        launch(machine, script);
        assertEquals(4, builds(), "an asset was deleted");

        change(project.resolve("pom.xml"));
        launch(machine, script);
        assertEquals(5, builds(), "a dependency may have changed");
        assertEquals(List.of("program"), namesIn(project.resolve("target")));
    }

    @Test
    void failedBuildSaysWhyAndKeepsTheOldProgram() throws Exception {
        jdk("usr/lib/jvm/jdk-25", "25.0.3");
        launch(machine, script);
        maven(machine.resolve("bin/mvn"), "echo '[ERROR] Lab.java:[1,7] no such thing'; exit 1");
        change(source);
        Result result = launch(machine, script);
        assertEquals(NOT_STARTED, result.exitCode);
        assertEquals("", result.out);
        assertTrue(result.err.contains("[ERROR] Lab.java:[1,7] no such thing\n"), result.err);
        assertTrue(result.err.endsWith("backprop-lab: the program could not be built, for the reason above\n"));
        assertEquals(List.of("program"), namesIn(project.resolve("target")));
    }

    @Test
    void takesTheWrapperWhereThereIsNoMaven() throws Exception {
        jdk("usr/lib/jvm/jdk-25", "25.0.3");
        Files.delete(machine.resolve("bin/mvn"));
        maven(project.resolve("mvnw"), "");
        assertEquals(7, launch(machine, script).exitCode);
        assertEquals(1, builds());
    }

    /// A JDK whose `java` prints where it stands, its arguments, its folder and its input, and exits with 7.
    private Path jdk(String folder, String version) throws IOException {
        Path jdk = machine.resolve(folder);
        write(
                jdk.resolve("release"),
                "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"%s\"\nOS_NAME=\"x\"\n".formatted(version));
        executable(jdk.resolve("bin/javac"), "exit 1");
        executable(
                jdk.resolve("bin/java"),
                """
                echo '%s'
                printf '[%%s]\\n' "$@"
                echo "in $(pwd)"
                echo "reading $(cat)"
                exit 7
                """
                        .formatted(jdk));
        return jdk;
    }

    /// A Maven that notes its call, prints something, tries to read, and then does what it is told.
    private void maven(Path file, String then) throws IOException {
        executable(
                file,
                """
                echo "JAVA_HOME=$JAVA_HOME $*" >>'%s'
                echo "noise $(cat)"
                %s
                """
                        .formatted(mavenCalls, then));
    }

    private long builds() throws IOException {
        try (Stream<String> calls = Files.lines(mavenCalls)) {
            return calls.count();
        }
    }

    private Result launch(Path folder, Path launcher, String... arguments) throws Exception {
        return launch(folder, Map.of(), launcher, arguments);
    }

    private Result launch(Path folder, Map<String, String> environment, Path launcher, String... arguments)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        Path out = machine.resolve("out");
        Path err = machine.resolve("err");
        Path in = write(machine.resolve("in"), "what was typed\n");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectInput(in.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", machine.resolve("bin").toString());
        builder.environment().put("HOME", machine.resolve("home").toString());
        builder.environment().put("BACKPROP_LAB_MACHINE", machine.toString());
        builder.environment().putAll(environment);
        int exitCode = builder.start().waitFor();
        return new Result(exitCode, Files.readString(out), Files.readString(err));
    }

    private static Path find(String command) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, command))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static void executable(Path file, String lines) throws IOException {
        write(file, "#!/bin/sh\n" + lines);
        assertTrue(file.toFile().setExecutable(true));
    }

    /// As if the file was saved some seconds after everything else was built, whatever the file system's clock.
    private void change(Path file) throws IOException {
        Path built = project.resolve("target/program/built");
        FileTime past = FileTime.fromMillis(Files.getLastModifiedTime(built).toMillis() - 10_000);
        Files.setLastModifiedTime(built, past);
        try (Stream<Path> all = Files.walk(project)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                if (!each.startsWith(project.resolve("target"))) Files.setLastModifiedTime(each, past);
            }
        }
        Files.setLastModifiedTime(file, FileTime.fromMillis(past.toMillis() + 2_000));
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
