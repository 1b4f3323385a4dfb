package backproplab.ui.view;

import backproplab.network.LayerDescription;
import backproplab.network.NetworkDescription;
import backproplab.network.ShapeInference;
import backproplab.training.TrainingSetup;
import backproplab.ui.viewmodel.Edit;
import backproplab.ui.viewmodel.InputPlace;
import backproplab.ui.viewmodel.NetworkEdits;

import javafx.scene.Node;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What feeds the selected layer, and whose weights it has: a menu for each.
final class LayerWiring extends VBox {
    private static final String NONE = "0";
    private static final String OWN = "its own";

    private final LayerEdits edits;
    private @Nullable NetworkDescription shown;
    private String shownLayer = "";

    LayerWiring(LayerEdits edits) {
        super(2);
        this.edits = edits;
        setId("layer-wiring");
    }

    void show(TrainingSetup setup, LayerDescription layer) {
        NetworkDescription network = setup.network();
        if (network.equals(shown) && layer.name().equals(shownLayer)) {
            return;
        }
        shown = network;
        shownLayer = layer.name();
        List<HBox> rows = new ArrayList<>();
        List<InputPlace> places = InputPlace.of(network, layer);
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i).isChoice()) {
                rows.add(inputs(setup, layer, places.get(i), i));
            }
        }
        List<String> owners = owners(network).stream().filter(it -> canShare(setup, layer, it)).toList();
        if (!owners.isEmpty()) {
            rows.add(weights(setup, layer, owners));
        }
        keepFocus(rows);
    }

    /// Whoever chose in a menu goes on from there.
    private void keepFocus(List<HBox> rows) {
        Node focused = getScene() == null ? null : getScene().getFocusOwner();
        boolean isHere = focused instanceof MenuButton && getChildren().contains(focused.getParent());
        String id = isHere && focused != null ? focused.getId() : "";
        getChildren().setAll(rows);
        if (!id.isEmpty()) {
            rows.stream()
                    .map(it -> it.lookup("#" + id))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(Node::requestFocus);
        }
    }

    /// After an edit that was refused the menus mark again what is.
    private void done(Optional<String> refusal, TrainingSetup setup, LayerDescription layer) {
        if (refusal.isPresent()) {
            shown = null;
            show(setup, layer);
        }
    }

    /// Others have other shapes: only among layers of one form it is worth a thought.
    private static boolean canShare(TrainingSetup setup, LayerDescription layer, String owner) {
        if (layer.sharedWith().equals(Optional.of(owner))) {
            return true;
        }
        LayerDescription other = NetworkEdits.described(setup, owner);
        return !owner.equals(layer.name())
                && other.layer().getClass() == layer.layer().getClass()
                && NetworkEdits.share(setup, layer.name(), owner) instanceof Edit.Changed;
    }

    /// The layers with parameters of their own.
    static List<String> owners(NetworkDescription network) {
        ShapeInference inference = network.infer();
        return inference.order().stream()
                .filter(it -> it.sharedWith().isEmpty())
                .filter(it -> !it.layer().parameters(inference.inputShapes(it)).isEmpty())
                .map(LayerDescription::name)
                .toList();
    }

    private HBox inputs(TrainingSetup setup, LayerDescription layer, InputPlace place, int position) {
        String taken = place.taken().isEmpty() ? NONE : String.join(", ", place.taken());
        MenuButton menu = new MenuButton(taken);
        menu.setId("input-" + position);
        if (place.optional()) {
            menu.getItems().add(item(NONE, place.taken().isEmpty(), false, () -> feed(setup, layer, position, "")));
        }
        for (InputPlace.Source it : place.sources()) {
            menu.getItems()
                    .add(
                            item(
                                    it.name() + "  " + it.shape(),
                                    place.taken().contains(it.name()),
                                    place.several(),
                                    () -> feed(setup, layer, position, it.name())));
        }
        String help =
                place.several()
                        ? "The layers that are joined, in this order; the menu takes one more, or one out"
                        : place.optional()
                                ? "What the state starts from at the first step"
                                : "What the layer takes its input from";
        return row(place.label(), menu, help);
    }

    private void feed(TrainingSetup setup, LayerDescription layer, int place, String name) {
        done(edits.feed(layer.name(), InputPlace.chosen(setup.network(), layer, place, name)), setup, layer);
    }

    private void share(TrainingSetup setup, LayerDescription layer, Optional<String> owner) {
        done(edits.share(layer.name(), owner), setup, layer);
    }

    private HBox weights(TrainingSetup setup, LayerDescription layer, List<String> owners) {
        MenuButton menu = new MenuButton(layer.sharedWith().map("those of %s"::formatted).orElse(OWN));
        menu.setId("layer-weights");
        menu.getItems()
                .add(item(OWN, layer.sharedWith().isEmpty(), false, () -> share(setup, layer, Optional.empty())));
        for (String it : owners) {
            boolean taken = layer.sharedWith().equals(Optional.of(it));
            menu.getItems().add(item("those of " + it, taken, false, () -> share(setup, layer, Optional.of(it))));
        }
        return row(
                "weights",
                menu,
                "Whose weights the layer uses. With those of another one it has that one's type and settings, and the"
                        + " gradients of both add up");
    }

    private static MenuItem item(String text, boolean taken, boolean several, Runnable action) {
        MenuItem item;
        if (several) {
            CheckMenuItem check = new CheckMenuItem(text);
            check.setSelected(taken);
            item = check;
        } else {
            RadioMenuItem radio = new RadioMenuItem(text);
            radio.setSelected(taken);
            item = radio;
        }
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> action.run());
        return item;
    }

    private static HBox row(String label, MenuButton menu, String help) {
        HBox row = MemberEditor.row(label, menu, help);
        menu.setMnemonicParsing(false);
        menu.setAccessibleText(label + " " + menu.getText());
        return row;
    }
}
