package backproplab.ui.view;

import backproplab.ui.chart.Palette;
import backproplab.ui.viewmodel.DataCheckup;
import backproplab.ui.viewmodel.LabModel;

import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/// All settings of the run in a column: data with what the data doctor says of them, network with start weights, training; below them the seeds.
///
/// What can change while training goes on takes effect at once. What cannot says first what it would do, in a strip
/// under the control that asked for it.
public final class SettingsPanel {
    private static final double WIDTH = 300;
    private static final double MARGIN = 12;
    private static final String STYLESHEET =
            Objects.requireNonNull(
                            SettingsPanel.class.getResource("settings.css"), "settings.css is missing from the program")
                    .toExternalForm();

    private final BorderPane root = new BorderPane();
    private final DataSection data;
    private final NetworkSection network;
    private final DataCheckup checkup;
    private final TitledPane doctor;
    private final ScrollPane scroll;

    /// @param checkup of the model's data
    public SettingsPanel(LabModel model, DataCheckup checkup) {
        this.checkup = checkup;
        data = new DataSection(model);
        DoctorSection findings = new DoctorSection(model, checkup, data::standardise);
        doctor = section("settings-doctor", "", findings);
        doctor.textProperty().bind(findings.titleProperty());
        network = new NetworkSection(model);
        VBox sections =
                new VBox(
                        section("settings-data", "Data", data),
                        doctor,
                        section("settings-network", "Network", network),
                        section("settings-training", "Training", new TrainingSection(model)));
        sections.getStyleClass().add("settings-sections");
        scroll = new ScrollPane(sections);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("edge-to-edge");
        scroll.sceneProperty()
                .flatMap(Scene::focusOwnerProperty)
                .subscribe(it -> Platform.runLater(() -> reveal(it, sections, scroll)));
        root.getStyleClass().add("settings-panel");
        root.getStylesheets().add(STYLESHEET);
        root.setId("settings-panel");
        root.setAccessibleText("Settings");
        root.setCenter(scroll);
        root.setBottom(new SeedBar(model, data::askSeed));
        root.setPrefWidth(WIDTH);
        root.setMinWidth(0);
        root.setMinHeight(0);
    }

    private static TitledPane section(String id, String title, Node content) {
        TitledPane pane = new TitledPane(title, content);
        pane.setId(id);
        pane.setAnimated(false);
        pane.setMinWidth(0);
        pane.getStyleClass().add("settings-section");
        return pane;
    }

    /// Scrolls to what has got the focus by a key, as far as it takes to see it. What the mouse presses stays under it.
    private static void reveal(@Nullable Node focused, Region content, ScrollPane scroll) {
        Node node = focused;
        while (node != null && !node.equals(content)) {
            node = node.getParent();
        }
        double hidden = content.getHeight() - scroll.getViewportBounds().getHeight();
        if (node == null || focused == null || !focused.isFocusVisible() || hidden <= 0) {
            return;
        }
        Bounds place = content.sceneToLocal(focused.localToScene(focused.getBoundsInLocal()));
        double top = scroll.getVvalue() * hidden;
        double lowest = place.getMaxY() + MARGIN - scroll.getViewportBounds().getHeight();
        double highest = place.getMinY() - MARGIN;
        scroll.setVvalue(Math.clamp(Math.min(Math.max(top, lowest), Math.max(0, highest)) / hidden, 0, 1));
    }

    /// Brings what the data doctor says to the top, and the focus to it.
    public void showDoctor() {
        doctor.setExpanded(true);
        root.applyCss();
        root.layout();
        double hidden = ((Region) scroll.getContent()).getHeight() - scroll.getViewportBounds().getHeight();
        if (hidden > 0) {
            scroll.setVvalue(Math.clamp(doctor.getBoundsInParent().getMinY() / hidden, 0, 1));
        }
        doctor.requestFocus();
    }

    public Region node() {
        return root;
    }

    /// The colours from now on.
    public void setPalette(Palette palette) {
        network.setPalette(palette);
    }

    /// Whether data that were asked for are still being made, or looked at.
    public boolean isBusy() {
        return data.isBusy() || checkup.isBusy();
    }
}
