package backproplab.ui.view;

/// What is seen of an unrolled layer.
///
/// @param chosen the time step that is looked at, from 0
/// @param backward whether the gradients are seen
/// @param ofMemory whether the memory of an LSTM is seen in place of its states
record UnrolledLook(int chosen, boolean backward, boolean ofMemory) {
    UnrolledLook at(int time) {
        return new UnrolledLook(time, backward, ofMemory);
    }

    /// The letter of what stands in the layer's cells.
    String letter() {
        String of = ofMemory ? "c" : "h";
        return backward ? "∂L/∂" + of : of;
    }
}
