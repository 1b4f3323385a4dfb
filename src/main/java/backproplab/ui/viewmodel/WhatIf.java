package backproplab.ui.viewmodel;

import backproplab.backprop.TraceRecorder.ParameterChange;
import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.network.Parameters;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// What in a traced pass is otherwise than in the run and its data.
///
/// @param changes parameters first, then inputs, then targets
public record WhatIf(List<Change> changes) {
    /// One number that is another.
    ///
    /// @param name such as "w of x1 → hidden 1"
    public record Change(String name, double before, double after) {}

    public WhatIf {
        changes = List.copyOf(changes);
    }

    public static WhatIf of(TracedPass pass) {
        CardContext context = new CardContext(pass.trace(), CardDigits.STANDARD, 0, pass.names());
        List<Change> found = new ArrayList<>();
        Parameters run = pass.point().checkpoint().parameters();
        CardSymbols names = new CardSymbols(context);
        for (ParameterChange it : pass.changes()) {
            String name = names.title("", new Place.Weight(it.key(), it.index()));
            found.add(new Change(name, run.get(it.key()).get(it.index()), it.value()));
        }
        if (pass.choice() instanceof SampleChoice.Typed) {
            compare(context, "", pass.samples().inputs(), pass.original().inputs(), found);
            compare(context, "target of ", pass.samples().targets(), pass.original().targets(), found);
        }
        return new WhatIf(found);
    }

    /// What a number of the pass was before somebody put another there; empty where nobody has.
    public static OptionalDouble before(TracedPass pass, TraceValue number) {
        return switch (number.place()) {
            case Place.Weight(Parameters.Key key, int index) when number.quantity() == Quantity.PARAMETER ->
                    pass.changes().stream()
                            .filter(it -> it.key().equals(key) && it.index() == index)
                            .mapToDouble(_ -> pass.point().checkpoint().parameters().get(key).get(index))
                            .findFirst();
            case Place.Unit unit when number.quantity() == Quantity.INPUT ->
                    before(unit, pass.original().inputs(), number.value());
            case Place.Unit unit when number.quantity() == Quantity.TARGET ->
                    before(unit, pass.original().targets(), number.value());
            default -> OptionalDouble.empty();
        };
    }

    private static OptionalDouble before(Place.Unit unit, Map<String, Tensor> originals, double now) {
        Tensor original = originals.get(unit.owner());
        if (original == null || original.rowSize() <= unit.unit()) {
            return OptionalDouble.empty();
        }
        double before = original.get(unit.sample(), unit.unit());
        return before == now ? OptionalDouble.empty() : OptionalDouble.of(before);
    }

    private static void compare(
            CardContext context,
            String what,
            Map<String, Tensor> typed,
            Map<String, Tensor> originals,
            List<Change> found) {
        typed.forEach((owner, now) -> {
            Tensor original = originals.get(owner);
            if (original == null || original.rowSize() != now.rowSize()) {
                return;
            }
            for (int sample = 0; sample < now.rows(); sample++) {
                for (int i = 0; i < now.rowSize(); i++) {
                    double before = original.get(sample, i);
                    if (now.get(sample, i) != before) {
                        String name = context.place(new Place.Unit(owner, sample, i));
                        found.add(new Change(what + name, before, now.get(sample, i)));
                    }
                }
            }
        });
    }

    /// Such as "What if w of x1 → hidden 1 were 0.42, not 0.15?".
    ///
    /// @param most how many changes are named one by one
    public String sentence(CardDigits digits, int most) {
        if (changes.isEmpty()) {
            return "What if the sample were as it was typed in?";
        }
        List<String> parts = new ArrayList<>();
        for (Change it : changes.subList(0, Math.min(most, changes.size()))) {
            parts.add("%s were %s, not %s".formatted(it.name(), digits.text(it.after()), digits.text(it.before())));
        }
        int more = changes.size() - parts.size();
        return "What if %s%s?".formatted(String.join("; ", parts), more > 0 ? "; and " + more + " more" : "");
    }
}
