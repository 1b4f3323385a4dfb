package backproplab.ui.view;

import backproplab.backprop.TraceValue.Quantity;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Style;
import backproplab.ui.view.LitStep.Role;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Paints the cards of units, targets, biases and of the loss: a frame with the numbers that are known by now, as large
/// as there is room for.
final class LitCards {
    private static final int CORNER = 9;

    /// What a bias takes, in sizes of small type.
    private static final double BIAS = 6.5;

    private final Graphics2D g;
    private final Style style;
    private final Palette palette;
    private final LitScene scene;
    private final NumberLines lines;

    LitCards(Graphics2D g, Style style, LitScene scene) {
        this.g = g;
        this.style = style;
        this.palette = style.palette();
        this.scene = scene;
        this.lines = new NumberLines(g, style, direction(), scene.paths().isPresent());
    }

    static Color direction(Palette palette, boolean backward) {
        return backward ? palette.backward() : palette.forward();
    }

    private Color direction() {
        return direction(palette, scene.isBackward());
    }

    void unit(String owner, int unit, Rectangle2D card) {
        Optional<Role> role = scene.roleOf(owner, unit);
        frame(card, role);
        Optional<Adjustable> own =
                scene.trace().inputs().containsKey(owner)
                        ? Optional.of(new Adjustable.Input(owner, scene.step().sample(), unit))
                        : Optional.empty();
        List<NumberLine> entries = entries(owner, unit);
        own.filter(_ -> !entries.isEmpty())
                .filter(it -> it.isChanged(scene.pass()))
                .ifPresent(it -> entries.add(was(it)));
        lines.paint(entries, card);
        own.ifPresent(it -> marks(it, card));
    }

    private NumberLine was(Adjustable it) {
        return NumberLine.of("was", it.original(scene.pass()), Optional.empty());
    }

    /// A dashed frame for what is not as in the run, a second one for what the keys change.
    private void marks(Adjustable it, Rectangle2D box) {
        if (it.isChanged(scene.pass())) {
            g.setPaint(palette.text());
            g.setStroke(style.dashed(1.6));
            g.draw(rounded(box, 0));
        }
        if (scene.isChosen(it)) {
            g.setPaint(palette.text());
            g.setStroke(style.stroke(1.2));
            g.draw(rounded(box, 3 * style.scale()));
        }
    }

    static RoundRectangle2D rounded(Rectangle2D box, double out) {
        return new RoundRectangle2D.Double(
                box.getX() - out,
                box.getY() - out,
                box.getWidth() + 2 * out,
                box.getHeight() + 2 * out,
                CORNER + out,
                CORNER + out);
    }

    private void frame(Rectangle2D box, Optional<Role> role) {
        boolean isResult = role.filter(it -> it == Role.RESULT).isPresent();
        boolean isOperand = role.filter(it -> it == Role.OPERAND).isPresent();
        if (isResult) {
            g.setPaint(style.withAlpha(direction(), 0.3));
            g.fill(rounded(box, 5 * style.scale()));
        }
        double tint = isResult ? (palette.dark() ? 0.34 : 0.2) : isOperand ? (palette.dark() ? 0.14 : 0.07) : 0;
        g.setPaint(Palette.mix(palette.background(), direction(), tint));
        g.fill(rounded(box, 0));
        g.setPaint(isResult || isOperand ? direction() : Palette.mix(palette.background(), palette.neutral(), 0.6));
        g.setStroke(style.stroke(isResult ? 3 : isOperand ? 2 : 1));
        g.draw(rounded(box, 0));
    }

    /// What is known of a unit by now, in the order in which it became known.
    private List<NumberLine> entries(String owner, int unit) {
        List<NumberLine> entries = new ArrayList<>();
        Map<Quantity, Role> lit = scene.litAt(owner, unit);
        LitNumbers numbers = scene.numbers();
        boolean isDone = numbers.at(Quantity.DELTA, owner, unit).isPresent();
        for (Quantity quantity : LitNumbers.OF_UNIT) {
            boolean isOnTheWay = quantity == Quantity.ARRIVING || quantity == Quantity.SLOPE;
            Optional<Role> role = Optional.ofNullable(lit.get(quantity));
            OptionalDouble value = numbers.at(quantity, owner, unit);
            boolean isResult = role.filter(it -> it == Role.RESULT).isPresent();
            if (value.isPresent() && (!isOnTheWay || !isDone || role.isPresent())) {
                entries.add(NumberLine.of(symbol(quantity), value.getAsDouble(), role));
            } else if (isResult && value.isEmpty() && (scene.isCovered() || scene.step().soFar().isPresent())) {
                entries.add(coming(symbol(quantity), role));
            }
        }
        return entries;
    }

    /// What is still to be guessed, or what a sum has come to.
    private NumberLine coming(String symbol, Optional<Role> role) {
        OptionalDouble soFar = scene.step().soFar();
        return scene.isCovered() || soFar.isEmpty()
                ? new NumberLine(symbol, 0, Optional.of("?"), role)
                : NumberLine.of(symbol + " so far", soFar.getAsDouble(), role);
    }

