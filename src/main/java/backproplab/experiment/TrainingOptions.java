package backproplab.experiment;

import backproplab.catalog.Setting;
import backproplab.catalog.Values;
import backproplab.data.Split;

import java.util.List;
import java.util.Map;

/// How the samples are used.
///
/// @param epochs how long a run lasts when nobody says otherwise
/// @param standardise whether every input is brought to mean 0 and variance 1 over the training set
public record TrainingOptions(int batchSize, boolean shuffle, double testShare, boolean standardise, int epochs) {
    public static final Setting.Whole BATCH_SIZE =
            Setting.whole(
                    "batch_size",
                    10,
                    1,
                    Integer.MAX_VALUE,
                    "how many samples one update averages over; more than there are means all");
    public static final Setting.Flag SHUFFLE =
            Setting.flag("shuffle", true, "whether every epoch has an order of its own");
    public static final Setting.Real TEST_SHARE = Split.TEST_SHARE;
    public static final Setting.Flag STANDARDISE =
            Setting.flag(
                    "standardise",
                    false,
                    "whether every input is brought to mean 0 and variance 1 over the training set");
    public static final Setting.Whole EPOCHS =
            Setting.whole(
                    "epochs",
                    100,
                    1,
                    Integer.MAX_VALUE,
                    "how many passes over the training set a run makes when nobody says otherwise");
    public static final List<Setting> SETTINGS = List.of(BATCH_SIZE, SHUFFLE, TEST_SHARE, STANDARDISE, EPOCHS);
    public static final TrainingOptions STANDARD = of(Values.of(SETTINGS, Map.of()));

    public TrainingOptions {
        BATCH_SIZE.check(batchSize);
        TEST_SHARE.check(testShare);
        EPOCHS.check(epochs);
    }

    static TrainingOptions of(Values values) {
        return new TrainingOptions(
                values.whole(BATCH_SIZE),
                values.flag(SHUFFLE),
                values.real(TEST_SHARE),
                values.flag(STANDARDISE),
                values.whole(EPOCHS));
    }

    Json toJson() {
        Map<String, Object> given =
                Map.of(
                        BATCH_SIZE.id(), batchSize,
                        SHUFFLE.id(), shuffle,
                        TEST_SHARE.id(), testShare,
                        STANDARDISE.id(), standardise,
                        EPOCHS.id(), epochs);
        Json.Builder object = new Json.Builder();
        Members.write(Values.of(SETTINGS, given), SETTINGS, object);
        return object.build();
    }
}
