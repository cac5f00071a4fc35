package io.github.imagejdiffusion.imagej;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.awt.Component;
import java.awt.Window;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The walls inside the plugin. */
class PluginWallsTest {

    private static final String PLUGIN = "io.github.imagejdiffusion.imagej";
    private static final String ENTRY = PLUGIN + ".entry";
    private static final String[] WINDOWS = {
        PLUGIN + ".devices..",
        PLUGIN + ".models..",
        PLUGIN + ".dialog..",
        PLUGIN + ".segment.dialog..",
        PLUGIN + ".restoration.dialog..",
        PLUGIN + ".restore.dialog..",
        PLUGIN + ".superres.dialog.."
    };

    /** The one class that hands ROIs to ImageJ's window for them. */
    private static final String ROI_MANAGER = PLUGIN + ".result.RoiManagerList";

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(PLUGIN);
    }

    @Test
    void everyRoomIsSeen() {
        for (String type : List.of("entry.ShowDevices", "devices.DevicesAction", "models.ModelsWindow")) {
            assertTrue(classes.contain(PLUGIN + "." + type), type);
        }
    }

    @Test
    void theEntryKnowsNothingButImagejAndJava() {
        ArchRule rule = ArchRuleDefinition.classes()
                .that()
                .resideInAPackage(ENTRY)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ENTRY, "ij..", "java.lang..", "java.util..");
        rule.check(classes);
    }

    @Test
    void nobodyKnowsTheEntry() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackage(ENTRY)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ENTRY);
        rule.check(classes);
    }

    @Test
    void nobodyKnowsTheCommandLine() {
        ArchRule rule = noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.github.imagejdiffusion.batch..", "picocli..");
        rule.check(classes);
    }

    @Test
    void nobodyKnowsTheEngineBehind() {
        ArchRule rule = noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl..", "ai.onnxruntime..", "com.sun.jna..");
        rule.check(classes);
    }

    @Test
    void windowsAreInTheirOwnPackages() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackages(WINDOWS)
                .and()
                .doNotHaveFullyQualifiedName(ROI_MANAGER)
                .should()
                .dependOnClassesThat(resideInAPackage("javax.swing..")
                        .or(assignableTo(Window.class))
                        .or(resideInAPackage("java.awt").and(assignableTo(Component.class))));
        rule.check(classes);
    }

    @Test
    void nobodyEndsTheProcess() {
        ArchRule rule = noClasses()
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
        ArchRule rule = noClasses().should().callMethod(Throwable.class, "printStackTrace");
        rule.check(classes);
    }

    @Test
    void nobodyUsesJavaUtilLogging() {
        ArchRule rule = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
        rule.check(classes);
    }
}
