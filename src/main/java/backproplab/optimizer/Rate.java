package backproplab.optimizer;

import backproplab.catalog.Setting;

/// The setting that all optimizers share; only its standard value differs.
final class Rate {
    private Rate() {}

    static Setting.Real setting(double standard) {
        return Setting.positive("learning_rate", standard, Double.MAX_VALUE, "η: how far one update goes");
    }
}
