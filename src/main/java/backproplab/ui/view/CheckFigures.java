package backproplab.ui.view;

import backproplab.backprop.CheckReport.LayerCheck;
import backproplab.backprop.CheckReport.TensorCheck;
import backproplab.backprop.CheckedNumber;
import backproplab.backprop.CheckedNumber.Verdict;
import backproplab.tensor.Shape;
import backproplab.ui.chart.Numbers;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/// What a row of the map says of a tensor, or of all tensors of a layer where there is no room for more.
///
/// @param shape such as `8 × 2`, or how many numbers were looked at where not all were
record CheckFigures(
        String name, String shape, Verdict verdict, String worst, String rms, int failing, int kinks, int unresolved) {
    static final String NONE = "–";

    static CheckFigures of(TensorCheck tensor) {
        return new CheckFigures(
                tensor.key().toString(),
                shape(tensor),
                tensor.verdict(),
                worst(tensor.worst()),
                rms(tensor.worst(), tensor.rms()),
                tensor.count(Verdict.FAIL),
                tensor.count(Verdict.KINK),
                tensor.unresolved());
    }

    /// @param tensors of the layer
    static CheckFigures of(LayerCheck layer, List<TensorCheck> tensors) {
        return new CheckFigures(
                layer.layer(),
                tensors.stream().map(CheckFigures::shape).collect(Collectors.joining(" + ")),
                layer.verdict(),
                worst(layer.worst()),
                rms(layer.worst(), layer.rms()),
                sum(tensors, it -> it.count(Verdict.FAIL)),
                layer.kinks(),
                sum(tensors, TensorCheck::unresolved));
    }

    private static int sum(List<TensorCheck> tensors, ToIntFunction<TensorCheck> count) {
        return tensors.stream().mapToInt(count).sum();
    }

    private static String worst(Optional<CheckedNumber> worst) {
        return worst.map(it -> error(it.relativeError())).orElse(NONE);
    }

    /// Of kinks alone there is none.
    private static String rms(Optional<CheckedNumber> worst, double rms) {
        return worst.isPresent() ? error(rms) : NONE;
    }

    /// With two digits, such as `2.1e−9`; more say nothing about an error.
    static String error(double error) {
        return error == 0 || !Double.isFinite(error) || error >= 1e-2
                ? Numbers.text(error)
                : String.format(Locale.ROOT, "%.1e", error).replaceFirst("e-0*", "e−");
    }

    private static String shape(TensorCheck tensor) {
        return tensor.share() < 1
                ? "%s of %s".formatted(Numbers.count(tensor.numbers().size()), Numbers.count(tensor.shape().elements()))
                : shape(tensor.shape());
    }

    static String shape(Shape shape) {
        return Arrays.stream(shape.toArray()).mapToObj(Numbers::count).collect(Collectors.joining(" × "));
    }

    /// In a sentence, for those who do not see it.
    String text() {
        String said =
                switch (verdict) {
                    case OK -> "agrees";
                    case FAIL -> "%s of them fail".formatted(Numbers.count(failing));
                    case KINK -> "only kinks";
                };
        return "%s, %s: %s, worst relative error %s, RMS %s, %s at a kink, %s not resolved"
                .formatted(name, shape, said, worst, rms, Numbers.count(kinks), Numbers.count(unresolved));
    }
}
