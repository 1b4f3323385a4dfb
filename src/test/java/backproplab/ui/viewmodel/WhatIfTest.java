package backproplab.ui.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import backproplab.network.Parameters;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

class WhatIfTest {
    private static final Parameters.Key WEIGHTS = new Parameters.Key("hidden", "weights");

    private final WindowThread thread = new WindowThread();
    private final LabModel lab = new LabModel(Documents.circle(Documents.function("tanh")), thread);
    private final StepModel model = new StepModel(lab, thread);

    @BeforeEach
    void open() {
        model.setOpen(true);
        pass();
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private TracedPass pass() {
        thread.until(() -> model.momentProperty().get() != null && !model.isBusy());
        return Objects.requireNonNull(model.momentProperty().get()).pass();
    }

    @Test
    void aRealPassHasNoChanges() {
        assertEquals(List.of(), WhatIf.of(pass()).changes());
    }

    @Test
    void everyChangeHasItsNameAndBothNumbers() {
        double weight = pass().trace().parameter(WEIGHTS).before().get(3);
        double x = pass().samples().input("input").get(1);
        double t = pass().samples().target("output").get(0);
        model.setParameter(WEIGHTS, 3, 0.42);
        model.setInput("input", 0, 1, -0.25);
        model.setTarget("output", 0, 0, 1 - t);
        WhatIf found = WhatIf.of(pass());
        assertEquals(
                List.of(
                        new WhatIf.Change("w of x2 → hidden 2", weight, 0.42),
                        new WhatIf.Change("x2", x, -0.25),
                        new WhatIf.Change("target of output 1", t, 1 - t)),
                found.changes());
        CardDigits digits = new CardDigits(3);
        assertEquals(
                "What if w of x2 → hidden 2 were 0.42, not %s; and 2 more?".formatted(digits.text(weight)),
                found.sentence(digits, 1));
    }

    @Test
    void aSampleOfABatchIsComparedWithItsOwnRow() {
        model.choose(new SampleChoice.NextBatch());
        double x = pass().samples().input("input").get(4, 1);
        model.setInput("input", 4, 1, 7);
        assertEquals(List.of(new WhatIf.Change("x2, sample 5", x, 7)), WhatIf.of(pass()).changes());
    }

    @Test
    void aSampleOfTheTestSetIsComparedWithThatSet() {
        model.choose(new SampleChoice.TestRow(3));
        double x = pass().samples().input("input").get(0);
        model.setInput("input", 0, 0, 7);
        assertEquals(List.of(new WhatIf.Change("x1", x, 7)), WhatIf.of(pass()).changes());
    }
}
