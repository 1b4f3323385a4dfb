package backproplab.ui.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import backproplab.data.BundledSets;
import backproplab.data.Circle;
import backproplab.data.Coding;
import backproplab.data.Generator;
import backproplab.data.Generators;
import backproplab.data.Sine;
import backproplab.experiment.DataSource;
import backproplab.optimizer.Sgd;
import backproplab.training.TrainingSetup;

import org.junit.jupiter.api.Test;

import java.util.Map;

class DataWishTest {
    private final Document document = Documents.circle(Documents.function("relu"));
    private final TrainingSetup setup = document.setup();
    private final DataChoice data = document.data();
    private final DataWish asIs = DataWish.of(setup, data);

    private DataWish.Outcome.Fits fits(DataWish wish) {
        return assertInstanceOf(DataWish.Outcome.Fits.class, wish.outcome(setup, data));
    }

    @Test
    void anotherShareTakesTheSameSamples() {
        DataWish.Outcome.Fits fits = fits(asIs.withTestShare(0.6));
        assertSame(data.samples(), fits.data().samples());
        assertEquals(100, fits.setup().training().samples());
        assertEquals(0.6, fits.data().testShare());
    }

    @Test
    void standardisedInputsHaveMeanZero() {
        var inputs = fits(asIs.withStandardise(true)).setup().training().input();
        double sum = 0;
        for (int i = 0; i < inputs.rows(); i++) {
            sum += inputs.get(i, 0);
        }
        assertEquals(0, sum / inputs.rows(), 1e-12);
    }

    @Test
    void anotherSeedDrawsAndSplitsAnew() {
        DataWish.Outcome.Fits fits = fits(asIs.withSeed(8));
        assertEquals(8, fits.setup().seed());
        assertNotEquals(data.samples().input(), fits.data().samples().input());
        assertEquals(fits.data().applyTo(fits.setup()), fits.setup());
    }

    @Test
    void otherDataOfTheKindKeepTheNetwork() {
        DataWish.Outcome.Fits fits =
                fits(asIs.from(new DataSource.Generated(Generators.CATALOG.get("spiral").standard())));
        assertEquals(setup.network(), fits.setup().network());
        assertEquals(setup.losses(), fits.setup().losses());
    }

    @Test
    void otherDataOfAnotherKindSayWhatChanges() {
        DataSource digits = new DataSource.Bundled(BundledSets.CATALOG.get("digits").standard());
        DataWish.Outcome outcome = asIs.from(digits).outcome(setup, data);
        DataWish.Outcome.Adapts adapts = assertInstanceOf(DataWish.Outcome.Adapts.class, outcome);
        assertEquals(3, adapts.changes().size());
        assertEquals(10, adapts.setup().training().target().rowSize());
        assertEquals(digits, adapts.data().source());
    }

    /// Samples that were read come back without being read again.
    @Test
    void givenSamplesAreTaken() {
        DataSource.Inline inline =
                new DataSource.Inline(data.samples().inputs(), data.samples().targets(), false, false);
        var samples = new Circle(40, 0, Coding.ZERO_ONE).generate(3);
        assertEquals(samples.input(), fits(asIs.from(inline, samples)).data().samples().input());
    }

    @Test
    void whatWasChosenForAllGeneratorsStays() {
        DataSource before = new DataSource.Generated(new Circle(123, 0.3, Coding.MINUS_ONE_ONE));
        Generator spiral = DataWish.generator(Generators.CATALOG.get("spiral"), before);
        Map<String, Object> values = Generators.CATALOG.describe(spiral).values().asMap();
        assertEquals(123, values.get("samples"));
        assertEquals(Coding.MINUS_ONE_ONE, values.get("targets"));
        assertEquals(0.05, ((Sine) DataWish.generator(Generators.CATALOG.get("sine"), before)).noise());
    }

    @Test
    void whatTheUserHasChangedMeanwhileStays() {
        TrainingSetup made = fits(asIs.withTestShare(0.6)).setup();
        TrainingSetup now = setup.with(setup.rule().with(new Sgd(0.7))).withBatches(5, false);
        TrainingSetup merged = DataWish.onto(now, made);
        assertEquals(now.rule(), merged.rule());
        assertEquals(5, merged.batchSize());
        assertSame(made.training(), merged.training());
    }
}
