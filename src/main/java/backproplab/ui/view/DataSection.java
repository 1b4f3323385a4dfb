package backproplab.ui.view;

import backproplab.catalog.Catalog;
import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.catalog.Values;
import backproplab.data.Dataset;
import backproplab.data.Generator;
import backproplab.data.Generators;
import backproplab.data.Task;
import backproplab.experiment.DataSource;
import backproplab.experiment.TrainingOptions;
import backproplab.training.TrainingSetup;
import backproplab.ui.chart.Numbers;
import backproplab.ui.viewmodel.DataChoice;
import backproplab.ui.viewmodel.DataWish;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.NewestJob;

import javafx.application.Platform;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the samples come from and how they are used. Data that fit the network take effect while it trains; for
/// others it is said first what would become of the network.
final class DataSection extends VBox {
    private static final List<Setting> USE = List.of(TrainingOptions.TEST_SHARE, TrainingOptions.STANDARDISE);

    private final LabModel model;
    private final ComboBox<SourceItem> sources = new ComboBox<>();
    private final VBox settings = new VBox();
    private final SettingsEditor use;
    private final Label summary = new Label();
    private final Label problem = Texts.problem("data-problem");
    private final ProposalStrip proposal = new ProposalStrip("apply-data", this::discard);
    private final NewestJob<Made> job =
            new NewestJob<>(Platform::runLater, this::receive, failure -> refuse(String.valueOf(failure.getMessage())));
    private Optional<SourceItem.Read> read = Optional.empty();
    private @Nullable SettingsEditor editor;
    private String edited = "";

    /// What was asked for and is not in force: it is being made, or waits for a word of the user.
    private @Nullable DataWish wish;

    private boolean showing;

    /// @param done whether it is the end of a movement
    /// @param asked the setup that it was made for
    private record Made(DataWish wish, DataWish.Outcome outcome, boolean done, TrainingSetup asked) {}

    DataSection(LabModel model) {
        super(4);
        this.model = model;
        sources.setId("data-source");
        sources.setConverter(Texts.of(SourceItem::label));
        sources.setCellFactory(_ -> new Cell());
        sources.setVisibleRowCount(16);
        sources.setOnAction(_ -> {
            SourceItem chosen = sources.getValue();
            if (!showing && chosen != null && !chosen.describes(wished().source())) {
                ask(chosen.applyTo(wished()), true);
            }
        });
        use = new SettingsEditor(USE, _ -> Optional.empty(), Values.of(USE, Map.of()), new UseListener());
        summary.getStyleClass().add("settings-note");
        summary.setId("data-summary");
        summary.setWrapText(true);
        summary.setMinHeight(Region.USE_PREF_SIZE);
        getChildren()
                .setAll(
                        MemberEditor.row("source", sources, "Where the samples come from"),
                        settings,
                        use,
                        summary,
                        problem,
                        proposal);
        fillMenu();
        model.dataProperty().subscribe(this::keep);
        model.openedProperty().subscribe(_ -> discard());
        model.setupProperty().subscribe((before, now) -> follow(before, now));
    }

    /// Samples that were read stay in the menu, to come back to.
    private void keep(DataChoice data) {
        boolean made = data.source() instanceof DataSource.Generated || data.source() instanceof DataSource.Bundled;
        if (!made && read.filter(it -> it.describes(data.source())).isEmpty()) {
            read = Optional.of(new SourceItem.Read(data));
            fillMenu();
        }
    }

    private void fillMenu() {
        showing = true;
        sources.getItems().setAll(SourceItem.menu(read));
        showing = false;
    }

    /// Draws other data of the same kind in another order.
    void askSeed(long seed) {
        ask(wished().withSeed(seed), true);
    }

    /// Has the inputs of the data as they are standardised.
    void standardise() {
        ask(wished().withStandardise(true), true);
    }

    boolean isBusy() {
        return job.isBusy();
    }

    /// What the controls show: the data as they are, or as they would be.
    private DataWish wished() {
        return wish == null ? DataWish.of(model.setupProperty().get(), model.dataProperty().get()) : wish;
    }

    private void ask(DataWish wanted, boolean done) {
        wish = wanted;
        TrainingSetup setup = model.setupProperty().get();
        DataChoice data = model.dataProperty().get();
        job.ask(() -> new Made(wanted, wanted.outcome(setup, data), done, setup));
        show();
    }

    private void receive(Made made) {
        TrainingSetup now = model.setupProperty().get();
        boolean sameNetwork =
                now.network().equals(made.asked().network()) && now.losses().equals(made.asked().losses());
        if (!sameNetwork) {
            ask(made.wish(), made.done());
            return;
        }
        boolean newest = made.wish().equals(wish);
        if (newest) {
            wish = null;
            Texts.say(problem, "");
            proposal.clear();
        }
        switch (made.outcome()) {
            case DataWish.Outcome.Fits(TrainingSetup setup, DataChoice data) -> {
                if (made.done()) {
                    model.change(DataWish.onto(now, setup), data);
                } else {
                    model.preview(DataWish.onto(now, setup), data);
                }
            }
            case DataWish.Outcome.Adapts adapts when newest -> {
                wish = made.wish();
                proposal.propose(
                        "%s. The run starts over.".formatted(String.join(", ", adapts.changes())),
                        () -> startOver(adapts));
            }
            case DataWish.Outcome.Refused(String sentence) when newest -> refuse(sentence);
            case DataWish.Outcome.Adapts _, DataWish.Outcome.Refused _ -> {}
        }
        show();
    }