    static String symbol(Quantity quantity) {
        return switch (quantity) {
            case INPUT -> "x";
            case TARGET -> "t";
            case PRE_ACTIVATION -> "z";
            case ACTIVATION -> "a";
            case ARRIVING, LOSS_GRADIENT, SENT_BACK -> "∂L/∂a";
            case SLOPE -> "f′";
            case DELTA -> "δ";
            case INPUT_GRADIENT -> "∂L/∂x";
            case SAMPLE_LOSS -> "l";
            case LOSS -> "L";
            case LOSS_AFTER -> "new L";
            case GRADIENT, EFFECTIVE_GRADIENT -> "∂L/∂w";
            case UPDATED -> "new w";
            case CHANGE -> "Δw";
            case PARAMETER -> "w";
            case MEAN -> "μ";
            case INVERSE_DEVIATION -> "s";
            case NORMALISED -> "x̂";
            case MASK -> "m/(1−p)";
            case WON -> "won";
            case SHARE -> "1/n";
            case PARAMETER_SLOPE -> "∂f/∂p";
        };
    }

    void target(String layer, int unit, Rectangle2D card) {
        Adjustable.Target target = new Adjustable.Target(layer, scene.step().sample(), unit);
        OptionalDouble value = scene.numbers().at(Quantity.TARGET, layer, unit);
        Rectangle2D box = scene.target(card);
        Optional<Role> role = scene.paths().isPresent() ? Optional.empty() : scene.step().roleOfTarget(layer, unit);
        frame(box, role);
        if (value.isEmpty()) {
            return;
        }
        List<NumberLine> entries = new ArrayList<>(List.of(NumberLine.of("t", value.getAsDouble(), role)));
        if (target.isChanged(scene.pass())) {
            entries.add(was(target));
        }
        lines.paint(entries, box);
        marks(target, box);
    }

    /// Above a card: the bias at the left, and which unit it is at the right.
    void above(String owner, int unit, Rectangle2D card) {
        Optional<Adjustable.Parameter> bias = scene.biasOf(owner, unit);
        Rectangle2D box = scene.bias(card);
        Font font = style.small();
        FontMetrics metrics = Lettering.metrics(g, font);
        double room = bias.isPresent() ? Math.max(0, box.getWidth() - BIAS * font.getSize2D()) : box.getWidth();
        String name = Lettering.cut(metrics, shortName(owner, unit), room - 4);
        double width = metrics.stringWidth(name) <= room && box.getHeight() >= 8 ? metrics.stringWidth(name) : 0;
        if (width > 0) {
            double baseline = box.getCenterY() + 0.36 * font.getSize2D();
            Lettering.left(g, name, font, style.faintText(), box.getMaxX() - width - 3, baseline);
        }
        double left = box.getWidth() - (width > 0 ? width + 6 : 0);
        bias.ifPresent(it -> bias(it, new Rectangle2D.Double(box.getX(), box.getY(), left, box.getHeight())));
    }

    /// Without the name of the layer, which stands above all of its units.
    private String shortName(String owner, int unit) {
        String name = scene.names().of(owner, unit);
        return name.startsWith(owner + " ") ? name.substring(owner.length() + 1) : name;
    }

    private void bias(Adjustable.Parameter bias, Rectangle2D box) {
        if (box.getHeight() < 8) {
            return;
        }
        Optional<Role> role =
                scene.paths().isPresent() ? Optional.empty() : scene.step().roleOf(bias.key(), bias.index());
        role.ifPresent(_ -> frame(box, role));
        lines.small(biasEntry(bias, role), box);
        marks(bias, box);
    }

    private NumberLine biasEntry(Adjustable.Parameter bias, Optional<Role> role) {
        String letter = bias.key().name().equals("bias") ? "b" : "β";
        double before = scene.numbers().parameter(bias.key(), bias.index());
        OptionalDouble after = scene.numbers().updated(bias.key(), bias.index());
        if (after.isPresent()) {
            return NumberLine.of(letter + " →", after.getAsDouble(), role);
        }
        OptionalDouble gradient = scene.numbers().gradient(bias.key(), bias.index());
        boolean isResult = role.filter(it -> it == Role.RESULT).isPresent();
        if (isResult && scene.isCovered()) {
            return coming("?", role);
        }
        if (isResult && gradient.isPresent()) {
            return NumberLine.of("∂L/∂" + letter, gradient.getAsDouble(), role);
        }
        return NumberLine.of(letter, before, role);
    }

    void loss() {
        Rectangle2D box = scene.loss();
        frame(box, scene.paths().isPresent() ? Optional.of(Role.OPERAND) : scene.step().roleOfLoss());
        List<NumberLine> entries = lossEntries();
        if (entries.isEmpty()) {
            Lettering.centred(
                    g,
                    "loss",
                    style.font(),
                    style.faintText(),
                    box.getCenterX(),
                    box.getCenterY() + 0.35 * style.font().getSize2D());
        }
        lines.paint(entries, box);
    }

    private List<NumberLine> lossEntries() {
        LitNumbers numbers = scene.numbers();
        List<NumberLine> entries = new ArrayList<>();
        if (numbers.loss().isEmpty() || isLit(Quantity.SAMPLE_LOSS)) {
            for (int term = 0; term < scene.trace().losses().size(); term++) {
                add(entries, Quantity.SAMPLE_LOSS, numbers.sampleLoss(term));
            }
        }
        add(entries, Quantity.LOSS, numbers.loss());
        add(entries, Quantity.LOSS_AFTER, numbers.lossAfter());
        return entries;
    }

    private boolean isLit(Quantity quantity) {
        return scene.step().atLoss().containsKey(quantity);
    }

    private void add(List<NumberLine> entries, Quantity quantity, OptionalDouble value) {
        Optional<Role> role = Optional.ofNullable(scene.step().atLoss().get(quantity));
        if (value.isPresent()) {
            entries.add(NumberLine.of(symbol(quantity), value.getAsDouble(), role));
        } else if (scene.isCovered() && role.filter(Role.RESULT::equals).isPresent()) {
            entries.add(coming(symbol(quantity), role));
        }
    }
}
