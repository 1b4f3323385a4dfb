package backproplab.ui.view;

import backproplab.data.Dataset;
import backproplab.ui.chart.Numbers;

/// What a picture of the output shows, for those who do not see it.
final class OutputWords {
    private OutputWords() {}

    static String of(OutputPicture picture) {
        Dataset data = picture.run().setup().training();
        String step = " at step " + Numbers.count(picture.run().checkpoint().step());
        return switch (picture) {
            case OutputPicture.Regions regions ->
                    (regions.training().hasClasses() ? "Decision regions" : "Output over the plane")
                            + step
                            + rights(regions.training(), "training")
                            + regions.test().map(it -> rights(it, "test")).orElse("");
            case OutputPicture.Curves curves ->
                    "Outputs over the input"
                            + step
                            + rights(curves.training(), "training")
                            + curves.test().map(it -> rights(it, "test")).orElse("");
            case OutputPicture.Confusion confusion ->
                    "Confusion matrix of %d classes%s; %s"
                            .formatted(data.classes(), step, ConfusionPicture.summary(confusion));
            case OutputPicture.Pairs _ -> "Outputs against targets" + step;
        };
    }

    private static String rights(Judged samples, String set) {
        return samples.hasClasses() ? "; " + PlaneLegend.right(samples, set) : "";
    }
}
