package backproplab.activation;

/// Products whose limit is finite although one factor is infinite.
final class Limits {
    private Limits() {}

    /// `a·b`, but 0 where one factor is 0 and the other infinite: the limit of `z·e⁻ᶻ` and its like, where
    /// plain arithmetic says NaN. A NaN that goes in still comes out.
    static double product(double a, double b) {
        double product = a * b;
        return Double.isNaN(product) && !Double.isNaN(a) && !Double.isNaN(b) ? 0 : product;
    }
}
