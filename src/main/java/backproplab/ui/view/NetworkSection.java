package backproplab.ui.view;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.catalog.Values;
import backproplab.layer.Layer;
import backproplab.layer.Layers;
import backproplab.network.LayerDescription;
import backproplab.network.NetworkDescription;
import backproplab.network.ShapeInference;
import backproplab.tensor.Shape;
import backproplab.training.TrainingSetup;
import backproplab.ui.chart.Palette;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.LayerSize;
import backproplab.ui.viewmodel.NetworkEdits;
import backproplab.ui.viewmodel.Selection;
import backproplab.ui.viewmodel.StartSpread;

import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The layers, each with its units and function; the settings of the selected one; and how start weights are drawn.
final class NetworkSection extends VBox {
    private final LabModel model;
    private final LayerEdits edits;
    private final LayerList rows = new LayerList();
    private final List<LayerRow> layers = new ArrayList<>();
    private final VBox settings = new VBox();
    private final LayerWiring wiring;
    private final Menu shared = new Menu("Shared weights of");
    private final Label problem = Texts.problem("layers-problem");
    private final Button earlier = new Button("↑");
    private final Button later = new Button("↓");
    private final Button remove = new Button("Remove");
    private final StartWeights start;
    private @Nullable SettingsEditor editor;
    private String edited = "";
    private List<String> listed = List.of();
    private Palette palette = Palette.LIGHT;

    NetworkSection(LabModel model) {
        super(6);
        this.model = model;
        this.edits = new LayerEdits(model, this::say);
        this.wiring = new LayerWiring(edits);
        this.start = new StartWeights(model, this::show);
        getChildren().setAll(rows, tools(), problem, settings, wiring, start);
        model.setupProperty()
                .subscribe((before, now) -> {
                    // A slider of the optimizer moves many times a second.
                    if (!now.network().equals(before.network()) || !now.losses().equals(before.losses())) {
                        show();
                    }
                });
        model.selectionProperty().subscribe(this::show);
        show();
    }

    private HBox tools() {
        MenuButton add = new MenuButton("Add");
        add.setId("settings-add");
        add.setTooltip(new Tooltip("A new layer behind the selected one, or before it when it is the output"));
        for (Entry<Layer> entry : Layers.CATALOG.entries()) {
            MenuItem item = new MenuItem(entry.label());
            item.setId("add-" + entry.id());
            item.setOnAction(_ -> edits.add(selected(), entry.standard()));
            add.getItems().add(item);
        }
        shared.setId("add-shared");
        add.getItems().add(shared);
        button(earlier, "settings-earlier", "Towards the input", () -> edits.move(selected(), false));
        button(later, "settings-later", "Towards the output", () -> edits.move(selected(), true));
        button(remove, "settings-remove", "Takes the selected layer out", () -> edits.remove(selected()));
        for (Control it : new Control[] {earlier, later, remove}) {
            Controls.compact(it);
            it.setMinWidth(Region.USE_PREF_SIZE);
        }
        add.setMinWidth(Region.USE_PREF_SIZE);
        return new HBox(6, add, earlier, later, remove);
    }

    private static void button(Button button, String id, String help, Runnable action) {
        button.setId(id);
        button.setTooltip(new Tooltip(help));
        button.setAccessibleText(help);
        button.setOnAction(_ -> action.run());
    }

    void setPalette(Palette now) {
        palette = now;
        layers.forEach(it -> it.setPalette(now));
    }

    private String selected() {
        return model.selectionProperty().get().layer();
    }

    private void select(String layer) {
        if (!selected().equals(layer)) {
            model.selectionProperty().set(Selection.of(layer));
        }
    }

    /// After an edit, taken or refused, the controls show what is.
    private void say(String sentence) {
        Texts.say(problem, SettingsEditor.sentence(sentence));
        show();
    }

    // What is shown

