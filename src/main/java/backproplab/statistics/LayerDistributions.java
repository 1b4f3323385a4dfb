package backproplab.statistics;

/// How z and δ of one layer are distributed over units and samples.
///
/// @param z in equal bins around 0
/// @param delta by size; its zeros are [Distribution#below()]
public record LayerDistributions(String layer, Distribution z, Distribution delta) {
    /// These and those of other samples.
    LayerDistributions merge(LayerDistributions next) {
        if (!layer.equals(next.layer)) {
            throw new IllegalArgumentException("cannot merge layer `%s` with `%s`".formatted(layer, next.layer));
        }
        return new LayerDistributions(layer, z.merge(next.z), delta.merge(next.delta));
    }
}
