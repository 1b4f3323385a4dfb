package backproplab.ui.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.backprop.CheckPlan;
import backproplab.data.Digits;
import backproplab.experiment.ExperimentFile;
import backproplab.experiment.LoadedExperiment;
import backproplab.experiment.Reading;
import backproplab.layer.Convolution2d;
import backproplab.layer.Layer;
import backproplab.layer.Layers;
import backproplab.layer.Lstm;
import backproplab.layer.Recurrent;
import backproplab.network.LayerDescription;
import backproplab.training.Command;
import backproplab.training.TrainingSetup;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Edits of networks that are no plain chain of dense layers.
class GraphEditsTest {
    private static final Map<String, Document> READ = new HashMap<>();

    private static Document sample(String name) {
        return READ.computeIfAbsent(
                name,
                it -> {
                    Path file = Path.of("sample-networks", it + ".json");
                    return switch (ExperimentFile.read(file)) {
                        case Reading.Done<LoadedExperiment>(LoadedExperiment loaded) ->
                                Document.of(loaded, Optional.of(file));
                        case Reading.Refused<LoadedExperiment>(var problems) -> throw new AssertionError(problems);
                    };
                });
    }

    private static Layer layer(String id) {
        return Layers.CATALOG.get(id).standard();
    }

    private static TrainingSetup changed(Edit edit) {
        return assertInstanceOf(Edit.Changed.class, edit, edit::toString).setup();
    }

    private static String refused(Edit edit) {
        return assertInstanceOf(Edit.Refused.class, edit, edit::toString).sentence();
    }

    private static List<String> wiring(TrainingSetup setup) {
        return setup.network().layers().stream().map(it -> it.name() + it.inputs()).toList();
    }

    private static LayerDescription layer(TrainingSetup setup, String name) {
        return setup.network().layer(name).orElseThrow();
    }

    @Test
    void aConvolutionLooksLikeItsNeighbour() {
        TrainingSetup lenet = sample("lenet5-digits").setup();
        TrainingSetup deeper = changed(NetworkEdits.add(lenet, "pool1", layer("conv2d")));
        LayerDescription added = layer(deeper, "conv3");
        assertEquals(List.of("pool1"), added.inputs());
        assertEquals(layer(lenet, "conv1").layer(), added.layer());
        assertEquals(layer(lenet, "conv1").function(), added.function());
        assertEquals(List.of("conv3"), layer(deeper, "conv2").inputs());
    }

    @Test
    void whatTakesMapsIsPutBeforeTheLayerThatHasNone() {
        TrainingSetup lenet = sample("lenet5-digits").setup();
        TrainingSetup pooled = changed(NetworkEdits.add(lenet, "flatten", layer("conv2d")));
        assertEquals(List.of("pool2"), layer(pooled, "conv3").inputs());
        String sentence = refused(NetworkEdits.add(lenet, "dense2", layer("conv2d")));
        assertTrue(sentence.contains("maps [channels, rows, columns], got [84]; take a place behind"), sentence);
        assertTrue(sentence.contains("as `pool2` does"), sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"conv2d", "max_pool2d", "avg_pool2d", "global_avg_pool", "rnn", "lstm", "gru"})
    void dataOfAnotherKindAreNeeded(String type) {
        TrainingSetup circle = Documents.circle(Documents.function("tanh")).setup();
        String sentence = refused(NetworkEdits.add(circle, "hidden", layer(type)));
        assertTrue(sentence.contains("`" + type + "` needs"), sentence);
        assertTrue(sentence.contains("; open a network that reads "), sentence);
    }

    @Test
    void mapsAreFlattenedForWhoTakesNone() {
        TrainingSetup lenet = sample("lenet5-digits").setup();
        TrainingSetup without = changed(NetworkEdits.remove(lenet, sample("lenet5-digits").data(), "pool2"));
        assertEquals(List.of("conv2"), layer(without, "flatten").inputs());
        String sentence = refused(NetworkEdits.remove(lenet, sample("lenet5-digits").data(), "flatten"));
        assertTrue(sentence.contains("put a `flatten` layer before it"), sentence);
        TrainingSetup pooled = changed(NetworkEdits.add(lenet, "flatten", layer("max_pool2d")));
        assertEquals(List.of("max_pool1"), layer(pooled, "flatten").inputs());
    }

    @Test
    void aRecurrentLayerPutsOutWhatTheNextOneNeeds() {
        TrainingSetup lstm = sample("lstm-long-memory").setup();
        TrainingSetup before = changed(NetworkEdits.add(lstm, "output", layer("dense")));
        assertEquals(List.of("cell"), layer(before, "hidden2").inputs());
        // The cell puts out its last state: the new one takes the sequence, before it.
        TrainingSetup two = changed(NetworkEdits.add(lstm, "cell", layer("lstm")));
        assertEquals(List.of("input"), layer(two, "lstm1").inputs());
        assertEquals(Recurrent.Steps.SEQUENCE, ((Lstm) layer(two, "lstm1").layer()).return_());
        assertEquals(List.of("lstm1"), layer(two, "cell").inputs());
    }

