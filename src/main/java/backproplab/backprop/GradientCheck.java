package backproplab.backprop;

import backproplab.backprop.ChangedLoss.Slope;
import backproplab.network.LossTerm;
import backproplab.network.Network;
import backproplab.network.Node;
import backproplab.network.Parameters;
import backproplab.random.Purpose;
import backproplab.random.SeededRandom;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Holds the gradients of a backward pass against what moving each number does to the loss.
///
/// **The number.** `n = (L(w + h) − L(w − h)) / 2h` with `h = ε · max(1, |w|)`, and everything else as the training step
/// has it: the same batch, the same dropout masks; batch statistics follow from the batch, since the step goes through
/// them. The loss knows nothing of the backward pass.
///
/// **The rule.** A gradient a passes when `|a − n| / max(|a|, |n|, floor) ≤ 10⁻⁶`, with `floor = u / 10⁻⁶` and u the
/// uncertainty of n: that is, when `|a − n|` is within a millionth of the gradient or within what n may be off. A mistake in a
/// backward pass (a factor, a sign, a term, an index) makes gradients wrong by a share of their own size, thousands of
/// times the threshold. A gradient that is smaller than u cannot be told from 0 by any difference: it passes, and is
/// counted as not resolved ([CheckedNumber#isResolved]).
///
/// **The uncertainty** has two parts.
/// - *Rounding*: each loss is off by `η ≈ 8·2⁻⁵³·Λ`, so n by up to `η/h`. `Λ = Σ |weight · part of L| + Σ |δ·z| + Σ |∂L/∂a · a|`
///   is the size of all that is rounded, times what it does to the loss: every z and a carries a relative error of a few
///   2⁻⁵³, which reaches L through its own gradient. (A wrong δ makes Λ wrong, by which nothing is hidden: it counts for
///   10⁻¹⁵ of itself.) In a network that explodes the loss is the smaller part of it. The 8 is
///   measured: over the sample networks and random graphs no difference was off by more than a fifth of that.
/// - *Curvature*: n is off by `h²·L‴/6` and more. With ε = 10⁻⁵ this is 10⁻¹¹ times L‴, mostly far below the threshold,
///   and `η/h` about as much: ε near the cube root of 2⁻⁵³ balances the two (Press et al., *Numerical Recipes*, 2007, 5.7).
///
/// A number that does not pass by rounding alone is looked at closely: with `h, h/10, h/100, …` and their halves, each
/// pair extrapolated to `(4·n(h/2) − n(h)) / 3`, which cancels the term in h² (Richardson), and with
/// `|n(h/2) − n(h)|` as the measure of what curvature does. The pair with the least uncertainty is taken, whatever the
/// gradient says, so that no step is picked because it agrees.
///
/// **Kinks.** When some unit comes to a kink of its activation between w − h and w + h, or a loss to one of its own, n
/// mixes two slopes. Such a number is neither passed nor failed but told with the unit ([Kink]).
public final class GradientCheck {
    /// The relative error from which on a gradient is wrong.
    public static final double THRESHOLD = 1e-6;

    private static final double UNIT_ROUNDING = 0x1p-53;
    private static final int ROUNDINGS = 8;
    private static final double SMALLEST_STEP = 1e-13;

    private final BackwardPass pass;
    private final List<Parameters.Parameter> trained;
    private final List<Tensor> gradients;
    private final double loss;
    private final double rounding;

    /// Hears how far the check is, from the thread that runs it.
    public interface Progress {
        /// @return whether to go on
        boolean show(int done, int total);
    }

    /// The loss is NaN or infinite, and so is every difference of it.
    public static final class NotFiniteException extends RuntimeException {
        NotFiniteException(double loss) {
            super("the loss is %s, and a gradient check needs a finite one".formatted(loss));
        }
    }

