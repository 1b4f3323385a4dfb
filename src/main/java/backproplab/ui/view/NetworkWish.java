package backproplab.ui.view;

import backproplab.ui.viewmodel.Selection;

/// What is wanted of a [NetworkPicture], beside the layout that it is for.
///
/// @param edges what the lines are coloured and chosen by
/// @param inside what maps, and the units of a network that has maps, show
/// @param sample of the training set, from 0, whose maps are shown; its batch gives the gradients
/// @param selected its edges are drawn before others
record NetworkWish(NetworkPicture.EdgeValue edges, Inside inside, int sample, Selection selected) {
    /// A number of each unit.
    enum Inside {
        ACTIVATION("a"),
        DELTA("δ");

        private final String symbol;

        Inside(String symbol) {
            this.symbol = symbol;
        }

        String symbol() {
            return symbol;
        }
    }

    /// The activations of the first sample.
    static NetworkWish of(NetworkPicture.EdgeValue edges, Selection selected) {
        return new NetworkWish(edges, Inside.ACTIVATION, 0, selected);
    }
}
