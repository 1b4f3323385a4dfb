package backproplab.training;

import java.util.OptionalDouble;

/// How well a network does on a data set.
///
/// @param loss the total loss over all samples as one batch
/// @param accuracy the share of right decisions, where the targets are decisions: with several classes the samples
///         whose largest output is the right one; with yes-or-no outputs the outputs on the right side of the middle
public record Evaluation(double loss, OptionalDouble accuracy, int samples) {}
