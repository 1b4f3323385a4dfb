package backproplab.ui.view;

import backproplab.initializer.Initializer;
import backproplab.initializer.Initializers;
import backproplab.network.LayerDescription;
import backproplab.network.NetworkDescription;
import backproplab.training.TrainingSetup;
import backproplab.ui.viewmodel.LabModel;

import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/// How the weights and biases of a new run are drawn, for all layers together or for the selected one.
///
/// Before the first step, a slider draws the weights anew at each of its places. Later that would throw away what was
/// learned: then it is only shown what would come, until the user asks for it.
final class StartWeights extends VBox {
    private final LabModel model;
    private final Runnable onChange;
    private final ToggleButton all;
    private final ToggleButton one;
    private final MemberEditor<Initializer> weights;
    private final MemberEditor<Initializer> biases;
    private final ProposalStrip proposal;

    /// What the user wants of layers and has not got yet.
    private final Map<String, LayerDescription> wanted = new HashMap<>();

    private boolean drawing;
    private String selected = "";

    /// @param onChange after what is [#wanted] has changed
    StartWeights(LabModel model, Runnable onChange) {
        super(4);
        this.model = model;
        this.onChange = onChange;
        ToggleGroup group = new ToggleGroup();
        all = Controls.pill("start-all", "all layers", "One way to draw for all layers", "left-pill", group);
        one = Controls.pill("start-one", "selected", "The selected layer only", "right-pill", group);
        all.setSelected(true);
        Controls.keepOneSelected(group);
        group.selectedToggleProperty().addListener((_, _, _) -> onChange.run());
        weights =
                new MemberEditor<>(
                        "start-weights",
                        "weights",
                        MemberEditor.Naming.INSIDE,
                        "How the weights of a new run are drawn",
                        Initializers.CATALOG,
                        new Drawer(LayerDescription::initializer, LayerDescription::with));
        biases =
                new MemberEditor<>(
                        "start-biases",
                        "biases",
                        MemberEditor.Naming.INSIDE,
                        "How the biases of a new run are drawn",
                        Initializers.CATALOG,
                        new Drawer(LayerDescription::biasInitializer, LayerDescription::withBiasInitializer));
        proposal = new ProposalStrip("apply-start", this::discard);
        getChildren().setAll(Texts.heading("Start weights"), new HBox(all, one), weights, biases, proposal);
        model.openedProperty().addListener((_, _, _) -> discard());
    }

    /// `network` with what is wanted of it.
    NetworkDescription wanted(NetworkDescription network) {
        return new NetworkDescription(
                network.inputs(),
                network.layers().stream()
                        .map(it -> {
                            LayerDescription other = wanted.get(it.name());
                            return other == null
                                    ? it
                                    : it.with(other.initializer()).withBiasInitializer(other.biasInitializer());
                        })
                        .toList());
    }

    private void discard() {
        wanted.clear();
        onChange.run();
    }

    private boolean isAtStart() {
        return model.stepProperty().get() == 0 && !model.runningProperty().get();
    }

    private boolean concerns(LayerDescription layer) {
        return all.isSelected() || layer.name().equals(selected);
    }

    void show(NetworkDescription network, String layer) {
        selected = layer;
        one.setText(layer);
        NetworkDescription shown = wanted(network);
        wanted.keySet().removeIf(it -> network.layer(it).isEmpty() || network.layer(it).equals(shown.layer(it)));
        List<LayerDescription> concerned = shown.layers().stream().filter(this::concerns).toList();
        show(weights, concerned.stream().map(LayerDescription::initializer).distinct().toList());
        show(biases, concerned.stream().map(LayerDescription::biasInitializer).distinct().toList());
        if (wanted.isEmpty()) {
            proposal.clear();
        } else {
            proposal.propose("New start weights as set here. The run starts over.", this::startOver);
        }
    }

    private static void show(MemberEditor<Initializer> editor, List<Initializer> members) {
        if (members.size() == 1) {
            editor.show(members.getFirst());
        } else {
            editor.showNone("different from layer to layer");
        }
    }

    private void startOver() {
        TrainingSetup setup = model.setupProperty().get();
        NetworkDescription network = wanted(setup.network());
        wanted.clear();
        model.startOver(setup.with(network), model.dataProperty().get());
        onChange.run();
    }

    /// Sets one of the two initializers.
    private final class Drawer implements MemberEditor.Listener<Initializer> {
        private final Function<LayerDescription, Initializer> get;
        private final BiFunction<LayerDescription, Initializer, LayerDescription> with;

        Drawer(
                Function<LayerDescription, Initializer> get,
                BiFunction<LayerDescription, Initializer, LayerDescription> with) {
            this.get = get;
            this.with = with;
        }

        @Override
        public void preview(Initializer member) {
            take(member);
            if (isAtStart()) {
                drawing = true;
                TrainingSetup setup = model.setupProperty().get();
                NetworkDescription network = wanted(setup.network());
                wanted.clear();
                model.previewStart(setup.with(network));
            }
            onChange.run();
        }

        @Override
        public void commit(Initializer member) {
            boolean changes = take(member);
            if (isAtStart() && (changes || drawing)) {
                startOver();
            }
            drawing = false;
            onChange.run();
        }

        private boolean take(Initializer member) {
            NetworkDescription shown = wanted(model.setupProperty().get().network());
            List<LayerDescription> others =
                    shown.layers().stream()
                            .filter(it -> concerns(it) && !get.apply(it).equals(member))
                            .map(it -> with.apply(it, member))
                            .toList();
            others.forEach(it -> wanted.put(it.name(), it));
            return !others.isEmpty();
        }
    }
}
