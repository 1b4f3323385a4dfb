/// What a run is made of, and its JSON files: [backproplab.experiment.ExperimentFile] reads and writes them. The only
/// package that knows Jackson.
@NullMarked
package backproplab.experiment;

import org.jspecify.annotations.NullMarked;
