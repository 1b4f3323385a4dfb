package backproplab.cli;

import backproplab.data.DataDoctor;
import backproplab.data.DataFinding;
import backproplab.experiment.Json;
import backproplab.training.TrainingSetup;

import java.util.List;
import java.util.Locale;

/// What the data doctor says of a run before it starts, as lines or as JSON.
record DataRemarks(List<DataFinding> findings) {
    static DataRemarks of(TrainingSetup setup) {
        return new DataRemarks(DataDoctor.examine(setup.training(), setup.network(), setup.losses()));
    }

    /// One for each finding, with its rule and its way out.
    List<String> lines() {
        return findings.stream()
                .map(it ->
                        "%s: %s: %s; rule: %s; way out: %s"
                                .formatted(word(it.severity()), it.place(), it.sentence(), it.rule(), it.wayOut()))
                .toList();
    }

    Json toJson() {
        return Json.array(
                findings,
                it ->
                        new Json.Builder()
                                .put("severity", word(it.severity()))
                                .put("kind", word(it.kind()))
                                .put("place", it.place())
                                .put("sentence", it.sentence())
                                .put("rule", it.rule())
                                .put("way_out", it.wayOut())
                                .build());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
