package backproplab.ui.view;

import backproplab.ui.chart.PicturePane;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.CheckLook;
import backproplab.ui.viewmodel.CheckModel;

import java.util.stream.Stream;

/// The chosen number of a gradient check, looked at closely: what the backward pass says, what the loss says, how both are
/// compared; at a kink the unit that comes to it, and what each convention gives.
final class CheckNumberView extends PaintedView {
    private final CheckModel model;
    private final CheckNumberPicture picture = new CheckNumberPicture();
    private final PicturePane pane = new PicturePane(picture, "close-look");

    CheckNumberView(CheckModel model) {
        this.model = model;
        pane.setId("check-number");
        root().setCenter(pane);
        Stream.of(model.lookProperty(), model.checkedProperty(), model.problemProperty())
                .forEach(it -> it.subscribe(this::change));
        model.openProperty()
                .subscribe(opened -> {
                    if (opened) { // while the gradients are being checked
                        StepCardPane.prepareFormulas();
                    }
                });
    }

    @Override
    public String id() {
        return "check-number";
    }

    @Override
    public String title() {
        return "Close look";
    }

    @Override
    public String help() {
        return "The chosen number: its gradient by the backward pass, the same by moving the number by h to either"
                + " side, and how both are compared. Good: a relative error far under 1e−6. At a kink the difference"
                + " mixes two slopes and judges nothing.";
    }

    CheckNumberPicture picture() {
        return picture;
    }

    @Override
    public boolean isBusy() {
        return isShown() && (model.isBusy() || model.isLooking());
    }

    @Override
    boolean isOutdated() {
        return pane.isOutdated();
    }

    @Override
    void restyle(Style now) {
        pane.setStyle(now);
    }

    @Override
    void paint() {
        CheckLook look = model.lookProperty().get();
        if (look == null) {
            String sentence = nothing();
            picture.showNothing(sentence);
            pane.setAccessibleText(sentence);
        } else {
            picture.show(look);
            pane.setAccessibleText(CheckCard.of(look).text());
        }
        pane.draw();
    }

    private String nothing() {
        String problem = model.problemProperty().get();
        return !problem.isEmpty()
                ? SettingsEditor.sentence(problem)
                : model.isBusy()
                        ? "The gradients are being checked …"
                        : "Choose a number in the list or in the map to look at it closely.";
    }
}
