package backproplab.data;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.tensor.Shape;

import java.util.List;

/// How a pair of IDX files becomes a data set.
///
/// @param shape the shape of one image
/// @param classes how many there are, or 0 for one more than the largest label
public record IdxFormat(ItemShape shape, int classes) {
    static final int MOST_CLASSES = 1000;
    private static final Setting.Choice<ItemShape> SHAPE =
            Setting.choice(
                    "shape",
                    ItemShape.FLAT,
                    "the shape of one image: flat for dense layers, channels for convolutions, stored for neither");
    private static final Setting.Whole CLASSES =
            Setting.whole(
                    "classes",
                    0,
                    0,
                    MOST_CLASSES,
                    "how many classes there are; 0 takes one more than the largest label");

    public static final Entry<IdxFormat> ENTRY =
            new Entry<>(
                    "idx",
                    "IDX (MNIST)",
                    "images and labels in the format of MNIST, gzipped or not",
                    List.of(SHAPE, CLASSES),
                    it -> new IdxFormat(it.choice(SHAPE), it.whole(CLASSES)));

    public enum ItemShape {
        /// `[rows · columns]`
        FLAT,
        /// `[1, rows, columns]`; an item that has channels already keeps its shape
        CHANNELS,
        /// `[rows, columns]`, as the file says
        STORED;

        Shape of(Shape stored) {
            return switch (this) {
                case FLAT -> Shape.of(stored.elements());
                case CHANNELS -> stored.rank() == 2 ? stored.batched(1) : stored;
                case STORED -> stored;
            };
        }
    }

    public IdxFormat {
        CLASSES.check(classes);
        if (classes == 1) {
            throw new IllegalArgumentException(
                    "`classes` must be 2 or more, or 0 for those that the labels name, got 1");
        }
    }
}
