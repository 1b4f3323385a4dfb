package backproplab.ui.view;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.network.Parameters;
import backproplab.ui.view.LitStep.Role;
import backproplab.ui.viewmodel.CardContext;
import backproplab.ui.viewmodel.CardDigits;
import backproplab.ui.viewmodel.CardSymbols;
import backproplab.ui.viewmodel.Moment;
import backproplab.ui.viewmodel.NumberId;
import backproplab.ui.viewmodel.NumberNames;
import backproplab.ui.viewmodel.TracedPass;
import backproplab.ui.viewmodel.UnitNames;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All that the lit network tells at one moment, and where it stands on the screen.
///
/// @param paths to a weight that was clicked; they are lit in place of the step
/// @param chosen the number that the keys change
/// @param bug where a bug was put in, once everybody may see it
record LitScene(
        Moment moment,
        UnitNames names,
        LitStep step,
        LitNumbers numbers,
        LitLayout layout,
        Viewpoint viewpoint,
        Optional<LitPaths> paths,
        Optional<Adjustable> chosen,
        Optional<backproplab.fault.Place> bug) {
    BackwardTrace trace() {
        return moment.trace();
    }

    TracedPass pass() {
        return moment.pass();
    }

    Rectangle2D onScreen(Rectangle2D box) {
        return viewpoint.onScreen(box, layout.network());
    }

    Optional<Rectangle2D> card(String owner, int unit) {
        return layout.card(owner, unit).map(this::onScreen);
    }

    Rectangle2D loss() {
        return onScreen(layout.loss());
    }

    /// Between two units that are drawn.
    Optional<Line2D> line(LitStep.Link link) {
        Optional<Rectangle2D> from = card(link.from().owner(), link.from().unit());
        Optional<Rectangle2D> to = card(link.to().owner(), link.to().unit());
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        Rectangle2D start = from.get();
        Rectangle2D end = to.get();
        return Optional.of(new Line2D.Double(start.getMaxX(), start.getCenterY(), end.getMinX(), end.getCenterY()));
    }

    /// From a unit to the loss; its target stands in between.
    Line2D lossLine(Rectangle2D card) {
        Rectangle2D loss = loss();
        return new Line2D.Double(card.getMaxX(), card.getCenterY(), loss.getMinX(), loss.getCenterY());
    }

    Rectangle2D target(Rectangle2D cardOnScreen) {
        return layout.target(cardOnScreen, viewpoint.scale(layout.network()));
    }

    Rectangle2D bias(Rectangle2D cardOnScreen) {
        return layout.bias(cardOnScreen, viewpoint.scale(layout.network()));
    }

    /// A number inside of a recurrent layer, such as "h of cell 3 at t = 7".
    String titleOf(Quantity quantity, Place.Timed place) {
        return CardSymbols.title(new CardContext(trace(), CardDigits.STANDARD, 0, names), quantity, place);
    }

    /// Whether the bug is in what is called `owner`.
    boolean isBugIn(String owner) {
        return bug.filter(it ->
                        switch (it) {
                            case backproplab.fault.Place.Layer(String name) -> name.equals(owner);
                            case backproplab.fault.Place.Input(String name) -> name.equals(owner);
                            case backproplab.fault.Place.Update _ -> false;
                        })
                .isPresent();
    }

    Optional<Role> roleOf(String owner, int unit) {
        return paths.isPresent()
                ? paths.filter(it -> it.isOn(owner, unit)).map(_ -> Role.OPERAND)
                : step.roleOf(owner, unit);
    }

    /// What is lit at a unit.
    Map<Quantity, Role> litAt(String owner, int unit) {
        return paths.isPresent() ? paths.get().at(owner, unit) : step.at(owner, unit);
    }

    /// The pixels of a picture from which something lit leads to a unit.
    List<Integer> litSources(String picture, LitStep.At to) {
        return paths.isEmpty()
                ? step.sourcesOf(to, picture)
                : paths.get().strands().stream()
                        .flatMap(it -> it.links().stream())
                        .filter(it -> it.to().equals(to) && it.from().owner().equals(picture))
                        .map(it -> it.from().unit())
                        .distinct()
                        .toList();
    }

    /// The units that are lit one by one.
    Collection<Integer> litUnits(String owner) {
        Map<String, Set<Integer>> lit = paths.map(LitPaths::wishes).orElseGet(step::wishes);
        return lit.getOrDefault(owner, Set.of());
    }

    /// Whether there is little room for the names of layers.
    boolean isLow() {
        return layout.low();
    }

    /// Whether what the step gives is still to be guessed.
    boolean isCovered() {
        return moment.isCovered();
    }

    boolean isBackward() {
        return paths.isPresent() || step.isBackward();
    }

    /// What stands above a unit: its bias, or another trained number that it has for itself.
    Optional<Adjustable.Parameter> biasOf(String layer, int unit) {
        for (String name : new String[] {"bias", "beta"}) {
            Parameters.Key key = new Parameters.Key(layer, name);
            Optional<BackwardTrace.ParameterTrace> found =
                    trace().parameters().stream().filter(it -> it.key().equals(key)).findFirst();
            if (found.isPresent() && unit < found.get().before().size()) {
                return Optional.of(new Adjustable.Parameter(key, unit));
            }
        }
        return Optional.empty();
    }

    /// The names of what feeds a layer.
    List<String> sources(String layer) {
        return trace().network().layer(layer).map(it -> it.inputs()).orElse(List.of());
    }

    boolean hasTarget(String layer) {
        return trace().targets().containsKey(layer);
    }

    boolean isChosen(Adjustable it) {
        return chosen.filter(it::equals).isPresent();
    }

    /// Such as `w of hidden 1 ← input 2`.
    String nameOf(Place.Weight weight) {
        return new NumberNames(names).of(new NumberId(weight.key(), weight.index()));
    }
}
