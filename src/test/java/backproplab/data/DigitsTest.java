package backproplab.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.tensor.Shape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

class DigitsTest {
    private static final Dataset DIGITS = BundledSets.CATALOG.find("digits").orElseThrow().standard().load();

    @Test
    void theyAreAllThere() {
        assertEquals(Shape.of(1797, 64), DIGITS.input().shape());
        assertEquals(Shape.of(1797, 10), DIGITS.target().shape());
        int[] counts = new int[10];
        for (int i = 0; i < DIGITS.samples(); i++) {
            counts[DIGITS.classOf(i)]++;
        }
        // as the repository's description of the test part says
        assertArrayEquals(new int[] {178, 182, 177, 183, 181, 182, 181, 179, 174, 180}, counts);
    }

    @Test
    void pixelsAreBetweenPaperAndInk() {
        // The sum of all pixels of the file, by the line of awk in assets/README.md. Sixteenths add up exactly.
        assertEquals(561_718 / 16.0, Arrays.stream(DIGITS.input().values()).sum());
        assertEquals(0, Arrays.stream(DIGITS.input().values()).min().orElseThrow());
        assertEquals(1, Arrays.stream(DIGITS.input().values()).max().orElseThrow());
    }

    @Test
    void theFirstDigitIsAZero() {
        // the first row of the file, copied
        int[] zero = {
            0, 0, 5, 13, 9, 1, 0, 0, //
            0, 0, 13, 15, 10, 15, 5, 0, //
            0, 3, 15, 2, 0, 11, 8, 0, //
            0, 4, 12, 0, 0, 8, 8, 0, //
            0, 5, 8, 0, 0, 9, 8, 0, //
            0, 4, 11, 0, 1, 12, 7, 0, //
            0, 2, 14, 5, 10, 12, 0, 0, //
            0, 0, 6, 13, 10, 0, 0, 0
        };
        assertArrayEquals(Arrays.stream(zero).mapToDouble(it -> it / 16.0).toArray(), DIGITS.input().row(0));
        assertEquals("0", DIGITS.classNames().get(DIGITS.classOf(0)));
        assertEquals("row 1, column 3", DIGITS.inputNames().get(2));
    }

    @Test
    void theFileIsTheOneDescribed() throws IOException, NoSuchAlgorithmException {
        byte[] file = bytes();
        String checksum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        assertTrue(Files.readString(Path.of("assets", "README.md")).contains(checksum));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void aDamagedFileIsNotBelieved(String what, UnaryOperator<String> damage) throws IOException {
        String text =
                new String(
                        new GZIPInputStream(new ByteArrayInputStream(bytes())).readAllBytes(), StandardCharsets.UTF_8);
        byte[] damaged = damage.apply(text).getBytes(StandardCharsets.UTF_8);
        var failure =
                assertThrows(IllegalStateException.class, () -> Digits.read(new ByteArrayInputStream(damaged)), what);
        assertTrue(String.valueOf(failure.getMessage()).startsWith("the program is damaged: "));
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("a pixel too dark", it -> it.replaceFirst("13", "17")),
                damage("half a pixel", it -> it.replaceFirst("13", "12.5")),
                damage("a negative pixel", it -> it.replaceFirst("13", "-1")),
                damage("a row missing", it -> it.substring(it.indexOf('\n') + 1)),
                damage("a digit changed", it -> it.replaceFirst(",0\n", ",1\n")),
                damage("a digit 10", it -> it.replaceFirst(",9\n", ",10\n")),
                damage("a pixel missing", it -> it.replaceFirst("0,0,5,", "0,5,")),
                damage("a column missing", it -> it.replaceAll("(?m)^\\d+,", "")),
                damage("nothing left", it -> ""));
    }

    private static Arguments damage(String what, UnaryOperator<String> how) {
        return Arguments.of(what, how);
    }

    private static byte[] bytes() throws IOException {
        try (InputStream in = DigitsTest.class.getResourceAsStream("/assets/digits-8x8.csv.gz")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
