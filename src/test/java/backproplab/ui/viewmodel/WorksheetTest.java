package backproplab.ui.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.activation.Activations;
import backproplab.activation.Relu;
import backproplab.backprop.BackwardTrace;
import backproplab.backprop.TraceRecorder;
import backproplab.backprop.TraceStep.Phase;
import backproplab.catalog.Entry;
import backproplab.layer.BatchNorm;
import backproplab.layer.Dense;
import backproplab.layer.Layer;
import backproplab.layer.LayerNorm;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;
import backproplab.layer.Softmax;
import backproplab.loss.CategoricalCrossEntropy;
import backproplab.loss.Loss;
import backproplab.loss.Losses;
import backproplab.loss.SquaredError;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.optimizer.Optimizer;
import backproplab.optimizer.OptimizerState;
import backproplab.optimizer.Optimizers;
import backproplab.optimizer.Sgd;
import backproplab.optimizer.UpdateRule;
import backproplab.random.SeededRandom;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;
import backproplab.ui.chart.Formula;
import backproplab.ui.viewmodel.Worksheet.Answer;
import backproplab.ui.viewmodel.Worksheet.Question;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The numbers of Mazur's example are those of his article, as far as they are right: see the file's own text.
class WorksheetTest {
    private static final Worksheet MAZUR = sheet(SampleTraces.of("mazur-2-2-2", 0), 9);

    private static Worksheet sheet(BackwardTrace trace, int digits) {
        return Worksheet.of(
                trace, CardContext.Names.PLAIN, new Worksheet.Source("A network", "sample 1"), new CardDigits(digits));
    }

    private static Question question(Worksheet sheet, String title) {
        return sheet.questions().stream().filter(it -> it.title().equals(title)).findFirst().orElseThrow();
    }

