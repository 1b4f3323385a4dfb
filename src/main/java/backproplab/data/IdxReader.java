package backproplab.data;

import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/// Reads IDX, the format of MNIST: two zero bytes, a byte for the type, one for the number of dimensions, the sizes of
/// the dimensions (32 bits each), the elements in row-major order; all big-endian. Gzipped or not.
///
/// The sizes are not believed: nothing is allocated for elements that have not been read, and a file must end exactly
/// where its sizes say. At most 2²⁷ elements (a gibibyte of doubles) are taken.
///
/// Reference: LeCun, Cortes, Burges, *The MNIST database of handwritten digits*, "file formats".
public final class IdxReader {
    private static final int MAGIC_BYTES = 4;

    private IdxReader() {}

    public static Read<IdxArray> read(DataFile file) {
        return Source.read(file, IdxReader::parse);
    }

    /// @param name what messages call it
    public static Read<IdxArray> read(String name, InputStream in) {
        return Source.read(name, in, IdxReader::parse);
    }

    /// Images as inputs, their labels one-hot as targets. Unsigned bytes are divided by 255, other types are taken as
    /// they are.
    public static Read<Dataset> readImages(DataFile images, DataFile labels, IdxFormat format) {
        return read(images)
                .then(pictures ->
                        read(labels).then(numbers -> combine(images.name(), pictures, labels.name(), numbers, format)));
    }

    /// @param imageSource what messages call the images
    /// @param labelSource what messages call the labels
    public static Read<Dataset> readImages(
            String imageSource, InputStream images, String labelSource, InputStream labels, IdxFormat format) {
        return read(imageSource, images)
                .then(pictures ->
                        read(labelSource, labels)
                                .then(numbers -> combine(imageSource, pictures, labelSource, numbers, format)));
    }

    private static Read<Dataset> combine(
            String imageSource, IdxArray images, String labelSource, IdxArray labels, IdxFormat format) {
        try {
            check(imageSource, images, labelSource, labels);
            int classes = classes(labelSource, labels.values(), format);
            Tensor targets = oneHot(labels.values(), classes);
            List<String> names = IntStream.range(0, classes).mapToObj(String::valueOf).toList();
            return new Read.Loaded<>(
                    Dataset.of(input(images, format), targets, List.of(), names, new Task.Classes(Coding.ZERO_ONE)));
        } catch (Refusal refusal) {
            return refusal.toRead();
        }
    }

    private static IdxArray parse(String name, InputStream in) throws IOException, Refusal {
        int magic = ByteBuffer.wrap(exactly(MAGIC_BYTES, 0, name, in)).getInt();
        if (magic >>> 16 != 0 || (magic & 0xff) == 0) {
            throw new Refusal(new IdxProblem.WrongMagic(name, magic));
        }
        int code = magic >>> 8 & 0xff;
        IdxType type = IdxType.of(code).orElseThrow(() -> new Refusal(new IdxProblem.UnknownType(name, code)));
        int dimensions = magic & 0xff;
        ByteBuffer sizes = ByteBuffer.wrap(exactly(4 * dimensions, MAGIC_BYTES, name, in));
        Shape shape = shape(name, sizes);
        byte[] data = exactly(shape.elements() * type.bytes(), MAGIC_BYTES + 4 * dimensions, name, in);
        if (in.read() >= 0) {
            throw new Refusal(new IdxProblem.TooLong(name, MAGIC_BYTES + 4L * dimensions + data.length));
        }
        return new IdxArray(type, numbers(name, type, shape, ByteBuffer.wrap(data)));
    }

    /// The next `count` bytes. Grows while reading, so that a wrong count costs nothing.
    private static byte[] exactly(int count, int before, String name, InputStream in) throws IOException, Refusal {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new Refusal(new IdxProblem.Truncated(name, (long) before + bytes.length, (long) before + count));
        }
        return bytes;
    }

    private static Shape shape(String name, ByteBuffer sizes) throws Refusal {
        int[] shape = new int[sizes.remaining() / 4];
        long elements = 1;
        for (int i = 0; i < shape.length; i++) {
            long size = Integer.toUnsignedLong(sizes.getInt());
            if (size == 0) {
                throw new Refusal(new IdxProblem.ZeroDimension(name, i + 1));
            }
            elements *= size; // at most 2²⁷ · 2³²
            if (elements > Source.MOST_NUMBERS) {
                throw new Refusal(new FileProblem.TooLarge(name, elements, Source.MOST_NUMBERS, "elements"));
            }
            shape[i] = (int) size;
        }
        return Shape.of(shape);
    }

    private static Tensor numbers(String name, IdxType type, Shape shape, ByteBuffer data) throws Refusal {
        Tensor numbers = Tensor.zeros(shape);
        for (int i = 0; i < numbers.size(); i++) {
            double number = type.read(data);
            if (!Double.isFinite(number)) {
                throw new Refusal(new IdxProblem.NotFinite(name, i / numbers.rowSize() + 1, number));
            }
            numbers.set(i, number);
        }
        return numbers;
    }

    private static void check(String imageSource, IdxArray images, String labelSource, IdxArray labels) throws Refusal {
        if (images.values().shape().rank() < 2) {
            throw new Refusal(new IdxProblem.NotImages(imageSource, images.values().shape()));
        }
        if (labels.values().shape().rank() != 1 || !labels.type().isWhole()) {
            throw new Refusal(new IdxProblem.NotLabels(labelSource, labels.type(), labels.values().shape()));
        }
        int count = images.values().rows();
        if (count != labels.values().rows()) {
            throw new Refusal(new IdxProblem.CountsDiffer(imageSource, count, labelSource, labels.values().rows()));
        }
    }

    /// How many classes there are, at least 2.
    private static int classes(String source, Tensor labels, IdxFormat format) throws Refusal {
        int most = format.classes() == 0 ? IdxFormat.MOST_CLASSES : format.classes();
        int largest = 1;
        for (int i = 0; i < labels.size(); i++) {
            int label = (int) labels.get(i);
            if (label < 0 || label >= most) {
                throw new Refusal(new IdxProblem.LabelOutOfRange(source, i + 1, label, most - 1));
            }
            largest = Math.max(largest, label);
        }
        return format.classes() == 0 ? largest + 1 : format.classes();
    }

    private static Tensor oneHot(Tensor labels, int classes) {
        Tensor targets = Tensor.zeros(labels.size(), classes);
        for (int i = 0; i < labels.size(); i++) {
            targets.set(i, (int) labels.get(i), 1);
        }
        return targets;
    }

    /// In place: nobody else has the array.
    private static Tensor input(IdxArray images, IdxFormat format) {
        Tensor stored = images.values();
        if (images.type() == IdxType.UNSIGNED_BYTE) {
            for (int i = 0; i < stored.size(); i++) {
                stored.set(i, stored.get(i) / 255);
            }
        }
        Shape shape = format.shape().of(stored.shape().item()).batched(stored.rows());
        return Tensor.of(shape, stored.values());
    }
}
