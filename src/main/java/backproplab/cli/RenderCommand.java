package backproplab.cli;

import backproplab.backprop.TraceStep;
import backproplab.catalog.Spelling;
import backproplab.experiment.LoadedExperiment;
import backproplab.ui.app.WindowPictures;
import backproplab.ui.viewmodel.Document;
import backproplab.ui.viewmodel.SampleChoice;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `render FILE --out DIR`: pictures of the window without a display.
@Command(
        name = "render",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Writes the window, and each of its views filling it, as PNG: `window.png`, `network.png`, `loss.png` and"
                    + " so on; and the pass of one sample at one of its steps: `steps.png`, `step-card.png` and so on."
                    + " No display is needed.",
            "",
            "A run that diverges is shown as it stands before it; one line says what turned, and the exit code is 1."
        })
final class RenderCommand implements Callable<Integer> {
    private static final int SMALLEST = 200;
    private static final int LARGEST = 8192;
    private static final Pattern MOMENT =
            Pattern.compile("(given|forward|loss|backward|update|verify)(?::([1-9]\\d{0,8}))?");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,5})[x×](\\d{1,5})");

    enum Theme {
        light,
        dark
    }

    @Parameters(paramLabel = "FILE", description = "An experiment file.")
    private String file = "";

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder to write into.")
    private Path out;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "0",
            description = "Train this many steps first (default: none).")
    private long steps;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            defaultValue = "1600x1000",
            description = "Width and height of every picture in pixels (default: ${DEFAULT-VALUE}).")
    private String size = "";

    @Option(
            names = "--theme",
            defaultValue = "light",
            description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Theme theme = Theme.light;

    @Option(
            names = "--view",
            paramLabel = "ID",
            split = ",",
            description =
                    "Only these, such as `gradients,loss`; `window` is the window as a whole, `steps` the same while it"
                            + " steps through a pass.")
    private List<String> views = List.of();

    @Option(
            names = "--sample",
            paramLabel = "I",
            defaultValue = "0",
            description = "Which sample of the training set is stepped through, from 0 (default: ${DEFAULT-VALUE}).")
    private int sample;

    @Option(
            names = "--at",
            paramLabel = "PHASE[:N]",
            defaultValue = "backward:1",
            description =
                    "At which step: given, forward, loss, backward, update or verify, and its number in there, from 1"
                            + " (default: ${DEFAULT-VALUE}).")
    private String at = "";

    @Option(names = "--large", description = "Views with the large type of presenter mode.")
    private boolean large;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Matcher measures = SIZE.matcher(size);
        if (!measures.matches()) {
            throw new Refused("`--size` must be width x height in pixels, such as 1600x1000, got `%s`".formatted(size));
        }
        int width = pixels(measures.group(1));
        int height = pixels(measures.group(2));
        if (steps < 0) {
            throw new Refused("`--steps` must be 0 or more, got %d".formatted(steps));
        }
        Matcher moment = MOMENT.matcher(at);
        if (!moment.matches()) {
            throw new Refused(
                    "`--at` must be a phase and the number of a step, such as backward:3, got `%s`".formatted(at));
        }
        LoadedExperiment loaded = InputFiles.load(file);
        SystemLibraries.requireText();
        Document document = Document.of(loaded, Optional.empty());
        int samples = document.setup().training().samples();
        if (sample < 0 || sample >= samples) {
            throw new Refused(
                    "`--sample` must be from 0 to %d, got %d; the training set has %s"
                            .formatted(samples - 1, sample, Spelling.counted(samples, "sample")));
        }
        createFolder();
        try (WindowPictures pictures = new WindowPictures(document, width, height, theme == Theme.dark)) {
            List<String> wanted = wanted(pictures.names());
            int number = moment.group(2) == null ? 1 : Integer.parseInt(moment.group(2));
            TraceStep.Phase phase = TraceStep.Phase.valueOf(moment.group(1).toUpperCase(Locale.ROOT));
            pictures.showStep(new SampleChoice.Row(sample), phase, number - 1);
            Optional<String> divergence = steps == 0 ? Optional.empty() : pictures.train(steps);
            wanted.forEach(it -> spec.commandLine().getOut().println(write(pictures, it)));
            spec.commandLine().getOut().flush();
            divergence.ifPresent(it -> Failures.say(spec.commandLine(), file + ": " + it));
            return divergence.isPresent() ? ExitCode.FAILED : ExitCode.DONE;
        }
    }

    private static int pixels(String text) {
        int pixels = Integer.parseInt(text);
        if (pixels < SMALLEST || pixels > LARGEST) {
            throw new Refused("a side of `--size` must be %d to %d, got %d".formatted(SMALLEST, LARGEST, pixels));
        }
        return pixels;
    }

    private List<String> wanted(List<String> names) {
        for (String view : views) {
            if (!names.contains(view)) {
                throw new Refused("there is no view `%s`; take one of %s".formatted(view, String.join(", ", names)));
            }
        }
        return views.isEmpty() ? names : views;
    }

    private void createFolder() {
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw new Refused("the folder `%s` cannot be made: %s; take another".formatted(out, e.getMessage()));
        }
    }

    private Path write(WindowPictures pictures, String name) {
        try {
            return pictures.write(name, large, out);
        } catch (UncheckedIOException e) {
            throw new Failed("`%s.png` could not be written: %s".formatted(name, reason(e)));
        }
    }

    private static String reason(UncheckedIOException e) {
        IOException cause = e.getCause();
        return cause == null ? String.valueOf(e.getMessage()) : String.valueOf(cause.getMessage());
    }
}
