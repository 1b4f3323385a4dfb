package backproplab.ui.view;

import backproplab.catalog.Spelling;
import backproplab.data.DataFinding;
import backproplab.data.DataFinding.Severity;
import backproplab.ui.viewmodel.DataCheckup;
import backproplab.ui.viewmodel.DataRemedy;
import backproplab.ui.viewmodel.LabModel;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What the data doctor says, finding by finding, warnings first, or what it looked at when it has nothing to say.
final class DoctorSection extends VBox {
    static final String TITLE = "Data doctor";

    private final LabModel model;
    private final DataCheckup checkup;
    private final Runnable standardise;
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(TITLE);

    /// What the cards were made from; a remedy depends on more than the findings.
    private record Shown(DataFinding finding, DataRemedy remedy) {}

    private List<Shown> shown = List.of();

    /// @param standardise has the data standardised
    DoctorSection(LabModel model, DataCheckup checkup, Runnable standardise) {
        super(8);
        this.model = model;
        this.checkup = checkup;
        this.standardise = standardise;
        setId("doctor");
        say("The data are being looked at …");
        checkup.reportProperty().subscribe(_ -> show());
        model.setupProperty().subscribe(_ -> show());
    }

    /// The heading, with what was found.
    ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    private void show() {
        DataCheckup.@Nullable Report report = checkup.reportProperty().get();
        // A report of before a change may speak of a layer that has gone.
        if (report == null || checkup.isBusy()) {
            return;
        }
        title.set(titleOf(report));
        if (report.findings().isEmpty()) {
            shown = List.of();
            say("Nothing to say. Looked at: " + String.join("; ", report.lookedAt()) + ".");
            return;
        }
        List<Shown> now =
                report.findings().stream()
                        .sorted(Comparator.comparing(DataFinding::severity).reversed())
                        .map(it -> new Shown(it, remedy(it)))
                        .toList();
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        List<Node> cards = new ArrayList<>();
        for (Shown it : now) {
            boolean open = cards.isEmpty() && it.finding().severity() == Severity.WARNING;
            cards.add(new FindingCard("finding-" + cards.size(), it.finding(), it.remedy(), open, () -> apply(it)));
        }
        getChildren().setAll(cards);
    }

    /// Short, to stand in a narrow column: what matters most.
    private static String titleOf(DataCheckup.Report report) {
        int warnings = report.count(Severity.WARNING);
        int notes = report.count(Severity.NOTE);
        return TITLE
                + ": "
                + (warnings > 0 ? counted(warnings, "warning") : notes > 0 ? counted(notes, "note") : "healthy");
    }

    private static String counted(int count, String what) {
        return Spelling.counted(count, what);
    }

    private void say(String sentence) {
        Label label = new Label(sentence);
        label.setId("doctor-healthy");
        label.getStyleClass().add("settings-note");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().setAll(label);
    }

    private DataRemedy remedy(DataFinding finding) {
        return DataRemedy.of(finding, model.setupProperty().get(), model.dataProperty().get());
    }

    /// Undo takes it back.
    private void apply(Shown card) {
        switch (remedy(card.finding())) {
            case DataRemedy.Standardise _ -> standardise.run();
            case DataRemedy.Change change -> model.change(change.next());
            case DataRemedy.ByHand _ -> {}
        }
    }
}
