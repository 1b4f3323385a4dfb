package backproplab.ui.viewmodel;

import backproplab.backprop.CheckPlan;
import backproplab.network.ShapeInference;
import backproplab.tensor.Shape;
import backproplab.training.Command;
import backproplab.training.TrainingSetup;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;

import java.util.ArrayList;
import java.util.List;

/// What a gradient check looks at, as it is chosen: the batch, ε, and how many numbers of each tensor. Part of the
/// [CheckModel].
final class CheckSettings {
    final ReadOnlyObjectWrapper<SampleChoice> choice;
    final DoubleProperty epsilon = new SimpleDoubleProperty(CheckPlan.STANDARD_EPSILON);
    final IntegerProperty perTensor = new SimpleIntegerProperty(CheckPlan.ALL);

    /// Whether somebody has said how many numbers are to be looked at.
    private boolean amountWanted;

    private boolean settingAmount;

    /// @param onAmount is told when somebody says how many
    CheckSettings(TrainingSetup setup, Runnable onAmount) {
        choice = new ReadOnlyObjectWrapper<>(firstOf(setup));
        perTensor.addListener(_ -> {
            if (!settingAmount) {
                amountWanted = true;
                onAmount.run();
            }
        });
    }

    private static SampleChoice firstOf(TrainingSetup setup) {
        return new SampleChoice.First(Math.min(CheckModel.BATCH, setup.training().samples()));
    }

    /// For another document.
    void startOver(TrainingSetup setup) {
        amountWanted = false;
        choice.set(firstOf(setup));
    }

    /// What is to be checked of the run as it stands. Samples that it has no more give way to the first ones; of a network
    /// that takes long only some numbers are looked at, unless somebody has said how many.
    CheckPlan planFor(Command.Snapshot now) {
        if (SampleChoices.problem(choice.get(), now.setup()).isPresent()) {
            choice.set(firstOf(now.setup()));
        }
        if (!amountWanted) {
            settingAmount = true;
            perTensor.set(takesLong(now) ? CheckModel.SAMPLE : CheckPlan.ALL);
            settingAmount = false;
        }
        return CheckPlan.all().withEpsilon(epsilon.get()).sampling(perTensor.get(), now.setup().seed());
    }

    /// For each number of a parameter what lies behind it is computed anew.
    private static boolean takesLong(Command.Snapshot now) {
        ShapeInference inference = now.setup().network().infer();
        long computed =
                inference.order().stream()
                        .map(it -> inference.shapes().get(it.name()))
                        .mapToLong(Shape::elements)
                        .sum();
        long numbers = now.checkpoint().parameters().count();
        return numbers > CheckModel.MOST_BY_ITSELF || numbers * computed > CheckModel.MOST_WORK_BY_ITSELF;
    }

    /// What is chosen otherwise than it was for a report, such as "ε and batch"; empty when nothing.
    String otherThanIn(Checked report) {
        CheckPlan plan = report.report().plan();
        List<String> others = new ArrayList<>();
        if (plan.epsilon() != epsilon.get()) {
            others.add("ε");
        }
        if (!report.choice().equals(choice.get())) {
            others.add("batch");
        }
        if (plan.perTensor() != perTensor.get()) {
            others.add("amount");
        }
        return String.join(" and ", others);
    }
}
