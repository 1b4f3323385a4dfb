package backproplab.ui.view;

import backproplab.network.LossTerm;
import backproplab.training.TrainingSetup;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.LossEdits;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The losses, each with the layer that it is on; and a menu for one more. What cannot be is said under them.
final class LossList extends VBox {
    private final LayerEdits edits;
    private final LabModel model;
    private final VBox terms = new VBox(6);
    private final List<LossEditor> editors = new ArrayList<>();
    private final MenuButton add = new MenuButton("Add a loss");
    private final Label problem = Texts.problem("losses-problem");
    private List<Term> shown = List.of();

    /// What a row of controls is made for.
    ///
    /// @param layers that the loss can be on
    private record Term(String on, List<String> layers, boolean weighted, boolean removable) {}

    LossList(LabModel model) {
        super(4);
        this.model = model;
        this.edits = new LayerEdits(model, it -> Texts.say(problem, SettingsEditor.sentence(it)));
        add.setId("loss-add");
        String help =
                "One more loss: on a layer with as many numbers as the targets, or on a new output behind a layer";
        add.setTooltip(new Tooltip(help));
        add.setAccessibleHelp(help);
        getChildren().setAll(terms, problem, add);
    }

    void show(TrainingSetup setup) {
        List<String> free = LossEdits.free(setup);
        boolean several = setup.losses().size() > 1;
        List<Term> now =
                setup.losses().stream()
                        .map(it ->
                                new Term(
                                        it.on(),
                                        Stream.concat(Stream.of(it.on()), free.stream()).toList(),
                                        several || it.weight() != LossTerm.WEIGHT.standard(),
                                        several))
                        .toList();
        if (!now.equals(shown)) {
            shown = now;
            Texts.say(problem, "");
            list(now);
        }
        offer(free, LossEdits.inner(setup));
        editors.forEach(it -> it.show(setup));
    }

    private void list(List<Term> now) {
        editors.clear();
        List<Node> nodes = new ArrayList<>();
        for (int term = 0; term < now.size(); term++) {
            LossEditor editor = new LossEditor(model, term, now.get(term).weighted());
            editors.add(editor);
            nodes.add(heading(now.get(term), term));
            nodes.add(editor);
        }
        terms.getChildren().setAll(nodes);
    }

    private Node heading(Term shownTerm, int term) {
        if (!shownTerm.removable() && shownTerm.layers().size() == 1) {
            return Texts.heading("Loss on " + shownTerm.on());
        }
        Label label = Texts.heading("Loss on");
        HBox row = new HBox(6, label);
        row.setAlignment(Pos.BASELINE_LEFT);
        if (shownTerm.layers().size() == 1) {
            label.setText("Loss on " + shownTerm.on());
            label.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(label, Priority.ALWAYS);
        } else {
            row.getChildren().add(layers(shownTerm, term));
        }
        if (shownTerm.removable()) {
            Button remove =
                    Controls.button(
                            "loss-remove-" + term,
                            "Remove",
                            "Takes the loss on %s away, and with it the layers that lead to no other one"
                                    .formatted(shownTerm.on()));
            remove.setOnAction(_ -> edits.removeLoss(term));
            row.getChildren().add(remove);
        }
        return row;
    }

    private ComboBox<String> layers(Term shownTerm, int term) {
        ComboBox<String> layers = new ComboBox<>();
        layers.setId("loss-on-" + term);
        layers.getItems().setAll(shownTerm.layers());
        layers.setValue(shownTerm.on());
        layers.setAccessibleText("Layer of the loss");
        layers.setTooltip(new Tooltip("The layer that is compared with the targets: one that gives as many numbers"));
        layers.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(layers, Priority.ALWAYS);
        layers.setOnAction(_ -> {
            String chosen = layers.getValue();
            if (!chosen.equals(shownTerm.on()) && edits.moveLoss(term, chosen).isPresent()) {
                layers.setValue(shownTerm.on());
            }
        });
        return layers;
    }

    private void offer(List<String> free, List<String> inner) {
        List<MenuItem> items = new ArrayList<>();
        free.forEach(it -> items.add(item("on " + it, () -> edits.addLoss(it))));
        if (!free.isEmpty() && !inner.isEmpty()) {
            items.add(new SeparatorMenuItem());
        }
        inner.forEach(it -> items.add(item("on a new output behind " + it, () -> edits.addHead(it))));
        add.setDisable(items.isEmpty());
        if (!texts(items).equals(texts(add.getItems()))) {
            add.getItems().setAll(items);
        }
    }

    private static List<String> texts(List<MenuItem> items) {
        return items.stream().map(it -> String.valueOf(it.getText())).toList();
    }

    private static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> action.run());
        return item;
    }
}
