package backproplab.ui.view;

import backproplab.tensor.Tensor;
import backproplab.ui.chart.Palette;

import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/// The insides of units as images, made once per picture.
final class UnitTiles {
    private final Palette palette;
    private final @Nullable NetworkPicture of;
    private final Shades shades;
    private final Map<String, BufferedImage> images = new HashMap<>();
    private final IdentityHashMap<Tensor, Double> largest = new IdentityHashMap<>();

    UnitTiles(Palette palette, @Nullable NetworkPicture of) {
        this.palette = palette;
        this.of = of;
        this.shades = new Shades(palette);
    }

    Shades shades() {
        return shades;
    }

    Palette palette() {
        return palette;
    }

    /// @param unit of a picture its first
    Optional<BufferedImage> image(String group, int unit) {
        if (of == null) {
            return Optional.empty();
        }
        String key = unit + "/" + group;
        BufferedImage known = images.get(key);
        if (known == null) {
            known = make(of.units().get(group), unit);
            if (known != null) {
                images.put(key, known);
            }
        }
        return Optional.ofNullable(known);
    }

    /// @param byGradient whether it shows `∂L/∂w`, on the fixed scale; else the weights, the largest of the layer in full
    ///     colour
    Optional<BufferedImage> kernel(KernelTile tile, boolean byGradient) {
        if (of == null) {
            return Optional.empty();
        }
        String key = tile.first() + (byGradient ? "∂" : "w") + tile.layer();
        BufferedImage known = images.get(key);
        if (known == null) {
            known = make(tile, byGradient, of);
            images.put(key, known);
        }
        return Optional.of(known);
    }

    private BufferedImage make(KernelTile tile, boolean byGradient, NetworkPicture numbers) {
        Tensor weights = numbers.run().checkpoint().parameters().get(tile.key());
        Tensor gradient = numbers.gradients().get(tile.key());
        Tensor shown = byGradient && gradient != null ? gradient : weights;
        double[] part = Arrays.copyOfRange(shown.values(), tile.first(), tile.first() + tile.shape().pixels());
        double largest = byGradient ? 1 : largest(weights);
        double[] shares = byGradient ? Arrays.stream(part).map(GradientScale::share).toArray() : part;
        return shades.image(shares, tile.shape().columns(), largest, Shades.zoom(tile.shape()));
    }

    private double largest(Tensor weights) {
        return largest.computeIfAbsent(
                weights, it -> Arrays.stream(it.values()).map(Math::abs).filter(Double::isFinite).max().orElse(0));
    }

    private @Nullable BufferedImage make(NetworkPicture.@Nullable Content content, int unit) {
        return switch (content) {
            case null -> null;
            case NetworkPicture.Maps maps -> {
                double[] map = maps.byUnit().get(unit);
                yield map == null ? null : shades.image(map, NetworkPicture.MAP_CELLS, maps.largest(), 1);
            }
            case NetworkPicture.Pictures pictures -> {
                double[] row = pictures.byUnit().get(unit);
                yield row == null
                        ? null
                        : shades.image(row, pictures.shape().columns(), pictures.largest(), zoom(pictures.shape()));
            }
            case NetworkPicture.Sample sample -> {
                double[] part = Arrays.copyOfRange(sample.values(), unit, unit + sample.shape().pixels());
                if (sample.input()) {
                    yield InkImage.of(part, sample.shape(), palette);
                }
                boolean isBackward = of != null && of.isBackward();
                double[] shown = isBackward ? Arrays.stream(part).map(GradientScale::share).toArray() : part;
                double largest = isBackward ? 1 : sample.largest();
                yield shades.image(shown, sample.shape().columns(), largest, Shades.zoom(sample.shape()));
            }
            case NetworkPicture.Values _ -> null;
        };
    }

    private static int zoom(PictureShape shape) {
        return Math.max(1, 64 / shape.columns());
    }
}
