package backproplab.layer;

/// A number that a recurrent layer has for each of its units at each step; see [Recurrent#rows] for those that have weights
/// of their own.
public enum Part {
    /// hₜ, and of an Elman network z behind it.
    STATE(""),
    INPUT_GATE("input gate"),
    FORGET_GATE("forget gate"),
    /// g of an LSTM, n of a GRU.
    CANDIDATE("candidate"),
    OUTPUT_GATE("output gate"),
    /// cₜ of an LSTM, of which tanh is taken.
    CELL("memory"),
    RESET_GATE("reset gate"),
    UPDATE_GATE("update gate"),
    /// `p_n` of a GRU: what the input adds to its candidate.
    CANDIDATE_INPUT("input's part of the candidate"),
    /// `q_n` of a GRU: what the state adds, before the reset gate.
    CANDIDATE_STATE("state's part of the candidate"),
    /// `1 − u` of a GRU.
    NEW_SHARE("share of the candidate"),
    /// `hₜ₋₁ − n` of a GRU.
    DIFFERENCE("old state less candidate");

    private final String label;

    Part(String label) {
        this.label = label;
    }

    /// In words, such as "forget gate"; empty for the state itself.
    public String label() {
        return label;
    }
}