    @Test
    void theSizeOfEveryLayerThatHasOneIsSet() {
        TrainingSetup lstm = sample("lstm-long-memory").setup();
        assertEquals(9, ((Lstm) layer(changed(NetworkEdits.resize(lstm, "cell", 9)), "cell").layer()).units());
        TrainingSetup lenet = sample("lenet5-digits").setup();
        assertEquals(
                9, ((Convolution2d) layer(changed(NetworkEdits.resize(lenet, "conv1", 9)), "conv1").layer()).filters());
        assertTrue(refused(NetworkEdits.resize(lenet, "conv1", 0)).contains("filters"));
    }

    @Test
    void aSumJoinsTheNearestLayerOfItsShape() {
        TrainingSetup residual = sample("residual-20-layers").setup();
        TrainingSetup joined = changed(NetworkEdits.add(residual, "block1", layer("add")));
        assertEquals(List.of("block1", "stem"), layer(joined, "add1").inputs());
        assertEquals(List.of("add1", "stem"), layer(joined, "sum1").inputs());
        TrainingSetup circle = Documents.circle(Documents.function("tanh")).setup();
        String sentence = refused(NetworkEdits.add(circle, "hidden", layer("add")));
        assertTrue(sentence.contains("inputs of one shape, got [8] and [2]"), sentence);
        TrainingSetup beside = changed(NetworkEdits.add(circle, "hidden", layer("concat")));
        assertEquals(List.of("hidden", "input"), layer(beside, "concat1").inputs());
    }

    @Test
    void takingOutASkipConnectionLeavesTheChain() {
        Document residual = sample("residual-20-layers");
        TrainingSetup plain = changed(NetworkEdits.remove(residual.setup(), residual.data(), "sum1"));
        assertEquals(List.of("block1"), layer(plain, "block2").inputs());
        assertEquals(List.of("block2", "block1", "stem"), layer(plain, "sum2").inputs(), "the sum of all");
        String sentence = refused(NetworkEdits.remove(residual.setup(), residual.data(), "block1"));
        assertTrue(sentence.contains("`sum1` has nothing to join but `stem`; remove `sum1` first"), sentence);
    }

    @Test
    void noLayerIsLeftThatLeadsNowhere() {
        TrainingSetup setup = sample("two-losses").setup();
        String sentence = refused(NetworkEdits.feed(setup, "out", List.of("shared")));
        assertTrue(sentence.contains("`deep` would lead to no loss"), sentence);
    }

    @Test
    void weightsAreSharedAndTakenBack() {
        TrainingSetup residual = sample("residual-20-layers").setup();
        TrainingSetup shared = changed(NetworkEdits.share(residual, "block2", "block1"));
        assertEquals(Optional.of("block1"), layer(shared, "block2").sharedWith());
        assertEquals(residual.network(), changed(NetworkEdits.unshare(shared, "block2")).network());
        TrainingSetup both = changed(NetworkEdits.changeFunction(shared, "block2", Documents.function("softplus")));
        assertEquals(Documents.function("softplus"), layer(both, "block1").function());
        String sentence = refused(NetworkEdits.share(residual, "block2", "stem"));
        assertTrue(sentence.contains("feed both layers by inputs of one shape"), sentence);
        assertTrue(
                refused(
                                NetworkEdits.remove(
                                        changed(
                                                NetworkEdits.remove(
                                                        shared, sample("residual-20-layers").data(), "sum1")),
                                        sample("residual-20-layers").data(),
                                        "block1"))
                        .contains("`block2` uses the weights of `block1`"));
    }

    @Test
    void aLayerWithTheWeightsOfAnotherOneIsAdded() {
        TrainingSetup residual = sample("residual-20-layers").setup();
        TrainingSetup shared = changed(NetworkEdits.addShared(residual, "sum3", "block1"));
        assertEquals(List.of("sum3"), layer(shared, "hidden" + residual.network().layers().size()).inputs());
    }

    @Test
    void whatFeedsALayerIsChosen() {
        TrainingSetup residual = sample("residual-20-layers").setup();
        LayerDescription sum = layer(residual, "sum2");
        InputPlace place = InputPlace.of(residual.network(), sum).getFirst();
        assertEquals("joins", place.label());
        assertEquals(
                List.of("input", "stem", "block1", "sum1", "block2"),
                place.sources().stream().map(InputPlace.Source::name).toList());
        List<String> three = InputPlace.chosen(residual.network(), sum, 0, "stem");
        assertEquals(List.of("block2", "sum1", "stem"), three);
        assertEquals(three, layer(changed(NetworkEdits.feed(residual, "sum2", three)), "sum2").inputs());
    }

