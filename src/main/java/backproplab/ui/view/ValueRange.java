package backproplab.ui.view;

import java.util.List;

/// The ends of the axis for f and f′: all of a bounded function, of the others what lies around 0 and around their kinks,
/// and always 0 itself. In steps, so that the axis stands still while a slider moves a little.
record ValueRange(double low, double high) {
    private static final double AROUND_ZERO = 3;
    private static final double WIDEST = 10;
    private static final double MARGIN = 0.04;
    private static final int STEPS = 10;

    static ValueRange of(List<FunctionShape> shapes) {
        double reach = shapes.stream().mapToDouble(FunctionShape::high).max().orElse(0);
        double zone =
                shapes.stream()
                        .flatMap(it -> it.function().kinks().stream())
                        .mapToDouble(it -> 1.2 * Math.abs(it))
                        .reduce(Math.clamp(reach / 4, AROUND_ZERO, WIDEST), Math::max);
        double low = 0;
        double high = 0;
        for (FunctionShape shape : shapes) {
            for (int i = 0; i < shape.z().length; i++) {
                if (Math.abs(shape.z()[i]) <= zone) {
                    low = lower(lower(low, shape.f()[i]), shape.slope()[i]);
                    high = higher(higher(high, shape.f()[i]), shape.slope()[i]);
                }
            }
            low = lower(low, shape.function().range().low());
            high = higher(high, shape.function().range().high());
            for (FunctionShape.Jump jump : shape.slopeJumps()) {
                low = lower(low, Math.min(jump.at(), Math.min(jump.left(), jump.right())));
                high = higher(high, Math.max(jump.at(), Math.max(jump.left(), jump.right())));
            }
        }
        if (low == high) {
            high = 1;
        }
        double step = step((high - low) / STEPS);
        double bottom = step * Math.floor(low / step + 1e-9);
        double top = step * Math.ceil(high / step - 1e-9);
        double margin = MARGIN * (top - bottom);
        return new ValueRange(bottom - margin, top + margin);
    }

    /// The same, with a number that may lie beyond.
    ValueRange with(double value) {
        if (!Double.isFinite(value) || (value >= low && value <= high)) {
            return this;
        }
        double from = Math.min(low, value);
        double to = Math.max(high, value);
        double step = step((to - from) / STEPS);
        double margin = MARGIN * (to - from);
        return new ValueRange(
                value < low ? step * Math.floor(value / step) - margin : low,
                value > high ? step * Math.ceil(value / step) + margin : high);
    }

    private static double lower(double low, double value) {
        return Double.isFinite(value) ? Math.min(low, value) : low;
    }

    private static double higher(double high, double value) {
        return Double.isFinite(value) ? Math.max(high, value) : high;
    }

    private static double step(double rough) {
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        return rough <= power ? power : rough <= 2 * power ? 2 * power : rough <= 5 * power ? 5 * power : 10 * power;
    }
}