    /// @param pass that was run, forward and backward; nothing else may run it while this is in use
    /// @throws NotFiniteException when the loss is not finite: there is nothing to compare with
    public GradientCheck(BackwardPass pass) {
        this.pass = pass;
        this.trained = pass.network().parameters().trained();
        this.gradients = pass.gradients().parameters().stream().map(Tensor::copy).toList();
        this.loss = pass.loss();
        if (!Double.isFinite(loss)) {
            throw new NotFiniteException(loss);
        }
        this.rounding = ROUNDINGS * UNIT_ROUNDING * roundedSize(pass);
    }

    /// Λ
    private static double roundedSize(BackwardPass pass) {
        double size = 0;
        List<LossTerm> terms = pass.objective().terms();
        for (int term = 0; term < terms.size(); term++) {
            size += Math.abs(terms.get(term).weight() * pass.objective().part(term));
        }
        Network network = pass.network();
        for (Node node : network.nodes()) {
            size += sizeOfProducts(pass.gradients().delta(node), node.z(), network.samples());
            if (!node.isLinear()) {
                size += sizeOfProducts(pass.gradients().activation(node), node.a(), network.samples());
            }
        }
        return size;
    }

    private static double sizeOfProducts(Tensor gradient, Tensor values, int samples) {
        double sum = 0;
        for (int i = 0; i < samples * values.rowSize(); i++) {
            double product = Math.abs(gradient.get(i) * values.get(i));
            sum += Double.isFinite(product) ? product : 0;
        }
        return sum;
    }

    public double loss() {
        return loss;
    }

    /// Looks at every number that the plan names.
    ///
    /// @return empty when `progress` said to stop, or the thread was interrupted
    public Optional<CheckReport> run(CheckPlan plan, Progress progress) {
        List<int[]> chosen = IntStream.range(0, trained.size()).mapToObj(it -> chosen(it, plan)).toList();
        int[] from = new int[trained.size() + 1];
        for (int p = 0; p < trained.size(); p++) {
            from[p + 1] = from[p] + chosen.get(p).length;
        }
        CheckedNumber[] results = new CheckedNumber[from[trained.size()]];
        boolean done =
                SideBySide.run(
                        results.length,
                        plan.threads(),
                        () -> new ChangedLoss(pass),
                        (changed, i) -> {
                            int p = tensorOf(i, from);
                            results[i] = look(changed, p, chosen.get(p)[i - from[p]], plan.epsilon()).number();
                        },
                        progress);
        if (!done) {
            return Optional.empty();
        }
        List<CheckReport.TensorCheck> tensors = new ArrayList<>();
        for (int p = 0; p < trained.size(); p++) {
            tensors.add(
                    new CheckReport.TensorCheck(
                            trained.get(p).key(),
                            trained.get(p).value().shape(),
                            Arrays.asList(results).subList(from[p], from[p + 1])));
        }
        return Optional.of(new CheckReport(plan, pass.network().samples(), loss, tensors));
    }

    /// One number.
    public CheckedNumber check(Parameters.Key key, int index, double epsilon) {
        return measure(key, index, epsilon).number();
    }

    /// One number, with the losses that it was judged by.
    public Measured measure(Parameters.Key key, int index, double epsilon) {
        return look(new ChangedLoss(pass), positionOf(key), index, epsilon);
    }

    /// A number that was looked at, with what was measured.
    ///
    /// @param differences one with the step that was asked for; for a number that was looked at closely two, of h and of
    ///         h/2, from which [CheckedNumber#numeric] is extrapolated
    public record Measured(CheckedNumber number, List<Difference> differences) {
        public Measured {
            differences = List.copyOf(differences);
        }

        public boolean isExtrapolated() {
            return differences.size() > 1;
        }
    }

