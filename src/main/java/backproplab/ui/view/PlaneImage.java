package backproplab.ui.view;

import backproplab.ui.chart.Palette;

import java.awt.Color;
import java.awt.image.BufferedImage;

/// Regions as an image with a pixel for each cell of their grid.
final class PlaneImage {
    private static final int STEPS = 64;

    /// How much of its colour a class has where the network is sure of it, and on the border.
    private static final double SURE = 0.62;

    private static final double UNSURE = 0.06;

    /// With borders only.
    private static final double FLAT = 0.42;

    /// In how many steps values are drawn when not all shades are wanted.
    private static final double BANDS = 5;

    private static final double VALUE = 0.8;

    private PlaneImage() {}

    /// @param discrete one colour for each class, or steps of values, in place of all shades
    static BufferedImage of(OutputPicture.Regions regions, Palette palette, boolean discrete) {
        int cells = regions.cells();
        BufferedImage image = new BufferedImage(cells, cells, BufferedImage.TYPE_INT_ARGB);
        int[] pixels = new int[cells * cells];
        boolean decides = regions.training().hasClasses();
        int classes = regions.training().data().classes();
        int[][] colors = decides ? ofClasses(new ClassMarks(classes, palette, 1), discrete) : new int[0][];
        int unknown = Palette.mix(palette.background(), palette.neutral(), 0.6).getRGB();
        for (int i = 0; i < pixels.length; i++) {
            double shade = regions.shades()[i];
            if (Double.isNaN(shade)) {
                pixels[i] = unknown;
            } else if (decides) {
                pixels[i] = colors[regions.classes()[i]][(int) Math.round(shade * (STEPS - 1))];
            } else {
                pixels[i] = value(discrete ? Math.rint(shade * BANDS) / BANDS : shade, palette).getRGB();
            }
        }
        image.setRGB(0, 0, cells, cells, pixels, 0, cells);
        return image;
    }

    private static int[][] ofClasses(ClassMarks marks, boolean discrete) {
        int[][] colors = new int[marks.classes()][STEPS];
        for (int k = 0; k < colors.length; k++) {
            for (int i = 0; i < STEPS; i++) {
                double share = discrete ? FLAT : UNSURE + (SURE - UNSURE) * i / (STEPS - 1);
                colors[k][i] = Palette.mix(marks.palette().background(), marks.color(k), share).getRGB();
            }
        }
        return colors;
    }

    /// @param shade from −1 to 1
    static Color value(double shade, Palette palette) {
        return palette.diverging(VALUE * shade);
    }
}
