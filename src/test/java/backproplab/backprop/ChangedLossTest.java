package backproplab.backprop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.tensor.Tensor;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.LongStream;

/// What is computed anew after one number has changed is what a whole forward pass gives, bit for bit.
class ChangedLossTest {
    private static final int SAMPLES = 4;

    static LongStream seeds() {
        return LongStream.range(0, 150);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void hasTheBitsOfAWholePass(long seed) {
        RandomNetworks random = new RandomNetworks(seed);
        NetworkDescription description = random.description(true);
        List<LossTerm> losses = random.losses(description);
        assertHasTheBitsOfAWholePass(random.pass(description, losses, SAMPLES));
    }

    static void assertHasTheBitsOfAWholePass(BackwardPass pass) {
        NetworkDescription description = pass.network().description();
        int samples = pass.network().capacity();
        double usual = pass.forward(samples, true, 0, PassListener.NONE);
        ChangedLoss changed = new ChangedLoss(pass);
        assertEquals(usual, changed.usual());

        List<Parameters.Parameter> trained = pass.network().parameters().trained();
        for (int p = 0; p < trained.size(); p++) {
            Tensor tensor = trained.get(p).value();
            for (int i = 0; i < tensor.size(); i++) {
                double w = tensor.get(i);
                for (double moved : new double[] {w + 1e-5, w - 0.7}) {
                    tensor.set(i, moved);
                    double whole = pass.forward(samples, true, 0, PassListener.NONE);
                    tensor.set(i, w);
                    int index = i;
                    Parameters.Key key = trained.get(p).key();
                    assertEquals(
                            whole, changed.with(p, i, moved), () -> "%s[%d] of %s".formatted(key, index, description));
                }
            }
        }
        assertEquals(usual, changed.with(0, 0, trained.getFirst().value().get(0)), "all numbers are put back");
    }
}
