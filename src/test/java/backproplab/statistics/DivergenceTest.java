package backproplab.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.activation.Exponential;
import backproplab.activation.Tanh;
import backproplab.backprop.BackwardPass;
import backproplab.backprop.PassListener;
import backproplab.loss.SquaredError;
import backproplab.network.LossTerm;
import backproplab.network.Network;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.random.SeededRandom;
import backproplab.statistics.Divergence.Kind;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/// The first number that turned, found where it was put in, not where it spread to.
class DivergenceTest {
    private Parameters parameters;
    private BackwardPass pass;

    @BeforeEach
    void healthy() {
        NetworkDescription description = Runs.chain(3, new Tanh(), 4, 4, 2);
        parameters = Parameters.initial(description, 1);
        pass =
                new BackwardPass(
                        new Network(description, parameters, 5, 1), List.of(Runs.squaredError("layer3")), false);
        Runs.fillRandom(pass.network().input(NetworkDescription.INPUT), new SeededRandom(3));
        pass.run(5, 0, PassListener.NONE);
    }

    private Divergence find() {
        return Divergence.find(pass, 12).orElseThrow();
    }

    @Test
    void nothingIsFoundInAHealthyStep() {
        assertEquals(Optional.empty(), Divergence.find(pass, 0));
        assertFalse(Divergence.isIn(pass) || Divergence.isIn(parameters));
    }

    @Test
    void aHugeWeightShowsInTheNextPreActivation() {
        parameters.get("layer2", "weights").fill(1.7e308);
        pass.network().input(NetworkDescription.INPUT).fill(100); // every a of layer1 near ±1
        parameters.get("layer1", "weights").fill(1);
        pass.run(5, 1, PassListener.NONE);
        assertEquals(
                new Divergence(12, Kind.PRE_ACTIVATION, "layer2", "", 0, List.of(0), Double.POSITIVE_INFINITY), find());
        assertEquals("z of layer `layer2` became ∞ at [0] of sample 0 in step 12", find().text());
    }

    @Test
    void anActivationOverflows() {
        NetworkDescription description = Runs.chain(3, new Exponential(), 4, 2);
        Parameters own = Parameters.initial(description, 1);
        own.get("layer1", "bias").set(2, 800);
        pass = new BackwardPass(new Network(description, own, 5, 1), List.of(Runs.squaredError("layer2")), false);
        pass.run(5, 1, PassListener.NONE);
        assertEquals(
                new Divergence(12, Kind.ACTIVATION, "layer1", "", 0, List.of(2), Double.POSITIVE_INFINITY), find());
        assertTrue(Divergence.isIn(pass));
    }

    @Test
    void theLossOverflows() {
        parameters.get("layer3", "bias").fill(1e200);
        pass.run(5, 1, PassListener.NONE);
        assertEquals(new Divergence(12, Kind.LOSS, "layer3", "", -1, List.of(), Double.POSITIVE_INFINITY), find());
        assertEquals("loss of layer `layer3` became ∞ in step 12", find().text());
        assertTrue(Divergence.isIn(pass));
    }

    @Test
    void onlyTheSumOfLossesOverflows() {
        NetworkDescription description = Runs.chain(3, new Tanh(), 4, 2);
        Parameters own = Parameters.initial(description, 1);
        own.get("layer2", "bias").fill(1e154);
        List<LossTerm> losses =
                List.of(LossTerm.of("layer2", new SquaredError(0.5)), LossTerm.of("layer2", new SquaredError(0.5)));
        pass = new BackwardPass(new Network(description, own, 5, 1), losses, false);
        pass.run(1, 1, PassListener.NONE);
        assertEquals(new Divergence(12, Kind.LOSS, "", "", -1, List.of(), Double.POSITIVE_INFINITY), find());
    }

    /// δ of layer 3 is finite, its product with huge weights is not.
    @Test
    void whatArrivesAtALayerOverflows() {
        parameters.get("layer3", "weights").fill(1e300);
        parameters.get("layer2", "weights").fill(0); // so that a of layer 2 is 0, and the loss finite
        pass.objective().targets(0).fill(1e10);
        pass.run(5, 1, PassListener.NONE);
        Divergence found = find();
        assertEquals(Kind.UPSTREAM, found.kind());
        assertEquals("layer2", found.layer());
        assertEquals("∂L/∂a of layer `layer2` became −∞ at [0] of sample 0 in step 12", found.text());
    }

    @Test
    void deltaAndGradientsInTheOrderOfThePass() {
        pass.gradients().of(new Parameters.Key("layer1", "bias")).set(3, Double.NaN);
        assertEquals(new Divergence(12, Kind.GRADIENT, "layer1", "bias", -1, List.of(3), Double.NaN), find());
        assertTrue(Divergence.isIn(pass));
        pass.gradients().delta(pass.network().node("layer1")).set(2 * 4 + 1, Double.NEGATIVE_INFINITY);
        assertEquals(new Divergence(12, Kind.DELTA, "layer1", "", 2, List.of(1), Double.NEGATIVE_INFINITY), find());
        pass.gradients().of(new Parameters.Key("layer2", "weights")).set(2, 1, Double.NaN);
        assertEquals(new Divergence(12, Kind.GRADIENT, "layer2", "weights", -1, List.of(2, 1), Double.NaN), find());
        assertEquals("∂L/∂weights of layer `layer2` became NaN at [2, 1] in step 12", find().text());
    }

    @Test
    void samplesBeyondTheBatchDoNotCount() {
        pass.run(4, 1, PassListener.NONE);
        pass.network().node("layer1").z().set(4 * 4, Double.NaN);
        assertEquals(Optional.empty(), Divergence.find(pass, 0));
    }

    @Test
    void parametersComeLast() {
        parameters.get("layer2", "weights").set(1, 3, Double.NaN);
        assertTrue(Divergence.isIn(parameters));
        assertFalse(Divergence.isIn(pass));
        assertEquals(new Divergence(12, Kind.PARAMETER, "layer2", "weights", -1, List.of(1, 3), Double.NaN), find());
        assertEquals("weights of layer `layer2` became NaN at [1, 3] in step 12", find().text());
    }
}