    private static List<String> answers(Worksheet sheet, String title) {
        return question(sheet, title).answers().stream().map(Answer::text).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "Loss of the sample, 0.298371109",
        "a of output, 0.751365070",
        "New weights and biases of output, 0.358916480",
        "New weights and biases of hidden, 0.149780716",
        "Gradients of output, 0.0821670406",
        "Forward again, 0.291027774"
    })
    void theKeyHasThePublishedNumbers(String title, String number) {
        List<String> answers = answers(MAZUR, title);
        assertTrue(answers.contains(number), () -> answers + " lacks " + number);
    }

    @Test
    void theNewLossIsNotTheOneOfAnUpdateOnTheWay() {
        Worksheet sheet = sheet(SampleTraces.of("mazur-2-2-2", 0), 10);
        assertTrue(answers(sheet, "Forward again").contains("0.2910277737"));
    }

    @Test
    void questionsStandInTheOrderOfThePassAndAreNumbered() {
        List<Phase> phases = MAZUR.questions().stream().map(Question::phase).toList();
        assertEquals(phases.stream().sorted().toList(), phases);
        assertEquals(
                List.of(Phase.FORWARD, Phase.LOSS, Phase.BACKWARD, Phase.UPDATE, Phase.VERIFY),
                phases.stream().distinct().toList());
        for (int i = 0; i < MAZUR.questions().size(); i++) {
            assertEquals(i + 1, MAZUR.questions().get(i).number());
        }
    }

    @Test
    void whatIsNotGivenIsReferredTo() {
        Question z = question(MAZUR, "z of hidden");
        assertEquals("", z.remark());
        assertTrue(z.given().stream().anyMatch(it -> it.endsWith("= 0.05")), () -> z.given().toString());
        int a = question(MAZUR, "a of hidden").number();
        int delta = question(MAZUR, "δ of output").number();
        assertEquals(
                "Needs your answers to %d and %d.".formatted(a, delta),
                question(MAZUR, "Gradients of output").remark());
    }

    @Test
    void biasesThatStayAsTheyAreAreNotAskedFor() {
        assertEquals(4, answers(MAZUR, "New weights and biases of hidden").size());
        assertEquals(6, answers(MAZUR, "Gradients of hidden").size());
    }

    @ParameterizedTest
    @CsvSource({
        "mazur-2-2-2,1",
        "xor-2-2-1,1",
        "xor-2-2-1,3",
        "three-two-one,1",
        "circle-tanh,1",
        "spiral-relu,1",
        "digits-64-30-10,1",
        "digits-64-30-10,5",
        "deep-sigmoid-vanishing,1",
        "sine-1-50-1,2"
    })
    void noQuestionTellsAnAnswer(String file, int samples) {
        int[] rows = IntStream.range(0, samples).toArray();
        BackwardTrace trace = SampleTraces.of(file, rows);
        Worksheet sheet = sheet(trace, 9);
        List<String> weights =
                trace.parameters().stream()
                        .flatMapToDouble(it -> Arrays.stream(it.before().values()))
                        .mapToObj(new CardDigits(9)::tex)
                        .toList();
        canBeTypeset(sheet);
        String questions = sheet.questions().stream().map(WorksheetTest::asked).collect(Collectors.joining("\n"));
        for (Question question : sheet.questions()) {
            for (Answer it : question.answers()) {
                // 0 and 1 may be anything's, and with an input of 1 a weight is what reaches the unit
                if (it.number().length() > 8 && !weights.contains(it.number())) {
                    assertFalse(questions.contains(it.number()), () -> question.title() + " tells " + it.number());
                }
            }
        }
    }

    private static String asked(Question it) {
        return it.formula() + " " + it.given() + " " + it.sums() + " " + it.remark();
    }

    private static void canBeTypeset(Worksheet sheet) {
        List<String> formulas = new ArrayList<>();
        for (Question it : sheet.questions()) {
            it.formula().forEach(formulas::addAll);
            formulas.addAll(it.given());
            it.sums().forEach(formulas::addAll);
            for (Answer answer : it.answers()) {
                formulas.add(answer.symbol());
                answer.working().forEach(formulas::addAll);
                assertTrue(answer.working().getLast().getLast().equals("= " + answer.number()), it::title);
            }
        }
        formulas.forEach(Formula::of);
    }

    @Test
    void ofALargeNetworkItAsksAboutAPathFromTheOutputThatIsMostWrong() {
        BackwardTrace trace = SampleTraces.of("digits-64-30-10", 3);
        Worksheet sheet = sheet(trace, 6);
        assertEquals(1, answers(sheet, "δ of output").size());
        String largest =
                new CardDigits(6)
                        .text(
                                Arrays.stream(trace.layer("output").delta().values())
                                        .boxed()
                                        .max(Comparator.comparingDouble(Math::abs))
                                        .orElseThrow());
        assertEquals(List.of(largest), answers(sheet, "δ of output"));
        assertTrue(sheet.scope().contains("path"), sheet::scope);
        assertEquals(2, answers(sheet, "z of hidden").size());
        assertEquals(28, sheet.diagram().columns().get(1).hidden());
    }

    @Test
    void whatALongSumFoldsAwayIsGivenSoThatItCanBeComputed() {
        BackwardTrace trace = SampleTraces.of("digits-64-30-10", 3);
        Question z = question(sheet(trace, 6), "z of output");
        assertEquals(1, z.sums().size());
        String line = String.join(" ", z.sums().getFirst());
        assertTrue(line.contains("more}") && line.contains("a_{"), line);
    }

    @Test
    void ofADeepNetworkItLeavesLayersOutAndSaysSo() {
        Worksheet sheet = sheet(SampleTraces.of("deep-sigmoid-vanishing", 0), 6);
        assertTrue(sheet.scope().contains("Not asked about: hidden2 to "), sheet::scope);
        assertTrue(sheet.questions().size() <= 21);
    }

    /// Of 784-128-64-10.
    @Test
    void aHundredThousandWeightsMakeAFewQuestions() {
        NetworkDescription description =
                NetworkDescription.of(
                        Shape.of(784),
                        List.of(
                                dense("first", 128, OutputFunctions.of(new Relu(0)), "input"),
                                dense("second", 64, OutputFunctions.of(new Relu(0)), "first"),
                                dense("output", 10, new Softmax(), "second")));
        Tensor target = Tensor.zeros(1, 10);
        target.set(0, 3, 1);
        Worksheet sheet =
                sheet(
                        trace(
                                description,
                                new CategoricalCrossEntropy(0),
                                UpdateRule.of(new Sgd(0.1)),
                                random(1, 784),
                                target),
                        6);
        canBeTypeset(sheet);
        int blanks = sheet.questions().stream().mapToInt(it -> it.answers().size()).sum();
        assertTrue(blanks > 15 && blanks < 50, () -> blanks + " blanks");
    }

    private static LayerDescription dense(String name, int units, OutputFunction function, String from) {
        return LayerDescription.of(name, new Dense(units), from).with(function);
    }

    private static Tensor random(int rows, int columns) {
        SeededRandom random = new SeededRandom(1);
        Tensor values = Tensor.zeros(rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            values.set(i / columns, i % columns, random.nextDouble());
        }
        return values;
    }

    private static BackwardTrace trace(
            NetworkDescription description, Loss loss, UpdateRule rule, Tensor inputs, Tensor targets) {
        Parameters parameters = Parameters.initial(description, 1);
        String last = description.layers().getLast().name();
        return new TraceRecorder(
                        description,
                        List.of(LossTerm.of(last, loss)),
                        rule,
                        parameters,
                        OptimizerState.initial(rule.optimizer(), parameters.sizes()),
                        inputs.rows(),
                        1)
                .trace(Map.of("input", inputs), Map.of(last, targets), 0);
    }

    static Stream<Optimizer> optimizers() {
        return Optimizers.CATALOG.entries().stream().map(Entry::standard);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void everyOptimizerCanBeAskedAbout(Optimizer optimizer) {
        Worksheet sheet = sheet(SampleTraces.of("mazur-2-2-2", UpdateRule.of(optimizer), 0), 6);
        canBeTypeset(sheet);
        assertEquals(6, answers(sheet, "New weights and biases of output").size());
    }

    static Stream<OutputFunction> functions() {
        return Stream.concat(
                Activations.CATALOG.entries().stream().map(it -> OutputFunctions.of(it.standard())),
                Stream.of(new Softmax()));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyFunctionCanBeAskedAbout(OutputFunction function) {
        for (Entry<Loss> loss : Losses.CATALOG.entries()) {
            NetworkDescription description =
                    NetworkDescription.of(Shape.of(2), List.of(dense("output", 2, function, "input")));
            Tensor targets = Tensor.matrix(new double[] {1, 0}, new double[] {0, 1});
            canBeTypeset(
                    sheet(trace(description, loss.standard(), UpdateRule.of(new Sgd(0.1)), random(2, 2), targets), 6));
        }
    }

    static Stream<Layer> normalizations() {
        return Stream.of(new LayerNorm(0.1), new BatchNorm(0.1, 0.1, BatchNorm.Mode.TRAIN));
    }

    @ParameterizedTest
    @MethodSource("normalizations")
    void aNormalisationIsAskedAboutToo(Layer normalization) {
        NetworkDescription description =
                NetworkDescription.of(
                        Shape.of(1),
                        List.of(
                                LayerDescription.of("hidden", new Dense(2), "input"),
                                LayerDescription.of("norm", normalization, "hidden"),
                                LayerDescription.of("output", new Dense(1), "norm")));
        Worksheet sheet =
                sheet(
                        trace(
                                description,
                                new SquaredError(0.5),
                                UpdateRule.of(new Sgd(0.1)),
                                random(2, 1),
                                Tensor.matrix(new double[] {1}, new double[] {0})),
                        6);
        canBeTypeset(sheet);
        assertEquals(4, answers(sheet, "z of norm").size());
        assertEquals(4, answers(sheet, "∂L/∂a of hidden").size());
    }
}
