/// Samples and their order: data sets, batches, seeded generators, bundled sets, readers for CSV and IDX.
@NullMarked
package backproplab.data;

import org.jspecify.annotations.NullMarked;
