package backproplab.ui.view;

import backproplab.ui.chart.Picture;
import backproplab.ui.chart.Readout;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.CheckLook;
import backproplab.ui.viewmodel.StepCard;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Optional;

/// The card of one checked number, and beside it the kink that it comes to, if any.
final class CheckNumberPicture implements Picture {
    /// Of the width, or of the height where it is narrow, for the kink.
    private static final double BESIDE = 0.33;

    private static final double ABOVE = 0.34;

    private Optional<CheckLook> look = Optional.empty();
    private final StepCardPicture card = new StepCardPicture(_ -> CheckCard.head(look().orElseThrow().number()));
    private final KinkPicture kink = new KinkPicture();

    void show(CheckLook next) {
        look = Optional.of(next);
        StepCard written = CheckCard.of(next);
        card.show(_ -> written);
        next.number().kink().ifPresent(it -> kink.show(it, next.checked()));
    }

    void showNothing(String sentence) {
        look = Optional.empty();
        card.showNothing(sentence);
    }

    Optional<CheckLook> look() {
        return look;
    }

    KinkPicture kink() {
        return kink;
    }

    @Override
    public void paint(Graphics2D g, Rectangle2D area, Style style) {
        boolean hasKink = look.flatMap(it -> it.number().kink()).isPresent();
        if (!hasKink) {
            card.paint(g, area, style);
            return;
        }
        double x = area.getX();
        double y = area.getY();
        if (area.getWidth() > 1.2 * area.getHeight()) {
            double wide = BESIDE * area.getWidth();
            kink.paint(g, new Rectangle2D.Double(area.getMaxX() - wide, y, wide, area.getHeight()), style);
            card.paint(g, new Rectangle2D.Double(x, y, area.getWidth() - wide, area.getHeight()), style);
        } else {
            double high = ABOVE * area.getHeight();
            kink.paint(g, new Rectangle2D.Double(x, area.getMaxY() - high, area.getWidth(), high), style);
            card.paint(g, new Rectangle2D.Double(x, y, area.getWidth(), area.getHeight() - high), style);
        }
    }

    @Override
    public Optional<Readout> readout(double x, double y) {
        return look.flatMap(it -> it.number().kink()).flatMap(_ -> kink.readout(x, y));
    }
}
