package backproplab.ui.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import backproplab.initializer.Normal;
import backproplab.initializer.XavierUniform;
import backproplab.network.NetworkDescription;
import backproplab.statistics.Moments;
import backproplab.tensor.Tensor;
import backproplab.training.Checkpoint;
import backproplab.training.TrainingSetup;

import org.junit.jupiter.api.Test;

import java.util.List;

class StartSpreadTest {
    private final TrainingSetup digits = Documents.digits(Documents.function("relu")).setup();

    private TrainingSetup with(String layer, backproplab.initializer.Initializer initializer) {
        return digits.with(
                new NetworkDescription(
                        digits.network().inputs(),
                        digits.network().layers().stream()
                                .map(it -> it.name().equals(layer) ? it.with(initializer) : it)
                                .toList()));
    }

    @Test
    void itFollowsFromInitializerAndLayer() {
        List<StartSpread> spreads = StartSpread.of(with("hidden", new Normal(0.25)).network());
        assertEquals(new StartSpread("hidden", "weights", 0.25, 64, 30), spreads.get(0));
        assertEquals(Math.sqrt(2.0 / 40), spreads.get(1).deviation(), 1e-15);
    }

    @Test
    void theWeightsThatAreDrawnHaveIt() {
        TrainingSetup setup = with("hidden", new XavierUniform(2));
        Tensor weights = Checkpoint.initial(setup).parameters().get("hidden", "weights");
        double measured = Moments.of(weights.values(), weights.size()).standardDeviation();
        assertEquals(StartSpread.of(setup.network()).getFirst().deviation(), measured, 0.02);
    }

    @Test
    void aNetworkThatCannotBeHasNone() {
        NetworkDescription broken =
                new NetworkDescription(digits.network().inputs(), digits.network().layers().subList(1, 2));
        assertEquals(List.of(), StartSpread.of(broken));
    }
}