    @Test
    void theStartOfAStateComesFromAnotherLayer() {
        TrainingSetup lstm = sample("lstm-long-memory").setup();
        int units = ((Lstm) layer(lstm, "cell").layer()).units();
        TrainingSetup two = changed(NetworkEdits.add(lstm, "cell", layer("lstm")));
        // Beside each other, the first gives the second its state.
        TrainingSetup beside =
                changed(
                        NetworkEdits.change(
                                two, "lstm1", new Lstm(units, Recurrent.Steps.SEQUENCE, Recurrent.Biases.TWO)));
        assertEquals(
                List.of("fed by"),
                InputPlace.of(beside.network(), layer(beside, "cell")).stream().map(InputPlace::label).toList(),
                "a sequence is no start");
    }

    /// The data give the mask to this layer alone.
    @Test
    void whatWasGivenToALayerGoesWithIt() {
        String file =
                """
                {"format": "backprop-lab/1",
                 "data": {"source": "inline", "inputs": [[1, 2], [3, 4]], "targets": [[1], [0]]},
                 "network": {"input": [2], "layers": [
                   {"name": "drop", "type": "dropout", "state": {"mask": [[1, 0], [0, 1]]}},
                   {"name": "out", "type": "dense"}]},
                 "losses": [{"type": "squared_error"}]}
                """;
        if (!(ExperimentFile.parse(file) instanceof Reading.Done<LoadedExperiment>(LoadedExperiment loaded))) {
            throw new AssertionError("it could not be read");
        }
        Document document = Document.of(loaded, Optional.empty());
        assertEquals(List.of("input", "drop.mask"), List.copyOf(document.setup().training().inputs().keySet()));
        TrainingSetup without = changed(NetworkEdits.remove(document.setup(), document.data(), "drop"));
        assertEquals(List.of("out[input]"), wiring(without));
        assertEquals(List.of("input"), List.copyOf(without.training().inputs().keySet()));
    }

    @Test
    void aHeadIsAddedAndTakenAway() {
        Document circle = Documents.circle(Documents.function("tanh"));
        Edit.Changed two =
                assertInstanceOf(Edit.Changed.class, LossEdits.addHead(circle.setup(), circle.data(), "hidden"));
        assertEquals(List.of("hidden[input]", "output[hidden]", "head1[hidden]"), wiring(two.setup()));
        assertEquals(List.of("output", "head1"), List.copyOf(two.setup().training().targets().keySet()));
        assertEquals(two.setup().training().targets().get("output"), two.setup().training().targets().get("head1"));
        TrainingSetup one = changed(LossEdits.remove(two.setup(), two.data().orElseThrow(), 1));
        assertEquals(circle.setup().network(), one.network());
        assertEquals(circle.setup().losses(), one.losses());
        TrainingSetup other = changed(NetworkEdits.remove(two.setup(), two.data().orElseThrow(), "output"));
        assertEquals(List.of("hidden[input]", "head1[hidden]"), wiring(other));
        assertTrue(refused(NetworkEdits.remove(one, circle.data(), "output")).contains("add another loss first"));
    }

    @Test
    void takingALossAwayTakesWhatLedToItAlone() {
        Document document = sample("two-losses");
        TrainingSetup early = changed(LossEdits.remove(document.setup(), document.data(), 0));
        assertEquals(List.of("shared[input]", "early[shared]"), wiring(early));
        assertEquals(List.of("early"), List.copyOf(early.training().targets().keySet()));
        assertEquals(0.3, early.losses().getFirst().weight());
    }

    /// Other data are those of every loss.
    @Test
    void otherDataAreThoseOfEveryLoss() {
        TrainingSetup two = sample("two-losses").setup();
        var possible = assertInstanceOf(Adaptation.Possible.class, Adaptation.of(two, new Digits().load()));
        assertEquals(List.of("out", "early"), List.copyOf(possible.samples().targets().keySet()));
        assertEquals(10, LayerSize.of(layer(possible.setup(), "early").layer()).orElseThrow().size());
        assertEquals(0.3, possible.setup().losses().getLast().weight());
        assertEquals(Documents.function("softmax"), layer(possible.setup(), "early").function());
    }

    /// LeNet-5 has fewer numbers than a dense network that is quick, and much behind each.
    @Test
    void aCheckThatTakesLongTakesASample() {
        Document lenet = sample("lenet5-digits");
        CheckSettings settings = new CheckSettings(lenet.setup(), () -> {});
        assertEquals(
                CheckModel.SAMPLE, settings.planFor(new Command.Snapshot(lenet.setup(), lenet.start())).perTensor());
        Document large = Documents.large();
        assertEquals(CheckPlan.ALL, settings.planFor(new Command.Snapshot(large.setup(), large.start())).perTensor());
    }
}
