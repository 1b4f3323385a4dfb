package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.activation.AbsoluteValue;
import backproplab.activation.Activation;
import backproplab.activation.Activations;
import backproplab.activation.HardTanh;
import backproplab.activation.Identity;
import backproplab.activation.Relu;
import backproplab.activation.Sigmoid;
import backproplab.activation.Square;
import backproplab.activation.Tanh;
import backproplab.catalog.Entry;
import backproplab.statistics.Binning;
import backproplab.statistics.Distribution;
import backproplab.ui.view.FunctionShape.Interval;
import backproplab.ui.view.FunctionShape.Jump;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

class FunctionShapeTest {
    static Stream<Activation> everyFunction() {
        return Activations.CATALOG.entries().stream().map(Entry::standard);
    }

    /// At most 600 points a curve is what a chart can be asked to draw; every number is the function's own.
    @ParameterizedTest
    @MethodSource("everyFunction")
    void curvesAreTheFunction(Activation function) {
        FunctionShape shape = FunctionShape.of(function, -6, 6);
        assertTrue(shape.z().length <= 600, () -> "" + shape.z().length);
        for (int i = 0; i < shape.z().length; i++) {
            double z = shape.z()[i];
            boolean isGap = shape.slopeJumps().stream().anyMatch(it -> it.z() == z);
            assertEquals(isGap ? Double.NaN : function.derivative(z), shape.slope()[i], function + " at " + z);
            assertEquals(function.value(z), shape.f()[i], function + " at " + z);
        }
    }

    @Test
    void reluJumpsInItsSlopeOnly() {
        FunctionShape shape = FunctionShape.of(new Relu(0.5), -6, 6);
        assertEquals(List.of(new Jump(0, 0, 0.5, 1)), shape.slopeJumps());
        assertEquals(List.of(), shape.valueJumps());
    }

    @Test
    void aCornerThatIsNoneOfThePlotIsLeftOut() {
        assertEquals(1, FunctionShape.of(new HardTanh(-1, 8), -6, 6).slopeJumps().size());
        assertEquals(List.of(new Jump(0, -1, 0, 1)), FunctionShape.of(new AbsoluteValue(), -6, 6).slopeJumps());
    }

    /// tanh′ = 1 − tanh² is under 0.05 beyond artanh √0.95.
    @Test
    void tanhIsSaturatedOutside() {
        double edge = 0.5 * Math.log((1 + Math.sqrt(0.95)) / (1 - Math.sqrt(0.95)));
        assertIntervals(FunctionShape.of(new Tanh(), -6, 6), -6, -edge, edge, 6);
    }

    /// σ′ = s(1 − s) is under 0.05 · ¼ where s is under (1 − √0.95)/2.
    @Test
    void sigmoidIsSaturatedOutside() {
        double s = (1 - Math.sqrt(0.95)) / 2;
        double edge = Math.log((1 - s) / s);
        assertIntervals(FunctionShape.of(new Sigmoid(), -10, 10), -10, -edge, edge, 10);
    }

    @Test
    void cornersBoundSaturationExactly() {
        assertIntervals(FunctionShape.of(new HardTanh(-0.5, 1), -6, 6), -6, -0.5, 1, 6);
        assertIntervals(FunctionShape.of(new Relu(), -6, 6), -6, 0);
    }

    @Test
    void withoutABoundThereIsNoSaturation() {
        assertEquals(List.of(), FunctionShape.of(new Square(), -6, 6).saturated());
        assertEquals(List.of(), FunctionShape.of(new Identity(), -6, 6).saturated());
        assertEquals(List.of(), FunctionShape.of(new AbsoluteValue(), -6, 6).saturated());
    }

    private static void assertIntervals(FunctionShape shape, double... ends) {
        double[] found =
                shape.saturated().stream()
                        .flatMapToDouble((Interval it) -> DoubleStream.of(it.from(), it.to()))
                        .toArray();
        assertEquals(ends.length, found.length, shape.saturated().toString());
        for (int i = 0; i < ends.length; i++) {
            assertEquals(ends[i], found[i], 1e-9);
        }
    }

    /// Bins of width ⅛ whose edges do not cut where ReLU closes: nothing is lost by them.
    @Test
    void theShareFromBinsIsExactWhereBinsDoNotStraddle() {
        double[] z = {-3, -2, -0.1, 0.1, 0.2, 1, 2, 3};
        Distribution distribution = Distribution.of(new Binning.Linear(-4, 4, 64), z, z.length);
        assertEquals(OptionalDouble.of(3.0 / 8), FunctionShape.saturatedShare(new Relu(), distribution));
        assertEquals(OptionalDouble.of(0), FunctionShape.saturatedShare(new Identity(), distribution));
        assertEquals(OptionalDouble.empty(), FunctionShape.saturatedShare(new Square(), distribution));
    }
}
