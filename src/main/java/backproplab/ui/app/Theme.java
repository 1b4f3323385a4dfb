package backproplab.ui.app;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

import backproplab.ui.chart.Palette;

import javafx.application.Application;

import java.util.Objects;

/// Light or dark, for controls and charts alike.
enum Theme {
    LIGHT,
    DARK;

    static final String STYLESHEET =
            Objects.requireNonNull(
                            Theme.class.getResource("backprop-lab.css"), "backprop-lab.css is missing from the program")
                    .toExternalForm();

    /// For every scene of the program.
    void apply() {
        Application.setUserAgentStylesheet(
                this == DARK ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
    }

    Palette palette() {
        return Palette.of(this == DARK);
    }

    Theme other() {
        return this == DARK ? LIGHT : DARK;
    }
}
