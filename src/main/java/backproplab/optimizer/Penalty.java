package backproplab.optimizer;

import backproplab.catalog.Setting;

import java.util.List;

/// What is added to the gradient to keep weights small: `g ← g + l1·sign(w) + l2·w`, with `sign(0) = 0`, that is the
/// gradient of `l1·|w| + l2·w²/2`. The penalty is not part of the loss that is shown.
///
/// @param decayOn which parameters it acts on; decoupled weight decay follows it too
public record Penalty(double l1, double l2, DecayOn decayOn) {
    public static final Setting.Real L1 =
            Setting.real(
                            "l1",
                            0,
                            0,
                            1e6,
                            "adds l1·sign(w) to every gradient: draws small weights to 0 as hard as large ones")
                    .slider(0, 0.1);
    public static final Setting.Real L2 =
            Setting.real("l2", 0, 0, 1e6, "adds l2·w to every gradient: draws weights towards 0, large ones hardest")
                    .slider(0, 0.1);
    public static final Setting.Choice<DecayOn> DECAY_ON =
            Setting.choice(
                    "decay_on",
                    DecayOn.WEIGHTS,
                    "whether penalty and weight decay act on the weights only or on biases too");
    public static final List<Setting> SETTINGS = List.of(L1, L2, DECAY_ON);
    public static final Penalty NONE = new Penalty(0, 0, DecayOn.WEIGHTS);

    public enum DecayOn {
        WEIGHTS,
        ALL
    }

    public Penalty {
        L1.check(l1);
        L2.check(l2);
    }

    public Penalty withL1(double changed) {
        return new Penalty(changed, l2, decayOn);
    }

    public Penalty withL2(double changed) {
        return new Penalty(l1, changed, decayOn);
    }

    public Penalty with(DecayOn changed) {
        return new Penalty(l1, l2, changed);
    }

    public boolean isNone() {
        return l1 == 0 && l2 == 0;
    }

    /// `g[i] += l1·sign(w[i]) + l2·w[i]` for `from ≤ i < to`
    public void addGradient(double[] w, double[] g, int from, int to) {
        for (int i = from; i < to; i++) {
            g[i] += l1 * Math.signum(w[i]) + l2 * w[i];
        }
    }
}