    private void startOver(DataWish.Outcome.Adapts adapts) {
        wish = null;
        proposal.clear();
        model.startOver(DataWish.onto(model.setupProperty().get(), adapts.setup()), adapts.data());
        show();
    }

    private void refuse(String sentence) {
        wish = null;
        Texts.say(problem, SettingsEditor.sentence(sentence));
        show();
    }

    private void discard() {
        wish = null;
        job.forget();
        proposal.clear();
        Texts.say(problem, "");
        show();
    }

    /// A proposal is about the network as it is, so that it is made again for another one.
    private void follow(TrainingSetup before, TrainingSetup now) {
        DataWish waiting = wish;
        if (waiting != null && proposal.isVisible()) {
            if (!before.training().equals(now.training())) {
                discard();
                return;
            }
            if (!before.network().equals(now.network()) || !before.losses().equals(now.losses())) {
                ask(waiting, true);
            }
        }
        show();
    }

    // What is shown

    private void show() {
        DataWish shown = wished();
        showing = true;
        sources.getItems().stream().filter(it -> it.describes(shown.source())).findFirst().ifPresent(sources::setValue);
        showing = false;
        if (shown.source() instanceof DataSource.Generated(Generator generator)) {
            Catalog.Description description = Generators.CATALOG.describe(generator);
            showGenerator(Generators.CATALOG.get(description.id()), description.values());
        } else {
            edited = "";
            editor = null;
            settings.getChildren().clear();
        }
        use.show(
                Values.of(
                        USE,
                        Map.of(
                                TrainingOptions.TEST_SHARE.id(), shown.testShare(),
                                TrainingOptions.STANDARDISE.id(), shown.standardise())));
        String inForce = summary(model.setupProperty().get(), model.dataProperty().get());
        summary.setText(wish == null ? inForce : "now: " + inForce);
    }

    private void showGenerator(Entry<Generator> entry, Values values) {
        if (entry.id().equals(edited) && editor != null) {
            editor.show(values);
            return;
        }
        edited = entry.id();
        SettingsEditor made =
                SettingsEditor.of(
                        entry,
                        values,
                        new SettingsEditor.Listener() {
                            @Override
                            public void preview(Values now) {
                                ask(drawn(entry, now), false);
                            }

                            @Override
                            public void commit(Values now) {
                                ask(drawn(entry, now), true);
                            }
                        });
        editor = made;
        settings.getChildren().setAll(made);
    }

    private DataWish drawn(Entry<Generator> entry, Values values) {
        return wished().from(new DataSource.Generated(entry.create(values.asMap())));
    }

    /// How many samples there are and what each one has, as the run has them now.
    static String summary(TrainingSetup setup, DataChoice data) {
        Dataset samples = data.samples();
        String counts =
                setup.test()
                        .map(it ->
                                "%s train · %s test"
                                        .formatted(
                                                Numbers.count(setup.training().samples()), Numbers.count(it.samples())))
                        .orElseGet(() -> "%s train · no test".formatted(Numbers.count(setup.training().samples())));
        return "%s%n%s · %s"
                .formatted(counts, counted(samples.input().rowSize(), "input"), targets(samples))
                .replace("\r", "");
    }

    private static String targets(Dataset samples) {
        return switch (samples.task()) {
            case Task.Regression _ -> counted(samples.target().rowSize(), "number") + " to meet";
            case Task.Binary _, Task.Classes _ ->
                    samples.classes() > 0
                            ? "%d classes".formatted(samples.classes())
                            : counted(samples.target().rowSize(), "yes-or-no target");
        };
    }

    private static String counted(int number, String what) {
        return number == 1 ? "1 " + what : "%s %ss".formatted(Numbers.count(number), what);
    }

    private final class UseListener implements SettingsEditor.Listener {
        @Override
        public void preview(Values now) {
            ask(used(now), false);
        }

        @Override
        public void commit(Values now) {
            ask(used(now), true);
        }

        private DataWish used(Values now) {
            return wished().withTestShare(now.real(TrainingOptions.TEST_SHARE))
                    .withStandardise(now.flag(TrainingOptions.STANDARDISE));
        }
    }

    private static final class Cell extends ListCell<SourceItem> {
        @Override
        protected void updateItem(SourceItem item, boolean empty) {
            super.updateItem(item, empty);
            boolean isNone = empty || item == null;
            setText(isNone ? null : item.label());
            setTooltip(isNone ? null : new Tooltip(item.help()));
        }
    }
}
