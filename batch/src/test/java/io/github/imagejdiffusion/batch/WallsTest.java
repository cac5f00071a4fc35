package io.github.imagejdiffusion.batch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.github.imagejdiffusion.diffusion.DiffusionException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The walls of the house: which module and package may know what. */
class WallsTest {

    private static final String HOUSE = "io.github.imagejdiffusion.";
    private static final String DIFFUSION = HOUSE + "diffusion..";
    private static final String SEGDIFF = HOUSE + "segdiff..";
    private static final String RESTORE = HOUSE + "restore..";
    private static final String SUPERRES = HOUSE + "superres..";
    private static final String OPS = HOUSE + "(segdiff|restore|superres).ops";
    private static final String FORMATS = HOUSE + "formats..";
    private static final String BATCH = HOUSE + "batch..";

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("/imagejdiffusion/testing/"))
                .importPackages("io.github.imagejdiffusion");
    }

    @Test
    void everyRoomIsSeen() {
        for (String room : List.of(
                "diffusion.onnx.OnnxNetwork",
                "segdiff.SegDiff",
                "restore.Denoise",
                "superres.SuperResolve",
                "formats.FormatsException")) {
            assertTrue(classes.contain(HOUSE + room), room);
        }
    }

    @Test
    void arrowsPointOneWay() {
        ArchRule rule = layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("diffusion")
                .definedBy(DIFFUSION)
                .layer("segdiff")
                .definedBy(SEGDIFF)
                .layer("restore")
                .definedBy(RESTORE)
                .layer("superres")
                .definedBy(SUPERRES)
                .layer("formats")
                .definedBy(FORMATS)
                .layer("batch")
                .definedBy(BATCH)
                .whereLayer("batch")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("segdiff")
                .mayOnlyBeAccessedByLayers("batch")
                .whereLayer("restore")
                .mayOnlyBeAccessedByLayers("batch")
                .whereLayer("superres")
                .mayOnlyBeAccessedByLayers("batch")
                .whereLayer("formats")
                .mayOnlyBeAccessedByLayers("batch")
                .whereLayer("diffusion")
                .mayOnlyBeAccessedByLayers("segdiff", "restore", "superres", "batch");
        rule.check(classes);
    }

    @Test
    void everyClassIsInARoom() {
        ArchRule rule = ArchRuleDefinition.classes()
                .should()
                .resideInAnyPackage(DIFFUSION, SEGDIFF, RESTORE, SUPERRES, FORMATS, BATCH);
        rule.check(classes);
    }

    @Test
    void engineAndCapabilitiesKnowNoWindowAndNoImagej() {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage(DIFFUSION, SEGDIFF, RESTORE, SUPERRES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.awt..", "javax.swing..", "javax.imageio..", "ij..", "net.imagej..");
        rule.check(classes);
    }

    @Test
    void onlyOnePackageKnowsTheEngineBehind() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackage(HOUSE + "diffusion.onnx")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl..", "ai.onnxruntime..", "com.sun.jna..");
        rule.check(classes);
    }

    @Test
    void bioFormatsIsNotNeededToCompile() {
        ArchRule rule = noClasses().should().dependOnClassesThat().resideInAnyPackage("loci..", "ome..");
        rule.check(classes);
    }

    @Test
    void capabilitiesKnowNoFiles() {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage(SEGDIFF, RESTORE, SUPERRES)
                .should()
                .dependOnClassesThat(resideInAPackage("java.nio.file..").or(resideInAPackage("java.io..")));
        rule.check(classes);
    }

    @Test
    void inTheEngineOnlyModelsAndNativesAreFiles() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(DIFFUSION)
                .and()
                .resideOutsideOfPackages(HOUSE + "diffusion.model..", HOUSE + "diffusion.onnx")
                .should()
                .dependOnClassesThat(resideInAPackage("java.nio.file..")
                        .or(describe("java.io.File", type -> type.getName().startsWith("java.io.File"))));
        rule.check(classes);
    }

    @Test
    void theEngineHasNoCycles() {
        ArchRule rule = slices().matching(HOUSE + "diffusion.(*)..").should().beFreeOfCycles();
        rule.check(classes);
    }

    @Test
    void modelPackagesHaveNoCycles() {
        ArchRule rule =
                slices().matching(HOUSE + "diffusion.model.(*)..").should().beFreeOfCycles();
        rule.check(classes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"diffusion", "diffusion.model", "segdiff", "restore", "superres"})
    void whatAFacadeIsBuiltFromDoesNotKnowTheFacade(String facade) {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(HOUSE + facade + ".*..")
                .and()
                .resideOutsideOfPackage(OPS)
                .should()
                .dependOnClassesThat(resideInAPackage(HOUSE + facade).and(not(assignableTo(DiffusionException.class))));
        rule.check(classes);
    }

    @Test
    void opsAreAShellThatNothingNeeds() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackage(OPS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(OPS, "org.scijava..");
        rule.check(classes);
    }

    @Test
    void formatsHasNoCycles() {
        ArchRule rule = slices().matching(HOUSE + "formats.(*)..").should().beFreeOfCycles();
        rule.check(classes);
    }

    @Test
    void batchHasNoCycles() {
        ArchRule rule = slices().matching(HOUSE + "batch.(*)..").should().beFreeOfCycles();
        rule.check(classes);
    }

    @Test
    void onlyMainEndsTheProcess() {
        ArchRule rule = noClasses()
                .that()
                .areNotAssignableTo(ImagejDiffusion.class)
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class);
        rule.check(classes);
    }

    @Test
    void nobodyWritesToTheStandardStreams() {
        ArchRule rule = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
        rule.check(classes);
    }

    @Test
    void nobodyPrintsStackTraces() {
        ArchRule rule = noClasses().should().callMethodWhere(target(name("printStackTrace")));
        rule.check(classes);
    }

    @Test
    void nobodyUsesJavaUtilLogging() {
        ArchRule rule = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
        rule.check(classes);
    }
}
