package backproplab.ui.viewmodel;

import backproplab.data.Dataset;
import backproplab.data.Task;
import backproplab.training.TrainingSetup;

/// What units are called: by their names in the data where they have one, else by their number from 1.
///
/// @param setup whose data and network
public record UnitNames(TrainingSetup setup) implements CardContext.Names {
    @Override
    public String of(String owner, int unit) {
        Dataset data = setup.training();
        if (setup.network().inputs().containsKey(owner)) {
            return unit < data.inputNames().size() ? data.inputNames().get(unit) : owner + " " + (unit + 1);
        }
        boolean isTarget = data.targets().firstEntry().getKey().equals(owner);
        if (isTarget && data.task() instanceof Task.Classes && unit < data.targetNames().size()) {
            return owner + " `" + data.targetNames().get(unit) + "`";
        }
        return owner + " " + (unit + 1);
    }

    /// The same where the owner stands beside it: without its name in front.
    String within(String owner, int unit) {
        String name = of(owner, unit);
        return name.startsWith(owner + " ") ? name.substring(owner.length() + 1) : name;
    }
}
