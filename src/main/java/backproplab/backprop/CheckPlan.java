package backproplab.backprop;

/// What a gradient check looks at.
///
/// @param epsilon by how much a number w is moved, times `max(1, |w|)`
/// @param perTensor how many numbers of each tensor are drawn at most
/// @param seed of the drawing
/// @param threads how many numbers are looked at side by side; the result does not depend on it
public record CheckPlan(double epsilon, int perTensor, long seed, int threads) {
    /// See [GradientCheck] for why.
    public static final double STANDARD_EPSILON = 1e-5;

    public static final int ALL = Integer.MAX_VALUE;

    public CheckPlan {
        if (!(epsilon >= 1e-15 && epsilon <= 1)) {
            throw new IllegalArgumentException("ε must be from 1e-15 to 1, got " + epsilon);
        }
        if (perTensor < 1) {
            throw new IllegalArgumentException("at least 1 number per tensor must be looked at, got " + perTensor);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("at least 1 thread is needed, got " + threads);
        }
    }

    /// All numbers, on all processors.
    public static CheckPlan all() {
        return new CheckPlan(STANDARD_EPSILON, ALL, 1, Runtime.getRuntime().availableProcessors());
    }

    public CheckPlan withEpsilon(double changed) {
        return new CheckPlan(changed, perTensor, seed, threads);
    }

    /// A sample of each tensor.
    public CheckPlan sampling(int perTensor, long seed) {
        return new CheckPlan(epsilon, perTensor, seed, threads);
    }

    public CheckPlan withThreads(int changed) {
        return new CheckPlan(epsilon, perTensor, seed, changed);
    }
}
