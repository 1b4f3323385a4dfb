package backproplab.ui.view;

import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Style;

import java.awt.Color;
import java.util.Objects;

/// How tables of numbers look: compact rows in the colours of the theme.
final class TableLook {
    static final String STYLESHEET =
            Objects.requireNonNull(
                            TableLook.class.getResource("step-table.css"), "step-table.css is missing from the program")
                    .toExternalForm();

    private TableLook() {}

    /// What the style sheet takes from the theme.
    ///
    /// @param body size of the type at normal size
    static String of(Style now, double body) {
        Palette palette = now.palette();
        return ("-fx-font-size: %spx; -step-background: %s; -step-header: %s; -step-text: %s; -step-accent: %s;"
                        + " -step-positive: %s; -step-negative: %s; -step-warning: %s; -step-faint: %s;"
                        + " -step-line: %s;"
                        + " -step-forward: %s; -step-forward-light: %s; -step-forward-row: %s;"
                        + " -step-backward: %s; -step-backward-light: %s; -step-backward-row: %s;")
                .formatted(
                        body * now.scale(),
                        Controls.web(palette.background()),
                        tint(palette, palette.text(), 0.05),
                        Controls.web(palette.text()),
                        Controls.web(palette.positive()),
                        readable(palette, palette.positive()),
                        readable(palette, palette.negative()),
                        Controls.web(palette.warning()),
                        Controls.web(now.faintText()),
                        Controls.web(palette.grid()),
                        tint(palette, palette.forward(), 0.38),
                        tint(palette, palette.forward(), 0.18),
                        tint(palette, palette.forward(), 0.08),
                        tint(palette, palette.backward(), 0.38),
                        tint(palette, palette.backward(), 0.18),
                        tint(palette, palette.backward(), 0.08));
    }

    /// An accent that stays readable as text.
    private static String readable(Palette palette, Color color) {
        return Controls.web(Palette.mix(color, palette.text(), 0.4));
    }

    private static String tint(Palette palette, Color color, double share) {
        return Controls.web(Palette.mix(palette.background(), color, share));
    }
}
