package backproplab.ui.app;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the views stand. Wide windows show all of them side by side; in a small one, views share places.
///
/// A tree of rows, columns and shared places, written down once for each size; views that are not there are left out.
sealed interface Arrangement {
    /// From this size on all views stand side by side.
    double WIDE = 1150;

    double HIGH = 720;

    /// @param share of the space, against its neighbours
    record View(String id, double share) implements Arrangement {}

    /// One place for several views, one of which is in front.
    record Shared(double share, List<String> ids) implements Arrangement {}

    record Split(double share, Orientation orientation, List<Arrangement> parts) implements Arrangement {}

    double share();

    Arrangement LARGE =
            row(
                    1,
                    column(
                            0.62,
                            new View("network", 0.52),
                            row(0.48, new View("activation", 0.5), new View("gradients", 0.5))),
                    column(0.38, new View("output", 0.36), new View("loss", 0.32), new View("units", 0.32)));

    Arrangement SMALL =
            column(
                    1,
                    row(0.5, new Shared(0.55, List.of("network")), new Shared(0.45, List.of("output", "loss"))),
                    row(0.5, new Shared(0.5, List.of("activation", "units")), new Shared(0.5, List.of("gradients"))));

    Arrangement STEPS =
            column(
                    1,
                    row(0.62, new View("step-network", 0.56), new View("step-card", 0.44)),
                    row(0.38, new View("step-table", 0.56), new Shared(0.44, List.of("step-detail", "output"))));

    Arrangement CHECK =
            column(
                    1,
                    row(0.58, new View("check-map", 0.54), new View("check-list", 0.46)),
                    row(0.42, new View("check-curve", 0.54), new View("check-number", 0.46)));

    /// @param width for the views
    /// @param height for the views
    static Arrangement of(Perspective perspective, double width, double height) {
        return switch (perspective) {
            case TRAINING -> width >= WIDE && height >= HIGH ? LARGE : SMALL;
            case STEPS -> STEPS;
            case CHECK -> CHECK;
        };
    }

    private static Arrangement row(double share, Arrangement... parts) {
        return new Split(share, Orientation.HORIZONTAL, List.of(parts));
    }

    private static Arrangement column(double share, Arrangement... parts) {
        return new Split(share, Orientation.VERTICAL, List.of(parts));
    }

    /// The nodes of the views in this arrangement; empty when none of its views is there.
    ///
    /// @param onChange is told when another view comes to the front
    static Optional<Node> build(Arrangement arrangement, Map<String, ViewFrame> frames, Runnable onChange) {
        return switch (arrangement) {
            case View(String id, double _) -> single(frames.get(id));
            case Shared(double _, List<String> ids) ->
                    deck(ids.stream().filter(frames::containsKey).map(frames::get).toList(), onChange);
            case Split split -> split(split, frames, onChange);
        };
    }

    private static Optional<Node> single(@Nullable ViewFrame frame) {
        if (frame != null) {
            frame.place();
        }
        return Optional.ofNullable(frame);
    }

    private static Optional<Node> deck(List<ViewFrame> frames, Runnable onChange) {
        return switch (frames.size()) {
            case 0 -> Optional.empty();
            case 1 -> single(frames.getFirst());
            default -> Optional.of(new Deck(frames, onChange));
        };
    }

    private static Optional<Node> split(Split split, Map<String, ViewFrame> frames, Runnable onChange) {
        SplitPane pane = new SplitPane();
        pane.setOrientation(split.orientation());
        pane.setMinSize(0, 0);
        List<Double> shares = new ArrayList<>();
        for (Arrangement part : split.parts()) {
            build(part, frames, onChange)
                    .ifPresent(node -> {
                        pane.getItems().add(node);
                        shares.add(part.share());
                    });
        }
        double total = shares.stream().mapToDouble(it -> it).sum();
        double position = 0;
        for (int i = 0; i + 1 < shares.size(); i++) {
            position += shares.get(i) / total;
            pane.setDividerPosition(i, position);
        }
        return pane.getItems().isEmpty()
                ? Optional.empty()
                : Optional.of(pane.getItems().size() == 1 ? pane.getItems().removeFirst() : pane);
    }
}
