package backproplab.fault;

import backproplab.catalog.Entry;
import backproplab.tensor.Tensor;

import java.util.Optional;

/// Pixels from 0 to 255 read as signed bytes: one above 127 comes out 256 lower, so that white is −1 and bright parts are
/// negative. Where pixels were brought to 0 … 1, the same with 255 as unit.
///
/// All gradients are right, for the wrong picture.
public record SignedBytes() implements Fault {
    private static final double LARGEST = 255;
    private static final int HALF = 127;
    private static final int RANGE = 256;

    /// Fewer numbers than this are no picture.
    private static final int SMALLEST_PICTURE = 16;

    static final Entry<Fault> ENTRY =
            Entry.plain(
                    "signed_bytes",
                    "Signed bytes",
                    "x − 256 for every pixel above 127: bright pixels turn negative",
                    new SignedBytes());

    @Override
    public Quantity falsifies() {
        return Quantity.INPUT;
    }

    @Override
    public Explanation explanation() {
        return new Explanation(
                "pixels above 127 are read as signed bytes and come out 256 lower, so that the brightest are just below"
                        + " 0",
                "a byte of a picture has no sign: it runs from 0 to 255 and not from −128 to 127",
                "the network learns something, but less; loss and gradients look healthy and the check passes, because "
                        + "every gradient is right for what went in. Only a look at the inputs shows negative pixels");
    }

    @Override
    public Optional<String> refusal(Surroundings surroundings, Place place) {
        if (!(place instanceof Place.Input(String name))) {
            return Optional.of("it is a fault of an input, not of " + place);
        }
        Tensor x = surroundings.input(name);
        if (x.rowSize() < SMALLEST_PICTURE) {
            return Optional.of("input `%s` is no picture: it has %d numbers".formatted(name, x.rowSize()));
        }
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        boolean whole = true;
        for (double value : x.values()) {
            least = Math.min(least, value);
            most = Math.max(most, value);
            whole &= value == Math.rint(value);
        }
        if (least < 0 || most > LARGEST || (most > 1 && !whole)) {
            return Optional.of(
                    "input `%s` runs from %s to %s, not from 0 to 1 or in whole numbers from 0 to 255"
                            .formatted(name, least, most));
        }
        return isBright(most, unit(x))
                ? Optional.empty()
                : Optional.of("input `%s` has no bright pixel: the largest is %s".formatted(name, most));
    }

    @Override
    public Tensor misread(Surroundings surroundings, Place place, Tensor x) {
        double unit = unit(place instanceof Place.Input(String name) ? surroundings.input(name) : x);
        Tensor read = x.copy();
        for (int i = 0; i < read.size(); i++) {
            if (isBright(x.get(i), unit)) {
                read.set(i, x.get(i) - RANGE * unit);
            }
        }
        return read;
    }

    private static boolean isBright(double value, double unit) {
        return Math.rint(value / unit) > HALF;
    }

    /// What one step of the byte is in the numbers of the training samples `x`.
    private static double unit(Tensor x) {
        for (double value : x.values()) {
            if (value > 1) {
                return 1;
            }
        }
        return 1 / LARGEST;
    }
}
