package backproplab.ui.view;

import backproplab.ui.chart.Palette;
import backproplab.ui.viewmodel.TracedPass;

import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;

/// The picture input of the traced sample, made once for a pass.
final class LitInk {
    private @Nullable TracedPass pass;
    private @Nullable Palette palette;
    private String input = "";
    private int sample;
    private @Nullable BufferedImage image;

    BufferedImage image(LitScene scene, String name, PictureShape shape, Palette colours) {
        BufferedImage known = image;
        boolean isSame =
                pass == scene.pass()
                        && colours.equals(palette)
                        && input.equals(name)
                        && sample == scene.step().sample();
        if (known == null || !isSame) {
            pass = scene.pass();
            palette = colours;
            input = name;
            sample = scene.step().sample();
            known = InkImage.of(scene.trace().output(name).row(sample), shape, colours);
            image = known;
        }
        return known;
    }
}
