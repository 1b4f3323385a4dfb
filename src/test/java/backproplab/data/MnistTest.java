package backproplab.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.tensor.Shape;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;

class MnistTest {
    private static final Path IMAGES = Path.of("assets", "mnist-5000-images.idx.gz");
    private static final Path LABELS = Path.of("assets", "mnist-5000-labels.idx.gz");
    private static final Dataset MNIST = BundledSets.CATALOG.find("mnist").orElseThrow().standard().load();

    @Test
    void theyAreAllThere() {
        assertEquals(Shape.of(5000, 784), MNIST.input().shape());
        assertEquals(Shape.of(5000, 10), MNIST.target().shape());
        assertEquals("9", MNIST.classNames().getLast());
    }

    /// The labels that every introduction to MNIST begins with.
    @Test
    void theFirstDigitsAreThoseOfMnist() {
        int[] first = new int[10];
        Arrays.setAll(first, MNIST::classOf);
        assertArrayEquals(new int[] {5, 0, 4, 1, 9, 2, 1, 3, 1, 4}, first);
    }

    /// The sum of all bytes of the pictures, counted outside this program.
    @Test
    void pixelsAreBetweenPaperAndInk() {
        double[] pixels = MNIST.input().values();
        assertEquals(130_170_281, Arrays.stream(pixels).map(it -> Math.rint(it * 255)).sum());
        assertEquals(0, Arrays.stream(pixels).min().orElseThrow());
        assertEquals(1, Arrays.stream(pixels).max().orElseThrow());
    }

    @Test
    void theFilesAreThoseDescribed() throws IOException, NoSuchAlgorithmException {
        String described = Files.readString(Path.of("assets", "README.md"));
        for (Path file : List.of(IMAGES, LABELS)) {
            byte[] checksum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            assertTrue(described.contains(HexFormat.of().formatHex(checksum)), file.toString());
        }
        assertTrue(Files.size(IMAGES) + Files.size(LABELS) <= 1_000_000, "at most a megabyte");
    }

    @Test
    void aDamagedFileIsNotBelieved() throws IOException {
        byte[] labels;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(LABELS))) {
            labels = in.readAllBytes();
        }
        labels[8] = 6; // the first digit is a five
        try (InputStream images = Files.newInputStream(IMAGES)) {
            Exception failure =
                    assertThrows(
                            IllegalStateException.class, () -> Mnist.read(images, new ByteArrayInputStream(labels)));
            assertTrue(String.valueOf(failure.getMessage()).startsWith("the program is damaged: "));
        }
    }
}
