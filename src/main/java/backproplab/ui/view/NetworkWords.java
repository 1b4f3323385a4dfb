package backproplab.ui.view;

import backproplab.network.Parameters;
import backproplab.statistics.UnitActivity;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Readout;
import backproplab.ui.viewmodel.Selection;
import backproplab.ui.viewmodel.UnitNames;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What there is to read of the picture of a network: under the mouse, and below it.
final class NetworkWords {
    private final NetworkScene scene;
    private final Palette palette;

    NetworkWords(NetworkScene scene, Palette palette) {
        this.scene = scene;
        this.palette = palette;
    }

    /// What is drawn and what is not.
    String caption() {
        NetworkPicture numbers = scene.picture();
        if (numbers == null) {
            return "";
        }
        List<String> sentences = new ArrayList<>();
        long total = 0;
        long shown = 0;
        for (NetworkPicture.Connection it : numbers.connections()) {
            total += it.total();
            shown += it.shown();
        }
        boolean pictures = numbers.units().values().stream().anyMatch(it -> it instanceof NetworkPicture.Pictures);
        boolean maps = numbers.units().values().stream().anyMatch(it -> it instanceof NetworkPicture.Maps);
        if (scene.isByGradient()) {
            sentences.add("∂L/∂w of %s".formatted(samples(numbers, " as one batch")));
        }
        String drawn = numbers.single() ? "of" : "between the units shown, of";
        sentences.add(
                "lines: "
                        + (shown >= total
                                ? "all %s weights".formatted(Numbers.count(total))
                                : "the %s strongest %s %s weights"
                                        .formatted(Numbers.count(shown), drawn, Numbers.count(total))));
        if (pictures) {
            sentences.add("squares behind the picture: the unit's weights as a picture, its line their RMS");
        }
        kernels().ifPresent(sentences::add);
        sentences.add(
                numbers.single()
                        ? inside(numbers)
                        : maps
                                ? "units: activation over the input plane, each layer on its own scale"
                                : "numbers: mean activation over " + samples(numbers, ""));
        sentences.add("step " + Numbers.count(numbers.run().checkpoint().step()));
        return String.join(" · ", sentences);
    }

    /// What the squares on the lines are.
    private Optional<String> kernels() {
        List<KernelTile> tiles = scene.kernels();
        if (tiles.isEmpty()) {
            return Optional.empty();
        }
        List<String> chosen =
                tiles.stream()
                        .filter(KernelTile::isChosen)
                        .map(it -> UnitNames.channel(it.layer(), it.filter()))
                        .distinct()
                        .toList();
        String of = chosen.size() == 1 ? chosen.getFirst() : "the selected or the first channel";
        return Optional.of(
                "squares on lines: "
                        + (scene.isByGradient() ? "∂L/∂w of kernels" : "kernels")
                        + (chosen.isEmpty() ? "" : ", behind several maps those of " + of));
    }

    private static String inside(NetworkPicture numbers) {
        String sample = "of training sample " + Numbers.count(numbers.wish().sample() + 1L);
        return numbers.isBackward()
                ? "inside: δ = ∂L/∂z %s in the mean over %s, from 1e−8 (nothing) to 1"
                        .formatted(sample, samples(numbers, ""))
                : "inside: a " + sample + ", each layer on its own scale";
    }

    private static String samples(NetworkPicture numbers, String together) {
        int count = numbers.batch();
        if (numbers.first() > 0) {
            String range =
                    "training samples %s to %s"
                            .formatted(
                                    Numbers.count(numbers.first() + 1L), Numbers.count(numbers.first() + (long) count));
            return count == 1 ? "training sample " + Numbers.count(numbers.first() + 1L) : range + together;
        }
        return count == 1
                ? "the first training sample"
                : "the first %s training samples".formatted(Numbers.count(count)) + together;
    }

    /// For those who do not see it: the layers and what is selected.
    String description() {
        List<String> layers = new ArrayList<>();
        scene.setup().network().inputs().keySet().forEach(layers::add);
        scene.setup().network().layers().forEach(it -> layers.add(it.name()));
        Selection selection = scene.selection();
        String selected =
                selection.unit().isPresent()
                        ? scene.nameOf(selection.layer(), selection.unit().getAsInt())
                        : selection.layer();
        return "Network: " + String.join(", ", layers) + ". Selected: " + selected;
    }

    private static Readout readout(double x, double y, String title, List<Readout.Row> rows) {
        return new Readout(x, new Rectangle2D.Double(x, y, 0, 0), title, rows);
    }

    Readout read(NetworkPicture.Edge edge, double x, double y) {
        List<Readout.Row> rows = new ArrayList<>();
        if (edge.isBundle()) {
            rows.add(row(0, "RMS of the weights", edge.weight()));
            rows.add(row(0, "RMS of ∂L/∂w", edge.gradient()));
            return readout(x, y, edge.from() + " → " + scene.nameOf(edge.to(), edge.toUnit()), rows);
        }
        String names = scene.nameOf(edge.from(), edge.fromUnit()) + " → " + scene.nameOf(edge.to(), edge.toUnit());
        if (edge.key().isEmpty()) {
            return readout(x, y, names, rows);
        }
        rows.add(row(edge.weight(), edge.key().get().name().equals("weights") ? "weight" : "γ", edge.weight()));
        rows.add(row(edge.gradient(), "∂L/∂w", edge.gradient()));
        return readout(x, y, names, rows);
    }

