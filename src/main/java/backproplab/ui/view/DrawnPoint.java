package backproplab.ui.view;

/// A sample drawn by hand.
///
/// @param input as the network sees it
/// @param target what should come out
/// @param label the number of its class; 0 where there are none
record DrawnPoint(double[] input, double[] target, int label) {}
