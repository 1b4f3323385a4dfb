package backproplab.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.data.IdxFormat.ItemShape;
import backproplab.random.SeededRandom;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

class IdxReaderTest {
    /// Two images of 2×3, and their labels, written down by hand after the description of the format.
    private static final byte[] IMAGES =
            bytes(0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 51, 102, 153, 204, 255, 1, 2, 3, 127, 128, 129);

    private static final byte[] LABELS = bytes(0, 0, 8, 1, 0, 0, 0, 2, 4, 1);
    private static final IdxFormat STANDARD = IdxFormat.ENTRY.standard();

    @Test
    void readsImagesAndLabels() {
        Dataset data = loaded(images(IMAGES, LABELS, STANDARD));
        assertEquals(Shape.of(2, 6), data.input().shape());
        assertArrayEquals(new double[] {0, 0.2, 0.4, 0.6, 0.8, 1}, data.input().row(0), 1e-16); // 51 = 255 / 5
        assertArrayEquals(
                new double[] {1 / 255.0, 2 / 255.0, 3 / 255.0, 127 / 255.0, 128 / 255.0, 129 / 255.0},
                data.input().row(1)); // 128 and more are not negative
        assertEquals(Tensor.matrix(new double[][] {{0, 0, 0, 0, 1}, {0, 1, 0, 0, 0}}), data.target());
        assertEquals(List.of("0", "1", "2", "3", "4"), data.classNames());
    }

    @Test
    void readsGzippedFilesAsWell() {
        assertEquals(images(IMAGES, LABELS, STANDARD), images(gzip(IMAGES), gzip(LABELS), STANDARD));
    }

    @Test
    void readsFromFiles() {
        DataFile images = new BytesFile("images", IMAGES);
        DataFile labels = new BytesFile("labels.gz", gzip(LABELS));
        assertEquals(images(IMAGES, LABELS, STANDARD), IdxReader.readImages(images, labels, STANDARD));
    }

    @ParameterizedTest
    @EnumSource
    void anImageHasTheShapeAskedFor(ItemShape shape) {
        Dataset data = loaded(images(IMAGES, LABELS, new IdxFormat(shape, 0)));
        Shape expected =
                switch (shape) {
                    case FLAT -> Shape.of(2, 6);
                    case CHANNELS -> Shape.of(2, 1, 2, 3);
                    case STORED -> Shape.of(2, 2, 3);
                };
        assertEquals(expected, data.input().shape());
        assertEquals(1.0, data.input().get(5)); // the order of the numbers stays
    }

    @Test
    void theNumberOfClassesCanBeGiven() {
        assertEquals(10, loaded(images(IMAGES, LABELS, new IdxFormat(ItemShape.FLAT, 10))).classes());
        assertThrows(IllegalArgumentException.class, () -> new IdxFormat(ItemShape.FLAT, 1));
        assertThrows(IllegalArgumentException.class, () -> new IdxFormat(ItemShape.FLAT, -1));
        // All labels 0: still two classes, since one class is no task.
        assertEquals(2, loaded(images(IMAGES, bytes(0, 0, 8, 1, 0, 0, 0, 2, 0, 0), STANDARD)).classes());
    }

