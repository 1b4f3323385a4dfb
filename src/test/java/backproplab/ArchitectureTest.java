package backproplab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

/// Holds the invariants of ARCHITECTURE.md.
class ArchitectureTest {
    /// Each row may use what stands above it, and itself; the packages of one row do not know each other.
    private static final List<List<String>> ROWS =
            List.of(
                    List.of("random", "tensor"),
                    List.of("catalog"),
                    List.of("activation", "loss", "optimizer", "initializer"),
                    List.of("layer"),
                    List.of("network"),
                    List.of("backprop", "fault"),
                    List.of("statistics"),
                    List.of("data"),
                    List.of("training"),
                    List.of("experiment"),
                    List.of("ui.viewmodel"),
                    List.of("ui.chart"),
                    List.of("ui.view"),
                    List.of("ui.app"),
                    List.of("cli"));

    private static final String[] ENGINE = {
        "backproplab.random..",
        "backproplab.tensor..",
        "backproplab.catalog..",
        "backproplab.activation..",
        "backproplab.loss..",
        "backproplab.optimizer..",
        "backproplab.initializer..",
        "backproplab.layer..",
        "backproplab.network..",
        "backproplab.backprop..",
        "backproplab.fault..",
        "backproplab.statistics..",
        "backproplab.data..",
        "backproplab.training.."
    };

    private static final JavaClasses PROGRAM =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("backproplab");

    static Stream<Arguments> packages() {
        return ROWS.stream().flatMap(row -> row.stream().map(it -> Arguments.of(it, allowedFor(row, it))));
    }

    private static List<String> allowedFor(List<String> row, String itself) {
        Stream<String> above = ROWS.subList(0, ROWS.indexOf(row)).stream().flatMap(List::stream);
        return Stream.concat(above, Stream.of(itself)).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("packages")
    void aPackageUsesOnlyWhatStandsAboveIt(String name, List<String> allowed) {
        classes().that().resideInAPackage("backproplab." + name).should(useOnly(allowed)).check(PROGRAM);
    }

    @Test
    void everyPackageHasItsRow() {
        List<String> known = ROWS.stream().flatMap(List::stream).toList();
        classes().should(resideInOneOf(known)).check(PROGRAM);
    }

    @Test
    void packagesHaveNoCycles() {
        SlicesRuleDefinition.slices().matching("backproplab.(*)..").should().beFreeOfCycles().check(PROGRAM);
    }

    @Test
    void theEngineKnowsNeitherScreenNorJson() {
        noClasses()
                .that()
                .resideInAnyPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx..", "java.awt..", "org.jfree..", "tools.jackson..", "picocli..")
                .check(PROGRAM);
    }

    @Test
    void theEngineOpensNoFiles() {
        noClasses()
                .that()
                .resideInAnyPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(File.*|RandomAccessFile)")
                .check(PROGRAM);
    }

    @Test
    void onlyExperimentKnowsJackson() {
        noClasses()
                .that()
                .resideOutsideOfPackage("backproplab.experiment..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tools.jackson..")
                .check(PROGRAM);
    }

    @Test
    void onlyChartsKnowHowPagesAndFormulasAreMade() {
        noClasses()
                .that()
                .resideOutsideOfPackage("backproplab.ui.chart..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.pdfbox..", "org.apache.fontbox..", "org.scilab.forge..")
                .check(PROGRAM);
    }

    @Test
    void transcendentalFunctionsComeFromOnePlace() {
        noClasses()
                .that()
                .resideInAnyPackage(ENGINE)
                .and()
                .doNotHaveFullyQualifiedName("backproplab.tensor.Elementary")
                .and()
                .doNotHaveFullyQualifiedName("backproplab.random.SeededRandom")
                .should()
                .callMethod(Math.class, "exp", double.class)
                .orShould()
                .callMethod(Math.class, "log", double.class)
                .orShould()
                .callMethod(Math.class, "pow", double.class, double.class)
                .orShould()
                .callMethod(Math.class, "tanh", double.class)
                .orShould()
                .callMethod(Math.class, "sin", double.class)
                .orShould()
                .callMethod(Math.class, "cos", double.class)
                .orShould()
                .callMethod(Math.class, "log10", double.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(StrictMath.class)
                .because("Math may answer differently on another machine")
                .check(PROGRAM);
    }

    private static ArchCondition<JavaClass> useOnly(List<String> allowed) {
        List<String> packages = allowed.stream().map(it -> "backproplab." + it).toList();
        return new ArchCondition<>("use only " + allowed) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                item.getDirectDependenciesFromSelf().stream()
                        .filter(it -> it.getTargetClass().getPackageName().startsWith("backproplab"))
                        .filter(it -> !packages.contains(it.getTargetClass().getPackageName()))
                        .forEach(it -> events.add(SimpleConditionEvent.violated(item, it.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaClass> resideInOneOf(List<String> known) {
        List<String> packages = known.stream().map(it -> "backproplab." + it).toList();
        return new ArchCondition<>("reside in one of " + known) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                if (!packages.contains(item.getPackageName())) {
                    events.add(SimpleConditionEvent.violated(item, item.getName() + " is in no row of the table"));
                }
            }
        };
    }
}
