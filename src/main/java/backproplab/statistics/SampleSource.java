package backproplab.statistics;

import backproplab.network.Network;

/// A set of samples that fills a network's inputs portion by portion.
public interface SampleSource {
    /// How many samples there are.
    int samples();

    /// Writes the inputs of the samples `from … from + count − 1` into the first `count` rows of the inputs of
    /// `target`.
    void load(int from, int count, Network target);
}