    static Stream<Arguments> everyType() {
        return Stream.of(
                Arguments.of(IdxType.UNSIGNED_BYTE, bytes(0, 1, 128, 255), new double[] {0, 1, 128, 255}),
                Arguments.of(IdxType.BYTE, bytes(0, 1, 128, 255), new double[] {0, 1, -128, -1}),
                Arguments.of(IdxType.SHORT, bytes(1, 2, 255, 254), new double[] {258, -2}),
                Arguments.of(IdxType.INT, bytes(0, 1, 0, 2, 255, 255, 255, 255), new double[] {65538, -1}),
                Arguments.of(IdxType.FLOAT, bytes(0x3f, 0xc0, 0, 0, 0xbd, 0xcc, 0xcc, 0xcd), new double[] {1.5, -0.1f}),
                Arguments.of(
                        IdxType.DOUBLE, bytes(0x3f, 0xb9, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9a), new double[] {0.1}));
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void readsEveryTypeOfElement(IdxType type, byte[] data, double[] expected) {
        byte[] file = joined(bytes(0, 0, type.code(), 1, 0, 0, 0, expected.length), data);
        IdxArray array = loaded(IdxReader.read("numbers", new ByteArrayInputStream(file)));
        assertEquals(type, array.type());
        assertArrayEquals(expected, array.values().values());
    }

    static Stream<Arguments> nasty() {
        return Stream.of(
                nasty("nothing", bytes(), "ends after 0 bytes, needs 4"),
                nasty("half a magic number", bytes(0, 0, 8), "ends after 3 bytes, needs 4"),
                nasty("a picture", bytes(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), "begins with the bytes 89 50 4e 47"),
                nasty("little-endian", bytes(3, 8, 0, 0, 2, 0, 0, 0), "begins with the bytes 03 08 00 00"),
                nasty("no dimensions", bytes(0, 0, 8, 0, 7), "begins with the bytes 00 00 08 00"),
                nasty("type 0x0a", bytes(0, 0, 0x0a, 1, 0, 0, 0, 1, 7), "unknown type 0x0a"),
                nasty("no sizes", bytes(0, 0, 8, 3, 0, 0, 0, 2), "ends after 8 bytes, needs 16"),
                nasty("255 dimensions", bytes(0, 0, 8, 255, 0, 0, 0, 2), "ends after 8 bytes, needs 1,024"),
                nasty("no items", bytes(0, 0, 8, 1, 0, 0, 0, 0), "dimension 1 has size 0"),
                nasty("no columns", bytes(0, 0, 8, 2, 0, 0, 0, 5, 0, 0, 0, 0), "dimension 2 has size 0"),
                nasty("a byte missing", Arrays.copyOf(IMAGES, IMAGES.length - 1), "ends after 27 bytes, needs 28"),
                nasty("a byte too many", Arrays.copyOf(IMAGES, IMAGES.length + 1), "goes on after the 28 bytes"),
                nasty("a gibibyte promised", bytes(0, 0, 8, 1, 8, 0, 0, 0, 1), "ends after 9 bytes, needs 134,217,736"),
                nasty("more promised", bytes(0, 0, 8, 1, 8, 0, 0, 1, 1), "has 134,217,729 elements or more"),
                nasty("negative size", bytes(0, 0, 8, 1, 255, 255, 255, 255, 1), "has 4,294,967,295 elements or more"),
                nasty(
                        "product beyond 64 bits",
                        joined(bytes(0, 0, 8, 5), filled(20, 0xff)),
                        "has 4,294,967,295 elements or more"),
                nasty(
                        "not a number",
                        bytes(0, 0, 13, 2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0x7f, 0xc0, 0, 0),
                        "holds NaN in item 2"),
                nasty("infinity", bytes(0, 0, 13, 1, 0, 0, 0, 1, 0xff, 0x80, 0, 0), "holds -Infinity in item 1"),
                nasty("half a gzip", Arrays.copyOf(gzip(IMAGES), 20), "cannot be unpacked"),
                nasty("a gzip's beginning", bytes(0x1f, 0x8b), "cannot be unpacked"),
                nasty("a damaged gzip", damaged(gzip(IMAGES)), "cannot be unpacked"));
    }

    private static Arguments nasty(String what, byte[] file, String message) {
        return Arguments.of(what, file, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nasty")
    void refusesBrokenFiles(String what, byte[] file, String message) {
        DataProblem problem = problem(IdxReader.read("digits.idx", new ByteArrayInputStream(file)));
        assertTrue(problem.message().contains(message), () -> what + ": " + problem.message());
        assertTrue(problem.message().startsWith("`digits.idx` "), problem.message());
        assertEquals("digits.idx", problem.source());
    }

    static Stream<Arguments> nastyPairs() {
        return Stream.of(
                Arguments.of(LABELS, IMAGES, "`images` has the shape [2], images need [count, rows, columns]"),
                Arguments.of(IMAGES, IMAGES, "`labels` holds unsigned byte elements in the shape [2, 2, 3]"),
                Arguments.of(
                        IMAGES,
                        bytes(0, 0, 13, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0),
                        "`labels` holds float elements in the shape [2]"),
                Arguments.of(
                        IMAGES,
                        bytes(0, 0, 8, 1, 0, 0, 0, 1, 4),
                        "the number of images in `images` is 2, of labels in `labels` 1"),
                Arguments.of(
                        IMAGES,
                        bytes(0, 0, 9, 1, 0, 0, 0, 2, 0, 255),
                        "holds the label -1 in item 2, labels go from 0"),
                Arguments.of(
                        IMAGES,
                        bytes(0, 0, 12, 1, 0, 0, 0, 2, 0, 0, 3, 232, 0, 0, 0, 0),
                        "holds the label 1000 in item 1, labels go from 0 to 999"));
    }

    @ParameterizedTest
    @MethodSource("nastyPairs")
    void refusesWhatDoesNotFitTogether(byte[] images, byte[] labels, String message) {
        String given = problem(images(images, labels, STANDARD)).message();
        assertTrue(given.contains(message), given);
    }

    @Test
    void refusesLabelsBeyondTheGivenNumberOfClasses() {
        String given = problem(images(IMAGES, LABELS, new IdxFormat(ItemShape.FLAT, 4))).message();
        assertTrue(given.contains("holds the label 4 in item 1, labels go from 0 to 3"), given);
    }

    @Test
    void whatAStreamThrowsIsAProblem() throws IOException {
        InputStream closed = InputStream.nullInputStream();
        closed.close();
        String given = problem(IdxReader.read("x", closed)).message();
        assertEquals("`x` cannot be read: Stream closed", given);
    }

    @Test
    void nothingIsAllocatedForWhatIsOnlyPromised() {
        byte[] promising = bytes(0, 0, 14, 1, 8, 0, 0, 0, 1, 2, 3); // a gibibyte of doubles
        List<byte[]> files = List.of(promising, gzip(promising));
        for (byte[] file : files) {
            Runnable reading = () -> problem(IdxReader.read("x", new ByteArrayInputStream(file)));
            reading.run();
            long bytes = Allocation.bytesOf(reading);
            assertTrue(bytes < 500_000, () -> bytes + " bytes");
        }
    }

    /// Random bytes, and valid files with some bytes changed, cut or added: each is read or refused, and nothing is
    /// thrown nor allocated beyond a bound.
    @Test
    void whateverIsReadIsLoadedOrRefused() {
        SeededRandom random = new SeededRandom(11);
        List<byte[]> seeds = List.of(IMAGES, LABELS, gzip(IMAGES), gzip(LABELS));
        int loaded = 0;
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] file = round % 4 == 0 ? randomBytes(random) : mutated(seeds.get(random.nextInt(4)), random);
            long[] outcome = new long[1];
            long bytes =
                    Allocation.bytesOf(() ->
                            outcome[0] =
                                    IdxReader.read("x", new ByteArrayInputStream(file)) instanceof Read.Loaded<IdxArray>
                                            ? 1
                                            : 0);
            assertTrue(bytes < 5_000_000, () -> bytes + " bytes for " + Arrays.toString(file));
            if (outcome[0] == 1) {
                loaded++;
            } else {
                refused++;
            }
        }
        assertTrue(loaded > 1000 && refused > 1000, loaded + " loaded, " + refused + " refused");
    }

    private static byte[] randomBytes(SeededRandom random) {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] mutated(byte[] seed, SeededRandom random) {
        byte[] bytes = Arrays.copyOf(seed, Math.max(0, seed.length + Math.min(2, random.nextInt(12) - 8)));
        for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static Read<Dataset> images(byte[] images, byte[] labels, IdxFormat format) {
        return IdxReader.readImages(
                "images", new ByteArrayInputStream(images), "labels", new ByteArrayInputStream(labels), format);
    }

    private static <T> T loaded(Read<T> read) {
        return switch (read) {
            case Read.Loaded<T>(T value) -> value;
            case Read.Refused<T>(List<DataProblem> problems) -> throw new AssertionError(problems.getFirst().message());
        };
    }

    private static DataProblem problem(Read<?> read) {
        return ((Read.Refused<?>) read).problems().getFirst();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] filled(int count, int value) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }

    private static byte[] damaged(byte[] gzip) {
        byte[] damaged = gzip.clone();
        damaged[damaged.length - 6] ^= 1; // the checksum
        return damaged;
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
