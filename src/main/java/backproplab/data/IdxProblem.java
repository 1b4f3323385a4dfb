package backproplab.data;

import backproplab.tensor.Shape;

import java.util.HexFormat;
import java.util.Locale;

/// What can be wrong with an IDX file, or with two of them together.
public sealed interface IdxProblem extends DataProblem {
    record WrongMagic(String source, int magic) implements IdxProblem {
        @Override
        public String message() {
            return "`%s` begins with the bytes %s, an IDX file with 00 00, a type and the number of dimensions"
                    .formatted(source, HexFormat.ofDelimiter(" ").formatHex(bytes()));
        }

        @Override
        public String hint() {
            return "take a file such as `train-images-idx3-ubyte`, gzipped or not";
        }

        private byte[] bytes() {
            return new byte[] {(byte) (magic >> 24), (byte) (magic >> 16), (byte) (magic >> 8), (byte) magic};
        }
    }

    record UnknownType(String source, int code) implements IdxProblem {
        @Override
        public String message() {
            return "`%s` holds elements of the unknown type 0x%02x".formatted(source, code);
        }

        @Override
        public String hint() {
            return "known are 08 (unsigned byte), 09 (byte), 0b (short), 0c (int), 0d (float), 0e (double)";
        }
    }

    /// @param dimension from 1
    record ZeroDimension(String source, int dimension) implements IdxProblem {
        @Override
        public String message() {
            return "`%s` is empty: dimension %d has size 0".formatted(source, dimension);
        }

        @Override
        public String hint() {
            return "check whether it is the right file, and complete";
        }
    }

    record Truncated(String source, long given, long needed) implements IdxProblem {
        @Override
        public String message() {
            return String.format(Locale.ROOT, "`%s` ends after %,d bytes, needs %,d", source, given, needed);
        }

        @Override
        public String hint() {
            return "download the file again";
        }
    }

    record TooLong(String source, long needed) implements IdxProblem {
        @Override
        public String message() {
            return String.format(
                    Locale.ROOT, "`%s` goes on after the %,d bytes that its dimensions account for", source, needed);
        }

        @Override
        public String hint() {
            return "download the file again, or correct its dimensions";
        }
    }

    /// @param item from 1
    record NotFinite(String source, int item, double value) implements IdxProblem {
        @Override
        public String message() {
            return "`%s` holds %s in item %d".formatted(source, value, item);
        }

        @Override
        public String hint() {
            return "every number must be finite";
        }
    }

    record NotImages(String source, Shape shape) implements IdxProblem {
        @Override
        public String message() {
            return "`%s` has the shape %s, images need [count, rows, columns]".formatted(source, shape);
        }

        @Override
        public String hint() {
            return "give the images first and the labels second";
        }
    }

    record NotLabels(String source, IdxType type, Shape shape) implements IdxProblem {
        @Override
        public String message() {
            return "`%s` holds %s elements in the shape %s, labels need whole numbers in the shape [count]"
                    .formatted(source, type.label(), shape);
        }

        @Override
        public String hint() {
            return "give the images first and the labels second";
        }
    }

    record CountsDiffer(String source, int images, String labelSource, int labels) implements IdxProblem {
        @Override
        public String message() {
            return String.format(
                    Locale.ROOT,
                    "the number of images in `%s` is %,d, of labels in `%s` %,d",
                    source,
                    images,
                    labelSource,
                    labels);
        }

        @Override
        public String hint() {
            return "take both files from the same part, training or test";
        }
    }

    /// @param item from 1
    /// @param largest the largest label that can be taken
    record LabelOutOfRange(String source, int item, int label, int largest) implements IdxProblem {
        @Override
        public String message() {
            return "`%s` holds the label %d in item %d, labels go from 0 to %d".formatted(source, label, item, largest);
        }

        @Override
        public String hint() {
            return "correct the label, or set `classes` to how many there are (at most %d)"
                    .formatted(IdxFormat.MOST_CLASSES);
        }
    }
}
