package backproplab.ui.view;

import backproplab.fault.Place;

/// How the window writes the place of a fault.
final class PlaceText {
    private PlaceText() {}

    static String of(Place place) {
        return switch (place) {
            case Place.Layer(String name) -> "layer " + name;
            case Place.Input(String name) -> name.equals("input") ? "the input" : "input " + name;
            case Place.Update _ -> "the update";
        };
    }
}
