package backproplab.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

class RenderCommandTest {
    private static final String XOR = "sample-networks/xor-2-2-1.json";

    @TempDir Path folder;

    private BufferedImage picture(String name) throws IOException {
        return ImageIO.read(new File(folder.resolve("out").toFile(), name));
    }

    private String out() {
        return folder.resolve("out").toString();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            return files.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }

    /// How many colours a picture has: an empty one has few.
    private static long colours(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(pixels).distinct().count();
    }

    private static double brightness(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(pixels).map(it -> it >> 8 & 0xff).average().orElseThrow();
    }

    @Test
    void writesTheWindowAndEveryView() throws IOException {
        CommandRun.of("render", XOR, "--steps", "50", "--size", "1000x700", "--out", out()).succeeded();
        assertEquals(
                List.of(
                        "activation.png",
                        "check-curve.png",
                        "check-list.png",
                        "check-map.png",
                        "check-number.png",
                        "check.png",
                        "gradients.png",
                        "loss.png",
                        "network.png",
                        "output.png",
                        "step-card.png",
                        "step-detail.png",
                        "step-network.png",
                        "step-table.png",
                        "steps.png",
                        "units.png",
                        "window.png"),
                files());
        for (String file : files()) {
            assertEquals(1000, picture(file).getWidth(), file);
            assertEquals(700, picture(file).getHeight(), file);
            assertTrue(colours(picture(file)) > 30, file);
        }
    }

    @Test
    void drawsEachStep() throws IOException {
        String[] parts = {"given", "forward:3", "loss", "backward:2", "update", "verify", "verify:99"};
        List<byte[]> seen = new ArrayList<>();
        for (String part : parts) {
            CommandRun.of("render", XOR, "--size", "500x300", "--view", "step-card", "--at", part, "--out", out())
                    .succeeded();
            seen.add(Files.readAllBytes(folder.resolve("out").resolve("step-card.png")));
        }
        for (int i = 1; i < seen.size() - 1; i++) {
            assertFalse(Arrays.equals(seen.get(i - 1), seen.get(i)), parts[i]);
        }
        assertArrayEquals(seen.get(5), seen.get(6), "there is one step to verify");
    }

    @Test
    void drawsInBothThemes() throws IOException {
        CommandRun.of("render", XOR, "--size", "600x400", "--view", "loss", "--out", out()).succeeded();
        double light = brightness(picture("loss.png"));
        CommandRun.of("render", XOR, "--size", "600x400", "--view", "loss", "--theme", "dark", "--out", out())
                .succeeded();
        double dark = brightness(picture("loss.png"));
        assertTrue(light > 200 && dark < 80, light + " and " + dark);
        assertEquals(List.of("loss.png"), files());
    }

    @Test
    void refusesStepsThatThereAreNot() {
        assertEquals(
                "backprop-lab: `--at` must be a phase and the number of a step, such as backward:3, got `back`",
                CommandRun.of("render", XOR, "--at", "back", "--out", out()).refusal());
        assertEquals(
                "backprop-lab: `--sample` must be from 0 to 3, got 4; the training set has 4 samples",
                CommandRun.of("render", XOR, "--sample", "4", "--out", out()).refusal());
    }

    @Test
    void refusesWhatItCannotDraw() {
        assertTrue(
                CommandRun.of("render", XOR, "--view", "losses", "--out", out())
                        .refusal()
                        .contains("there is no view `losses`; take one of window, network,"));
        assertTrue(
                CommandRun.of("render", XOR, "--size", "big", "--out", out())
                        .refusal()
                        .contains("such as 1600x1000, got `big`"));
        assertTrue(
                CommandRun.of("render", XOR, "--size", "100x700", "--out", out())
                        .refusal()
                        .contains("must be 200 to 8192, got 100"));
        assertTrue(CommandRun.of("render", "nowhere.json", "--out", out()).refusal().contains("there is no file"));
        assertFalse(Files.exists(folder.resolve("out").resolve("window.png")));
    }
}
