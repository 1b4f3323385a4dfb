package backproplab.data;

import backproplab.catalog.Entry;
import backproplab.data.CsvFormat.DecimalMark;
import backproplab.data.CsvFormat.Header;
import backproplab.data.CsvFormat.Separator;
import backproplab.tensor.Tensor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// 1,797 handwritten digits: 8×8 pixels from 0 (paper) to 1 (ink), row by row in an input of `[64]`, and ten classes.
///
/// Reference: Alpaydin, Kaynak, *Optical Recognition of Handwritten Digits*, UCI Machine Learning Repository, 1998,
/// the test part; CC BY 4.0. Origin and format are described in `assets/README.md`.
public record Digits() implements BundledSet {
    static final Entry<BundledSet> ENTRY =
            Entry.plain(
                    "digits", "Handwritten digits", "1,797 digits of 8×8 pixels, written by 13 people", new Digits());

    private static final String FILE = "digits-8x8.csv.gz";
    private static final int SIDE = 8;
    private static final int PIXELS = SIDE * SIDE;
    private static final double INK = 16;
    private static final int[] COUNTS = {178, 182, 177, 183, 181, 182, 181, 179, 174, 180};
    private static final CsvFormat FORMAT = new CsvFormat(Separator.COMMA, DecimalMark.POINT, Header.NO);
    private static final List<ColumnRef> DIGIT = List.of(new ColumnRef.Numbered(PIXELS + 1));

    @Override
    public Dataset load() {
        try (InputStream in = Digits.class.getResourceAsStream("/assets/" + FILE)) {
            if (in == null) {
                throw new IllegalStateException("the program is damaged: `" + FILE + "` is missing");
            }
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Dataset read(InputStream in) {
        Read<Dataset> read =
                CsvTable.read(FILE, in, FORMAT).then(table -> table.toDataset(new CsvColumns(DIGIT, List.of(), DIGIT)));
        return switch (read) {
            case Read.Refused<Dataset>(List<DataProblem> problems) -> throw damaged(problems.getFirst().message());
            case Read.Loaded<Dataset>(Dataset data) -> checked(data);
        };
    }

    private static Dataset checked(Dataset data) {
        if (data.input().rowSize() != PIXELS) {
            throw damaged("an image has %d pixels".formatted(data.input().rowSize()));
        }
        List<String> digits = IntStream.range(0, COUNTS.length).mapToObj(String::valueOf).toList();
        if (!data.classNames().equals(digits)) {
            throw damaged("the digits are " + data.classNames());
        }
        int[] counts = new int[COUNTS.length];
        for (int i = 0; i < data.samples(); i++) {
            counts[data.classOf(i)]++;
        }
        if (!Arrays.equals(counts, COUNTS)) {
            throw damaged("of the digits there are " + Arrays.toString(counts));
        }
        return Dataset.of(scaled(data.input()), data.target(), pixelNames(), digits, data.task());
    }

    private static Tensor scaled(Tensor pixels) {
        Tensor scaled = Tensor.zeros(pixels.shape());
        for (int i = 0; i < pixels.size(); i++) {
            double ink = pixels.get(i);
            if (ink < 0 || ink > INK || ink != Math.rint(ink)) {
                throw damaged("a pixel is " + ink);
            }
            scaled.set(i, ink / INK);
        }
        return scaled;
    }

    private static List<String> pixelNames() {
        return IntStream.range(0, PIXELS)
                .mapToObj(it -> "row %d, column %d".formatted(it / SIDE + 1, it % SIDE + 1))
                .toList();
    }

    private static IllegalStateException damaged(String how) {
        return new IllegalStateException("the program is damaged: `%s`: %s".formatted(FILE, how));
    }
}
