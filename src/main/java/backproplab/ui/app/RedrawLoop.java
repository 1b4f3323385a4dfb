package backproplab.ui.app;

import backproplab.ui.view.LabView;

import javafx.animation.AnimationTimer;

import java.util.List;

/// Lets the views draw, in turn: at most two of them in one pulse. Drawing all eight at every pulse would take 34 to 51 ms
/// of one core; this way each is drawn about fifteen times a second while training goes on at full speed.
public final class RedrawLoop extends AnimationTimer {
    static final int PER_PULSE = 2;

    private final List<LabView> views;
    private int next;

    public RedrawLoop(List<LabView> views) {
        this.views = List.copyOf(views);
    }

    @Override
    public void handle(long now) {
        int drawn = 0;
        for (int looked = 0; looked < views.size() && drawn < PER_PULSE; looked++) {
            LabView view = views.get(next);
            next = (next + 1) % views.size();
            if (view.draw()) {
                drawn++;
            }
        }
    }
}
