package backproplab.data;

/// A data set that comes with the program.
public interface BundledSet {
    /// Reads and checks it.
    ///
    /// @throws IllegalStateException when the program is damaged: no mistake of a user leads there
    Dataset load();
}
