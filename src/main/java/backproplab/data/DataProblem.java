package backproplab.data;

/// A mistake in a user's data: found while reading, returned in a list.
public sealed interface DataProblem permits FileProblem, CsvProblem, IdxProblem {
    /// What the data came from, usually the name of the file.
    String source();

    /// What is wrong, with the place and what was given.
    String message();

    /// One way out.
    String hint();
}
