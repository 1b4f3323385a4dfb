package backproplab.data;

import backproplab.catalog.Entry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/// 5,000 handwritten digits of MNIST, the first of its training files: 28×28 pixels from 0 (paper) to 1 (ink), row by row in
/// an input of `[784]`, and ten classes. A network whose input is `[1, 28, 28]` gets them as pictures.
///
/// Reference: LeCun, Cortes, Burges, *The MNIST database of handwritten digits*, 1998. Origin and licence are described in
/// `assets/README.md`.
public record Mnist() implements BundledSet {
    static final Entry<BundledSet> ENTRY =
            Entry.plain("mnist", "MNIST digits", "5,000 of the 60,000 digits of 28×28 pixels", new Mnist());

    private static final String IMAGES = "mnist-5000-images.idx.gz";
    private static final String LABELS = "mnist-5000-labels.idx.gz";
    private static final int PIXELS = 28 * 28;
    private static final int[] COUNTS = {479, 563, 488, 493, 535, 434, 501, 550, 462, 495};
    private static final IdxFormat FORMAT = new IdxFormat(IdxFormat.ItemShape.FLAT, COUNTS.length);

    @Override
    public Dataset load() {
        try (InputStream images = open(IMAGES);
                InputStream labels = open(LABELS)) {
            return read(images, labels);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String file) {
        InputStream in = Mnist.class.getResourceAsStream("/assets/" + file);
        if (in == null) {
            throw damaged("`" + file + "` is missing");
        }
        return in;
    }

    static Dataset read(InputStream images, InputStream labels) {
        return switch (IdxReader.readImages(IMAGES, images, LABELS, labels, FORMAT)) {
            case Read.Refused<Dataset>(var problems) -> throw damaged(problems.getFirst().message());
            case Read.Loaded<Dataset>(Dataset data) -> checked(data);
        };
    }

    private static Dataset checked(Dataset data) {
        if (data.input().rowSize() != PIXELS) {
            throw damaged("a picture has %d pixels".formatted(data.input().rowSize()));
        }
        int[] counts = new int[COUNTS.length];
        for (int i = 0; i < data.samples(); i++) {
            counts[data.classOf(i)]++;
        }
        if (!Arrays.equals(counts, COUNTS)) {
            throw damaged("of the digits there are " + Arrays.toString(counts));
        }
        return data;
    }

    private static IllegalStateException damaged(String how) {
        return new IllegalStateException("the program is damaged: " + how);
    }
}
