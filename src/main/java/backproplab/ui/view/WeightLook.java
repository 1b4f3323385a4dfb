package backproplab.ui.view;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.GradientPaths;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.training.TraceLab.Nudge;
import backproplab.ui.viewmodel.CardContext;
import backproplab.ui.viewmodel.CardDigits;
import backproplab.ui.viewmodel.CardSymbols;
import backproplab.ui.viewmodel.Moment;
import backproplab.ui.viewmodel.NewestJob;
import backproplab.ui.viewmodel.StepModel;
import backproplab.ui.viewmodel.TracedPass;

import javafx.application.Platform;

import java.util.List;
import java.util.Optional;

/// A number of a parameter as far as the walk has come: its gradient and update, the paths from the loss to it, and the
/// same gradient measured with a nudge. Paths and nudges are computed in the background; until they are there, those of
/// the pass before stay, so that a slider can be followed without flicker.
final class WeightLook {
    private static final int MOST = 12;

    private final StepModel model;
    private final Runnable onNews;
    private final NewestJob<Found> job = new NewestJob<>(Platform::runLater, this::receive, this::fail);
    private final PathPicture paths = new PathPicture();
    private Optional<Found> found = Optional.empty();
    private Optional<Wanted> wanted = Optional.empty();
    private Optional<Answer> answer = Optional.empty();
    private boolean nudging;
    private CloseNumbers numbers = new CloseNumbers("", List.of(), "");
    private String text = "";
    private String name = "";
    private String letter = "";

    /// What paths are computed for.
    private record Wanted(TracedPass pass, Place.Weight place, CardDigits digits) {}

    private record Found(Wanted of, PathTable table) {}

    /// What a nudge was asked for, and what came of it.
    private record Answer(TracedPass pass, Place.Weight place, double epsilon, Nudge nudge) {}

    /// @param onNews there is something new to draw
    WeightLook(StepModel model, Runnable onNews) {
        this.model = model;
        this.onNews = onNews;
    }

    void show(Moment moment, Place.Weight place, CardDigits digits, double epsilon) {
        BackwardTrace.ParameterTrace parameter = moment.trace().parameter(place.key());
        CardSymbols symbols = CardSymbols.flat(new CardContext(moment.trace(), digits, 0, moment.pass().names()));
        boolean isShown = moment.isKnown(Quantity.GRADIENT, place);
        name = symbols.title("", place);
        letter = CardSymbols.plainLetter(place.key().name());
        CloseNumbers.Rows rows = new CloseNumbers.Rows(moment, place, digits);
        rows.add(Quantity.PARAMETER, parameter.before().get(place.index()));
        rows.add(Quantity.GRADIENT, parameter.gradient().get(place.index()));
        Optional<Answer> measured = isShown ? measured(moment.pass(), place, epsilon) : Optional.empty();
        rows.add(
                "\\Delta L / \\varepsilon",
                "ΔL/ε",
                measured.map(it -> it.nudge().quotient()).orElse(Double.NaN),
                measured.isPresent());
        rows.add(Quantity.CHANGE, parameter.change(place.index()));
        rows.add(Quantity.UPDATED, parameter.after().get(place.index()));
        String sentence = isShown ? measured.map(it -> NudgeWords.of(it.nudge())).orElse("") : "";
        numbers = new CloseNumbers(name, rows.rows(), sentence);
        text = numbers.text(rows.letters());
        if (isShown) {
            showPaths(new Wanted(moment.pass(), place, digits));
        } else {
            paths.showNothing(
                    "The paths from the loss to it, and the nudge, are shown once the walk has come to ∂L/∂%s."
                            .formatted(letter));
        }
    }

    private void showPaths(Wanted now) {
        if (!wanted.equals(Optional.of(now))) {
            wanted = Optional.of(now);
            job.ask(() -> find(now));
        }
        Optional<Found> ready = found.filter(it -> it.of().place().equals(now.place()));
        if (ready.isPresent()) {
            paths.show(ready.get().table(), ready.get().of().digits());
        } else {
            paths.showNothing(job.isBusy() ? "Following the paths …" : "");
        }
    }

    private static Found find(Wanted wanted) {
        GradientPaths paths =
                GradientPaths.of(wanted.pass().steps(), wanted.place().key(), wanted.place().index(), MOST);
        return new Found(wanted, PathTable.of(paths, wanted.pass().trace(), wanted.pass().names(), wanted.digits()));
    }

    private void receive(Found next) {
        found = Optional.of(next);
        onNews.run();
    }

    private void fail(Throwable failure) {
        found = Optional.empty();
        onNews.run();
    }

    private Optional<Answer> measured(TracedPass pass, Place.Weight place, double epsilon) {
        boolean isNew = answer.filter(it -> isOf(it, pass, place, epsilon)).isEmpty();
        if (isNew && !nudging) {
            nudging = true;
            var _ =
                    model.nudge(place.key(), place.index(), epsilon)
                            .whenComplete((nudge, failure) -> {
                                nudging = false;
                                if (failure == null) {
                                    answer = Optional.of(new Answer(pass, place, epsilon, nudge));
                                }
                                onNews.run();
                            });
        }
        return answer.filter(it -> it.place().equals(place) && it.epsilon() == epsilon);
    }

    @SuppressWarnings("ReferenceEquality") // a pass is compared by identity
    private static boolean isOf(Answer it, TracedPass pass, Place.Weight place, double epsilon) {
        return it.pass() == pass && it.place().equals(place) && it.epsilon() == epsilon;
    }

    /// Nothing that was asked for is wanted any more.
    void forget() {
        job.forget();
        wanted = Optional.empty();
    }

    boolean isBusy() {
        return nudging || job.isBusy();
    }

    CloseNumbers numbers() {
        return numbers;
    }

    /// For those who do not see it.
    String text() {
        return text;
    }

    /// Such as "w of x1 → hidden 1".
    String name() {
        return name;
    }

    /// Such as "w".
    String letter() {
        return letter;
    }

    PathPicture paths() {
        return paths;
    }
}
