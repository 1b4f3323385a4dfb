package backproplab.ui.view;

import backproplab.backprop.TraceValue.Quantity;
import backproplab.tensor.Tensor;
import backproplab.ui.chart.Palette;
import backproplab.ui.view.LitStep.Role;
import backproplab.ui.viewmodel.Moment;

import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The numbers of the traced sample that are drawn as pictures, as far as the walk has come; made once for a step.
///
/// A layer that gives maps shows what the step takes or gives there, else what became known of it last. Blue is above 0,
/// orange below, the full colour the largest of the layer; what comes in is drawn as ink.
final class LitSheets {
    private @Nullable Moment moment;
    private @Nullable Palette palette;
    private int sample = -1;
    private final Map<String, Map<Integer, BufferedImage>> images = new HashMap<>();
    private final Map<String, Optional<Quantity>> quantities = new HashMap<>();

    /// What is not drawn any more is forgotten.
    void begin(LitScene scene, Palette colours) {
        boolean isSame = moment == scene.moment() && colours.equals(palette) && sample == scene.step().sample();
        if (!isSame) {
            moment = scene.moment();
            palette = colours;
            sample = scene.step().sample();
            images.clear();
            quantities.clear();
        }
    }

    /// What the pictures of an input or a layer show; empty while nothing of it is known.
    Optional<Quantity> quantity(LitScene scene, NetworkLayout.Group group) {
        return quantities.computeIfAbsent(group.name(), _ -> find(scene, group));
    }

    private static Optional<Quantity> find(LitScene scene, NetworkLayout.Group group) {
        Map<Quantity, Role> lit = scene.paths().isPresent() ? Map.of() : litOf(scene, group);
        for (Role role : new Role[] {Role.RESULT, Role.OPERAND}) {
            for (Quantity quantity : LitNumbers.OF_UNIT) {
                if (lit.get(quantity) == role && isKnown(scene, group, quantity)) {
                    return Optional.of(quantity);
                }
            }
        }
        return LitNumbers.OF_UNIT.reversed().stream()
                .filter(it -> it != Quantity.SLOPE && isKnown(scene, group, it))
                .findFirst();
    }

    private static Map<Quantity, Role> litOf(LitScene scene, NetworkLayout.Group group) {
        int unit = scene.litUnits(group.name()).stream().findFirst().orElse(-1);
        return scene.litAt(group.name(), unit);
    }

    private static boolean isKnown(LitScene scene, NetworkLayout.Group group, Quantity quantity) {
        return isKnown(scene, group, quantity, 0) || isKnown(scene, group, quantity, group.units() - 1);
    }

    private static boolean isKnown(LitScene scene, NetworkLayout.Group group, Quantity quantity, int unit) {
        return scene.numbers().at(quantity, group.name(), unit).isPresent();
    }

    /// One of the pictures; empty while nothing of it is known.
    Optional<BufferedImage> image(LitScene scene, NetworkLayout.Group group, NetworkLayout.Sheet sheet) {
        Map<Integer, BufferedImage> known = images.computeIfAbsent(group.name(), _ -> make(scene, group));
        return Optional.ofNullable(known.get(sheet.first()));
    }

    private Map<Integer, BufferedImage> make(LitScene scene, NetworkLayout.Group group) {
        Optional<Quantity> quantity = quantity(scene, group);
        Palette colours = palette;
        if (quantity.isEmpty() || colours == null) {
            return Map.of();
        }
        double[] values = valuesOf(scene, group, quantity.get());
        Map<Integer, BufferedImage> made = new HashMap<>();
        Shades shades = new Shades(colours);
        double largest = Arrays.stream(values).map(Math::abs).filter(Double::isFinite).max().orElse(0);
        for (NetworkLayout.Slot slot : group.slots()) {
            if (slot instanceof NetworkLayout.Sheet sheet) {
                double[] part = Arrays.copyOfRange(values, sheet.first(), sheet.first() + sheet.shape().pixels());
                made.put(
                        sheet.first(),
                        quantity.get() == Quantity.INPUT
                                ? InkImage.of(part, sheet.shape(), colours)
                                : shades.image(part, sheet.shape().columns(), largest, Shades.zoom(sheet.shape())));
            }
        }
        return made;
    }

    /// As far as they are known; 0, which is drawn as nothing, where they are not.
    private static double[] valuesOf(LitScene scene, NetworkLayout.Group group, Quantity quantity) {
        double[] values = new double[group.units()];
        boolean isWhole = isKnown(scene, group, quantity, 0) && isKnown(scene, group, quantity, group.units() - 1);
        Optional<Tensor> all = isWhole ? scene.numbers().all(quantity, group.name()) : Optional.empty();
        if (all.isPresent()) {
            return all.get().row(scene.numbers().sample());
        }
        for (int unit = 0; unit < values.length; unit++) {
            values[unit] = scene.numbers().at(quantity, group.name(), unit).orElse(0);
        }
        return values;
    }
}
