package backproplab.ui.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.layer.Dense;
import backproplab.layer.Layers;
import backproplab.network.LayerDescription;
import backproplab.training.TrainingSetup;

import org.junit.jupiter.api.Test;

import java.util.List;

class NetworkEditsTest {
    private final Document document = Documents.digits(Documents.function("relu"));
    private final TrainingSetup setup = document.setup();

    private static TrainingSetup changed(Edit result) {
        return ((Edit.Changed) result).setup();
    }

    private static String refused(Edit result) {
        return ((Edit.Refused) result).sentence();
    }

    private static List<String> chain(TrainingSetup setup) {
        return setup.network().layers().stream()
                .map(it -> it.inputs() + " " + it.name() + " " + ((Dense) it.layer()).units())
                .toList();
    }

    @Test
    void aLayerIsResizedAndTheNextOneFollows() {
        TrainingSetup wider = changed(NetworkEdits.resize(setup, "hidden", 50));
        assertEquals(List.of("[input] hidden 50", "[hidden] output 10"), chain(wider));
    }

    @Test
    void theOutputHasTheSizeOfTheTargets() {
        String sentence = refused(NetworkEdits.resize(setup, "output", 9));
        assertTrue(sentence.contains("`output`") && sentence.contains("9 numbers") && sentence.contains("10 numbers"));
    }

    @Test
    void aLayerIsAddedBehindAHiddenOne() {
        TrainingSetup deeper = changed(NetworkEdits.add(setup, "hidden"));
        assertEquals(List.of("[input] hidden 30", "[hidden] hidden2 30", "[hidden2] output 10"), chain(deeper));
        assertEquals(Documents.function("relu"), deeper.network().layer("hidden2").orElseThrow().function());
    }

    @Test
    void aLayerIsAddedBeforeTheOutput() {
        TrainingSetup deeper = changed(NetworkEdits.add(setup, "output"));
        assertEquals(List.of("[input] hidden 30", "[hidden] hidden2 30", "[hidden2] output 10"), chain(deeper));
    }

    @Test
    void whatIsAddedCanBeRemoved() {
        TrainingSetup deeper = changed(NetworkEdits.add(setup, "hidden"));
        assertEquals(setup.network(), changed(NetworkEdits.remove(deeper, document.data(), "hidden2")).network());
        assertEquals(
                List.of("[input] hidden2 30", "[hidden2] output 10"),
                chain(changed(NetworkEdits.remove(deeper, document.data(), "hidden"))));
    }

    @Test
    void theLayerOfTheLossStays() {
        assertTrue(refused(NetworkEdits.remove(setup, document.data(), "output")).contains("`output`"));
    }

    @Test
    void aFunctionThatDoesNotFitIsRefusedInWords() {
        LayerDescription tanh =
                changed(NetworkEdits.changeFunction(setup, "hidden", Documents.function("tanh")))
                        .network()
                        .layer("hidden")
                        .orElseThrow();
        assertEquals(Documents.function("tanh"), tanh.function());
        var threeSlopes = Documents.function("prelu", "alpha", List.of(0.1, 0.2, 0.3));
        assertTrue(refused(NetworkEdits.changeFunction(setup, "hidden", threeSlopes)).contains("`prelu`"));
    }

    @Test
    void layersChangePlaces() {
        TrainingSetup wide = changed(NetworkEdits.resize(setup, "hidden", 50));
        TrainingSetup deep = changed(NetworkEdits.resize(changed(NetworkEdits.add(wide, "hidden")), "hidden2", 20));
        TrainingSetup moved = changed(NetworkEdits.move(deep, "hidden", true));
        assertEquals(List.of("[input] hidden2 20", "[hidden2] hidden 50", "[hidden] output 10"), chain(moved));
        assertEquals(deep.network(), changed(NetworkEdits.move(moved, "hidden", false)).network());
        assertTrue(refused(NetworkEdits.move(deep, "hidden2", true)).contains("`output` is compared"));
        assertTrue(refused(NetworkEdits.move(deep, "hidden", false)).contains("before"));
    }

    @Test
    void aLayerOfAnotherTypeHasNoFunctionOfItsOwn() {
        TrainingSetup normed = changed(NetworkEdits.add(setup, "hidden", Layers.CATALOG.get("batch_norm").standard()));
        LayerDescription added = normed.network().layer("batch_norm1").orElseThrow();
        assertEquals(Layers.CATALOG.get("batch_norm").standard(), added.layer());
        assertEquals(Documents.function("identity"), added.function());
    }
}
