package backproplab.ui.view;

import backproplab.backprop.CheckReport;
import backproplab.fault.Fault;
import backproplab.fault.Faults;
import backproplab.fault.Place;
import backproplab.fault.PlantedFault;
import backproplab.training.TrainingSetup;
import backproplab.ui.RealWindow;
import backproplab.ui.Toolkit;
import backproplab.ui.viewmodel.CheckModel;
import backproplab.ui.viewmodel.Document;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.NumberId;

import javafx.application.Platform;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// A view of the gradient check in a window of its own, with a real model behind it.
final class CheckBench<V extends LabView> implements AutoCloseable {
    final LabModel lab;
    final CheckModel model;
    final V view;
    final RealWindow window;

    CheckBench(Document document, Function<CheckModel, V> make, double width, double height) {
        lab = Toolkit.call(() -> new LabModel(document, Platform::runLater));
        model = Toolkit.call(() -> new CheckModel(lab, Platform::runLater));
        view = Toolkit.call(() -> make.apply(model));
        Toolkit.run(() -> view.setShown(true));
        window = new RealWindow(view.node(), width, height);
        Toolkit.run(view::draw);
    }

    /// The same document with a mistake in the backward pass of a layer.
    static Document withFault(Document document, String id, String layer) {
        Fault fault = Faults.CATALOG.get(id).standard();
        TrainingSetup setup = document.setup().with(new PlantedFault(fault, new Place.Layer(layer)));
        return new Document(document.experiment(), document.file(), document.data(), setup, document.start());
    }

    CheckBench<V> checked() {
        Toolkit.run(() -> model.setOpen(true));
        settle();
        return this;
    }

    void settle() {
        Toolkit.until(() -> {
            view.draw();
            return !model.isBusy() && !model.isLooking() && !view.isBusy();
        });
        Toolkit.run(view::draw);
    }

    CheckReport report() {
        return Toolkit.call(() -> Objects.requireNonNull(model.checkedProperty().get()).report());
    }

    NumberId chosen() {
        return Toolkit.call(() -> model.chosenProperty().get().orElseThrow());
    }

    void choose(NumberId id) {
        Toolkit.run(() -> model.chosenProperty().set(Optional.of(id)));
        settle();
    }

    @Override
    public void close() {
        window.close();
        Toolkit.run(() -> {
            model.setOpen(false);
            lab.close();
        });
    }
}