    Readout read(SkipLine line, double x, double y) {
        Readout.Row row = new Readout.Row(palette.neutral(), "past the layers between", "as it is, no weights");
        return readout(x, y, line.from() + " → " + line.to(), List.of(row));
    }

    /// One number of a kernel.
    Readout read(KernelTile tile, int index, double x, double y) {
        List<Readout.Row> rows = new ArrayList<>();
        NetworkPicture numbers = scene.picture();
        if (numbers != null) {
            numbers.parameter(tile.key(), index).ifPresent(it -> rows.add(row(it, "weight", it)));
            numbers.gradient(tile.key(), index).ifPresent(it -> rows.add(row(it, "∂L/∂w", it)));
        }
        String name = new UnitNames(scene.setup()).ofParameter(new Parameters.Key(tile.layer(), "weights"), index);
        return readout(x, y, name, rows);
    }

    private Readout.Row row(double sign, String name, double value) {
        Color color = sign > 0 ? palette.positive() : sign < 0 ? palette.negative() : palette.neutral();
        return new Readout.Row(color, name, Numbers.text(value));
    }

    Readout read(NetworkLayout.Hit hit, NetworkLayout.Slot slot, double x, double y) {
        NetworkLayout.Group group = hit.group();
        return switch (slot) {
            case NetworkLayout.Unit unit ->
                    readout(x, y, scene.nameOf(group.name(), unit.index()), rowsOf(group, unit.index()));
            case NetworkLayout.More more ->
                    readout(
                            x,
                            y,
                            "units %d to %d of %s, click to see them all"
                                    .formatted(more.first() + 1, more.first() + more.count(), group.name()),
                            List.of());
            case NetworkLayout.Sheet sheet -> {
                int unit = hit.unit().orElse(sheet.first());
                yield readout(x, y, scene.nameOf(group.name(), unit), rowsOf(group, unit));
            }
        };
    }

    private List<Readout.Row> rowsOf(NetworkLayout.Group group, int unit) {
        List<Readout.Row> rows = new ArrayList<>();
        NetworkPicture numbers = scene.picture();
        if (numbers != null) {
            String owner = scene.setup().network().layer(group.name()).map(it -> it.owner()).orElse(group.name());
            Parameters.Key bias = new Parameters.Key(owner, "bias");
            int channel = group.channelOf(unit);
            numbers.parameter(bias, channel).ifPresent(it -> rows.add(row(it, "bias", it)));
            numbers.gradient(bias, channel).ifPresent(it -> rows.add(row(it, "∂L/∂b", it)));
            valueOf(numbers, group, unit).ifPresent(it -> rows.add(row(it, nameOfValue(numbers, group), it)));
        }
        scene.judged(group.name())
                .filter(it -> unit < it.ranges().units())
                .ifPresent(it -> {
                    rows.add(
                            new Readout.Row(
                                    palette.neutral(),
                                    "z on the training set",
                                    Numbers.text(it.ranges().min(unit)) + " … " + Numbers.text(it.ranges().max(unit))));
                    it.activity().filter(a -> unit < a.units()).ifPresent(a -> rows.addAll(activityRows(a, unit)));
                });
        return rows;
    }

    private static OptionalDouble valueOf(NetworkPicture numbers, NetworkLayout.Group group, int unit) {
        return switch (numbers.units().get(group.name())) {
            case NetworkPicture.Values values when unit < values.byUnit().length ->
                    OptionalDouble.of(values.byUnit()[unit]);
            case NetworkPicture.Sample sample when unit < sample.values().length ->
                    OptionalDouble.of(sample.values()[unit]);
            case null, default -> OptionalDouble.empty();
        };
    }

    private static String nameOfValue(NetworkPicture numbers, NetworkLayout.Group group) {
        if (!numbers.single()) {
            return group.input() ? "mean" : "mean activation";
        }
        String symbol = group.input() ? "x" : numbers.wish().inside().symbol();
        return symbol + " of sample " + Numbers.count(numbers.wish().sample() + 1L);
    }

    private List<Readout.Row> activityRows(UnitActivity activity, int unit) {
        List<Readout.Row> rows = new ArrayList<>();
        int samples = scene.report() == null ? 0 : scene.report().samples();
        int awake = activity.awakeSamples(unit);
        String state =
                switch (activity.state(unit)) {
                    case DEAD -> "dead";
                    case NEARLY_DEAD -> "nearly dead";
                    case ALIVE -> "alive";
                };
        rows.add(
                new Readout.Row(
                        awake == 0 ? palette.warning() : palette.neutral(),
                        state + ", f′(z) ≠ 0 for",
                        Numbers.count(awake) + " of " + Numbers.count(samples) + " samples"));
        activity.saturatedShare(unit)
                .ifPresent(it ->
                        rows.add(
                                new Readout.Row(palette.neutral(), "saturated for", Numbers.percent(it) + " of them")));
        return rows;
    }
}
