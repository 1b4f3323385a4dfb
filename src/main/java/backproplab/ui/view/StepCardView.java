package backproplab.ui.view;

import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.Moment;
import backproplab.ui.viewmodel.StepModel;

/// The card of the step at which the class stands: what it computes, in words, symbols and numbers.
final class StepCardView extends PaintedView {
    private static final String NOTHING_YET = "The pass is being traced …";

    private final StepModel model;
    private final StepCardPane card;

    StepCardView(StepModel model) {
        this.model = model;
        this.card = new StepCardPane(model::reveal);
        card.coverProperty().bindBidirectional(model.coverProperty());
        card.digitsProperty().bindBidirectional(model.digitsProperty());
        root().setCenter(card);
        model.momentProperty().subscribe(_ -> show());
        model.problemProperty().subscribe(_ -> show());
        model.openProperty()
                .subscribe(opened -> {
                    if (opened) { // while the pass is being traced
                        StepCardPane.prepareFormulas();
                    }
                });
    }

    private void show() {
        Moment now = model.momentProperty().get();
        if (now == null) {
            String problem = model.problemProperty().get();
            card.showNothing(problem.isEmpty() ? NOTHING_YET : problem);
        } else {
            card.show(now.step(), now.trace(), now.pass().names(), now.isCovered());
        }
        change();
    }

    @Override
    public String id() {
        return "step-card";
    }

    @Override
    public String title() {
        return "Step";
    }

    @Override
    public String help() {
        return "What this step computes: in a sentence, as a formula, with the numbers that the engine had, and what"
                + " comes out. Hidden parts wait for a guess; a guess is judged, and where a mistake is a known one, it"
                + " is named. Numbers that are rounded here are exact in the table.";
    }

    @Override
    public boolean isBusy() {
        return isShown() && model.isBusy();
    }

    @Override
    boolean isOutdated() {
        return card.isOutdated();
    }

    @Override
    void restyle(Style now) {
        card.setStyle(now);
    }

    @Override
    void paint() {
        card.draw();
    }
}
