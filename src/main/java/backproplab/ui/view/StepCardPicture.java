package backproplab.ui.view;

import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Picture;
import backproplab.ui.chart.Style;
import backproplab.ui.view.StepCardLayout.Head;
import backproplab.ui.viewmodel.StepCard;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/// Paints a [StepCard], with type as large as its area allows: it is read from the last row of a lecture hall. Where there
/// is little room, long sums show fewer terms.
final class StepCardPicture implements Picture {
    /// How many terms of a long sum are tried, from what one would like to what nearly always has room.
    private static final int[] TERMS = {8, 6, 4, 3};

    static final int MOST_TERMS = TERMS[0];

    /// Type of this share of the largest that the area may have needs no terms less.
    private static final double COMFORTABLE = 0.72;

    private static final double SMALLEST = 7;

    /// The stripe at the left, in sizes of the type.
    private static final double BAR = 0.35;

    /// How many sizes of type an area is wide and high at least, so that most steps are shown in the same size.
    private static final double ACROSS = 23;

    private static final double DOWN = 16;

    /// In a lecture hall.
    private static final double LARGER = 1.15;

    /// A size that is smaller than another by less than this is better when it breaks fewer lines.
    private static final double UNBROKEN = 0.9;

    /// Between two sizes of type that are tried.
    private static final double STEP = 0.96;

    private final Function<StepCard, Head> heads;
    private Optional<IntFunction<StepCard>> cards = Optional.empty();
    private String nothing = "";

    /// What the last painting was of, and how: laying out takes longer than painting.
    private Optional<Laid> laid = Optional.empty();

    private record Laid(StepCard card, double width, double height, boolean large, StepCardLayout layout) {}

    StepCardPicture() {
        this(it -> Head.of(it.phase()));
    }

    /// @param heads what a card begins with
    StepCardPicture(Function<StepCard, Head> heads) {
        this.heads = heads;
    }

    /// @param card with so many terms of a long sum
    void show(IntFunction<StepCard> card) {
        cards = Optional.of(card);
        laid = Optional.empty();
    }

    /// A sentence in place of a card.
    void showNothing(String sentence) {
        cards = Optional.empty();
        laid = Optional.empty();
        nothing = sentence;
    }

    /// As it was painted last; empty before that.
    Optional<StepCard> painted() {
        return laid.map(Laid::card);
    }

    /// The size of the type that was painted last.
    double size() {
        return laid.map(it -> it.layout().size()).orElse(0.0);
    }

    @Override
    public void paint(Graphics2D g, Rectangle2D area, Style style) {
        Lettering.begin(g);
        Palette palette = style.palette();
        g.setPaint(palette.background());
        g.fill(area);
        if (cards.isEmpty()) {
            Lettering.left(g, nothing, style.font(), style.faintText(), area.getX() + 12, area.getY() + 24);
            return;
        }
        Laid now = laid.filter(it -> isOf(it, area, style)).orElseGet(() -> layOut(g, area, style, cards.get()));
        laid = Optional.of(now);
        double bar = BAR * now.layout().size();
        g.setPaint(heads.apply(now.card()).color().apply(palette));
        g.fill(new Rectangle2D.Double(area.getX(), area.getY(), bar, area.getHeight()));
        now.layout().paint(g, area.getX() + StepCardLayout.MARGIN * now.layout().size() + bar, area.getY(), palette);
    }

    /// The arrows go to the next step.
    @Override
    public boolean isReadable() {
        return false;
    }

    private static boolean isOf(Laid it, Rectangle2D area, Style style) {
        return it.width == area.getWidth() && it.height == area.getHeight() && it.large == style.large();
    }

    private Laid layOut(Graphics2D g, Rectangle2D area, Style style, IntFunction<StepCard> cards) {
        Laid best = null;
        for (int terms : TERMS) {
            StepCard card = cards.apply(terms);
            StepCardLayout layout = largest(g, card, area, style);
            if (best == null || layout.size() > 1.05 * best.layout().size()) {
                best = new Laid(card, area.getWidth(), area.getHeight(), style.large(), layout);
            }
            if (layout.size() >= COMFORTABLE * most(area, style)) {
                break;
            }
        }
        return Objects.requireNonNull(best);
    }

    /// The largest type with which all of the card has room, in one column or in two.
    private StepCardLayout largest(Graphics2D g, StepCard card, Rectangle2D area, Style style) {
        double size = most(area, style);
        StepCardLayout best = null;
        while (best == null || (best.breaks() > 0 && size > UNBROKEN * best.size())) {
            for (boolean wide : isWide(area) ? new boolean[] {true, false} : new boolean[] {false}) {
                StepCardLayout layout =
                        new StepCardLayout(g, card, heads.apply(card), size, area.getWidth() - BAR * size, wide);
                boolean fits = layout.fits(area.getHeight());
                if (best == null ? fits || size <= SMALLEST : fits && layout.breaks() < best.breaks()) {
                    best = layout;
                }
            }
            size = STEP * size;
        }
        return best;
    }

    private static double most(Rectangle2D area, Style style) {
        return Math.min(area.getWidth() / ACROSS, area.getHeight() / DOWN) * (style.large() ? LARGER : 1);
    }

    private static boolean isWide(Rectangle2D area) {
        return area.getWidth() > 1.6 * area.getHeight();
    }
}