    private void show() {
        TrainingSetup setup = model.setupProperty().get();
        ShapeInference inference = setup.network().infer();
        List<LayerDescription> order = inference.order();
        listRows(order);
        NetworkDescription wanted = start.wanted(setup.network());
        List<StartSpread> spreads = StartSpread.of(wanted);
        for (int i = 0; i < order.size(); i++) {
            LayerDescription layer = order.get(i);
            Optional<StartSpread> drawn = spreads.stream().filter(it -> it.layer().equals(layer.name())).findFirst();
            Shape shape = Objects.requireNonNull(inference.shapes().get(layer.name()));
            layers.get(i).show(layer, shape, drawn, layer.name().equals(selected()));
        }
        layers.stream().filter(it -> it.layer().equals(selected())).findFirst().ifPresent(rows::reveal);
        offerShared(setup.network());
        int place = order.stream().map(LayerDescription::name).toList().indexOf(selected());
        boolean isOutput = NetworkEdits.hasLoss(setup, selected());
        boolean isOnlyOutput = isOutput && setup.losses().stream().allMatch(it -> it.on().equals(selected()));
        earlier.setDisable(place <= 0 || isOutput);
        later.setDisable(place < 0 || isOutput || place >= order.size() - 2);
        remove.setDisable(isOnlyOutput || order.size() == 1);
        setup.network()
                .layer(selected())
                .ifPresent(it -> {
                    edit(it);
                    wiring.show(setup, it);
                });
        start.show(setup.network(), selected());
    }

    private void offerShared(NetworkDescription network) {
        List<String> owners = LayerWiring.owners(network);
        shared.setDisable(owners.isEmpty());
        if (!owners.equals(shared.getItems().stream().map(MenuItem::getText).toList())) {
            shared.getItems()
                    .setAll(
                            owners.stream()
                                    .map(it -> {
                                        MenuItem item = new MenuItem(it);
                                        item.setId("add-shared-" + it);
                                        item.setOnAction(_ -> edits.addShared(selected(), it));
                                        return item;
                                    })
                                    .toList());
        }
    }

    private void listRows(List<LayerDescription> order) {
        List<String> keys = order.stream().map(NetworkSection::key).toList();
        if (keys.equals(listed)) {
            return;
        }
        listed = keys;
        layers.clear();
        for (LayerDescription layer : order) {
            LayerRow row = new LayerRow(layer, edits, () -> select(layer.name()));
            row.setPalette(palette);
            layers.add(row);
        }
        rows.list(layers);
    }

    /// A row is made for a layer of this name and type.
    private static String key(LayerDescription layer) {
        return layer.name() + " " + layer.layer().getClass().getSimpleName();
    }

    /// The settings of the selected layer's type; its units stand in its row.
    private void edit(LayerDescription layer) {
        Optional<Entry<Layer>> found =
                Layers.CATALOG.entries().stream().filter(it -> it.describes(layer.layer())).findFirst();
        List<Setting> shown =
                found.map(it -> it.settings().stream().filter(s -> !isSize(s, layer)).toList()).orElse(List.of());
        if (found.isEmpty() || shown.isEmpty()) {
            edited = "";
            settings.getChildren().setAll(heading(layer));
            return;
        }
        Entry<Layer> entry = found.get();
        Values all = entry.valuesOf(layer.layer());
        Values values = part(shown, all);
        if (edited.equals(key(layer)) && editor != null) {
            editor.show(values);
            return;
        }
        edited = key(layer);
        SettingsEditor made =
                new SettingsEditor(shown, _ -> Optional.empty(), values, new KindListener(layer.name(), entry));
        editor = made;
        settings.getChildren().setAll(heading(layer), made);
    }

    private static Label heading(LayerDescription layer) {
        return Texts.heading(layer.name() + ": " + Layers.CATALOG.entryOf(layer.layer()).label());
    }

    private static boolean isSize(Setting setting, LayerDescription layer) {
        return LayerSize.of(layer.layer()).filter(it -> it.setting().equals(setting)).isPresent();
    }

    private static Values part(List<Setting> shown, Values all) {
        var given = all.asMap();
        given.keySet().retainAll(shown.stream().map(Setting::id).toList());
        return Values.of(shown, given);
    }

    private final class KindListener implements SettingsEditor.Listener {
        private final String layer;
        private final Entry<Layer> entry;

        KindListener(String layer, Entry<Layer> entry) {
            this.layer = layer;
            this.entry = entry;
        }

        @Override
        public void preview(Values now) {
            kind(now).ifPresent(it -> edits.preview(layer, it));
        }

        @Override
        public void commit(Values now) {
            kind(now).ifPresent(it -> edits.change(layer, it));
        }

        private Optional<Layer> kind(Values now) {
            return model.setupProperty()
                    .get()
                    .network()
                    .layer(layer)
                    .map(it -> {
                        var given = entry.valuesOf(it.layer()).asMap();
                        given.putAll(now.asMap());
                        return entry.create(given);
                    });
        }
    }
}
