package backproplab.ui.view;

import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Style;

import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What is said of the gradient, with the rule by which it is said.
final class GradientBanner {
    /// Where a flag with its numbers would need two lines, at normal size.
    private static final double NARROW = 540;

    private final Label flag = new Label();
    private final Label rule = new Label();
    private final Tooltip ruleHelp = new Tooltip();
    private final VBox node = new VBox(flag, rule);

    GradientBanner() {
        flag.setId("gradient-flag");
        flag.setWrapText(true);
        flag.setMinHeight(Region.USE_PREF_SIZE);
        rule.setId("gradient-rule");
        rule.setTooltip(ruleHelp);
        rule.setWrapText(true);
        rule.setMinHeight(Region.USE_PREF_SIZE);
        node.setPadding(new Insets(3, 8, 3, 8));
    }

    VBox node() {
        return node;
    }

    String text() {
        return flag.getText();
    }

    /// The rule, in short and in full.
    void showRule(String text, String help) {
        rule.setText(text);
        ruleHelp.setText(help);
    }

    void show(String text, boolean warns, Style style, double width) {
        flag.setText((warns ? "⚠ " : "") + text);
        Palette palette = style.palette();
        java.awt.Color color = warns ? palette.warning() : palette.neutral();
        node.setStyle(
                "-fx-background-color: %s; -fx-background-radius: 4; -fx-border-color: transparent transparent transparent %s; -fx-border-width: 0 0 0 4;"
                        .formatted(
                                Controls.web(Palette.mix(palette.background(), color, warns ? 0.2 : 0.12)),
                                Controls.web(color)));
        boolean isNarrow = width < NARROW * style.scale();
        flag.setStyle(
                "-fx-font-weight: bold; -fx-font-size: %s; -fx-text-fill: %s;"
                        .formatted(isNarrow ? "0.88em" : "1em", Controls.web(palette.text())));
        rule.setStyle("-fx-font-size: 0.82em; -fx-text-fill: %s;".formatted(Controls.web(style.faintText())));
    }
}
