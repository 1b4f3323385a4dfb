package backproplab.data;

/// Makes samples out of a seed. Implementations are records whose components are their settings (see
/// [backproplab.catalog.Entry]).
///
/// Same settings and seed, same bits, on every machine. More samples begin with the fewer ones, and more noise moves
/// the same points, so that a slider changes what it says and nothing else. Sets of points lie in about `[−1, 1]`, so
/// that a network learns them without standardizing; TensorFlow Playground, whose sets many of these resemble, uses
/// `[−6, 6]` (its `src/dataset.ts`).
public interface Generator {
    Dataset generate(long seed);
}
