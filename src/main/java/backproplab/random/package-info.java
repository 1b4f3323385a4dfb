/// Reproducible randomness: one seed, split per purpose, the same numbers on every machine.
@NullMarked
package backproplab.random;

import org.jspecify.annotations.NullMarked;
