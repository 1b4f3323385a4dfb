package backproplab.statistics;

import java.util.Optional;

/// One layer in a [UnitReport].
///
/// @param z the distribution of the pre-activations of all units and samples
/// @param activations mean and spread of `a = f(z)`
/// @param ranges of z, per unit
/// @param activity which units are dead and how much is saturated; absent where f is not a function of each z alone
///     (softmax), or is the identity, which never dies
public record UnitLayer(
        String layer, Distribution z, Moments activations, UnitRanges ranges, Optional<UnitActivity> activity) {}