    /// How the error of one number depends on ε.
    public ErrorCurve curve(Parameters.Key key, int index, double... epsilons) {
        ChangedLoss changed = new ChangedLoss(pass);
        int parameter = positionOf(key);
        double analytic = gradients.get(parameter).get(index);
        List<ErrorCurve.Point> points = new ArrayList<>();
        for (double epsilon : epsilons) {
            Slope slope = changed.slope(parameter, index, step(parameter, index, epsilon));
            points.add(new ErrorCurve.Point(epsilon, slope.h(), slope.value(), rounding / slope.h(), slope.kink()));
        }
        return new ErrorCurve(key, index, analytic, points);
    }

    /// What the gradients are with each convention for ReLU′(0): where a unit stands on its kink, the difference agrees
    /// with ½.
    public ReluConventions reluConventions() {
        return new ReluConventions(pass);
    }

    private int positionOf(Parameters.Key key) {
        for (int p = 0; p < trained.size(); p++) {
            if (trained.get(p).key().equals(key)) {
                return p;
            }
        }
        throw new IllegalArgumentException(
                "no parameter `%s` is trained, only %s"
                        .formatted(key, trained.stream().map(Parameters.Parameter::key).toList()));
    }

    private int[] chosen(int parameter, CheckPlan plan) {
        int size = trained.get(parameter).value().size();
        int[] indices = IntStream.range(0, size).toArray();
        if (size <= plan.perTensor()) {
            return indices;
        }
        Parameters.Key key = trained.get(parameter).key();
        SeededRandom.of(plan.seed(), Purpose.CHECK, key.layer().hashCode(), key.name().hashCode()).shuffle(indices);
        int[] drawn = Arrays.copyOf(indices, plan.perTensor());
        Arrays.sort(drawn);
        return drawn;
    }

    private static int tensorOf(int position, int[] from) {
        int p = 0;
        while (position >= from[p + 1]) {
            p++;
        }
        return p;
    }

    private double step(int parameter, int index, double epsilon) {
        return epsilon * Math.max(1, Math.abs(trained.get(parameter).value().get(index)));
    }

    private Measured look(ChangedLoss changed, int parameter, int index, double epsilon) {
        Slope slope = changed.slope(parameter, index, step(parameter, index, epsilon));
        CheckedNumber first = result(parameter, index, slope.value(), slope.h(), rounding / slope.h(), slope.kink());
        return first.verdict() == CheckedNumber.Verdict.FAIL
                ? lookClosely(changed, parameter, index, slope)
                : new Measured(first, List.of(slope.difference()));
    }

    private Measured lookClosely(ChangedLoss changed, int parameter, int index, Slope first) {
        Measured best = null;
        double smallest = step(parameter, index, SMALLEST_STEP);
        Slope whole = first;
        while (true) {
            Slope half = changed.slope(parameter, index, whole.h() / 2);
            double extrapolated = (4 * half.value() - whole.value()) / 3;
            double curvature = Math.abs(half.value() - whole.value());
            // η/h from the whole step and η/(h/2) from the half one, with the weights of the extrapolation
            double uncertainty = 3 * rounding / whole.h() + curvature;
            CheckedNumber result = result(parameter, index, extrapolated, whole.h(), uncertainty, Optional.empty());
            if (best == null
                    || Double.isNaN(best.number().uncertainty())
                    || uncertainty < best.number().uncertainty()) {
                best = new Measured(result, List.of(whole.difference(), half.difference()));
            }
            double next = whole.h() / 10;
            if (isClear(result) || next < smallest || 3 * rounding / next > best.number().uncertainty()) {
                return best;
            }
            whole = changed.slope(parameter, index, next);
        }
    }

    /// Whether nothing that a smaller step could bring would change what is said.
    private static boolean isClear(CheckedNumber number) {
        return number.uncertainty() < 0.01 * Math.abs(number.analytic() - number.numeric());
    }

    private CheckedNumber result(
            int parameter, int index, double numeric, double h, double uncertainty, Optional<Kink> kink) {
        return new CheckedNumber(
                trained.get(parameter).key(),
                index,
                trained.get(parameter).value().get(index),
                gradients.get(parameter).get(index),
                numeric,
                h,
                uncertainty,
                kink);
    }
}
