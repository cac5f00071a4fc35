package io.github.imagejdiffusion.imagej.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The -fiji.zip, unpacked into an empty folder that stands for Fiji's. */
class InstalledInFijiIT {

    private static final String MACRO =
            "run(\"Devices...\"); run(\"Models...\"); print(\"done with \" + getArgument());";

    @TempDir
    private Path folder;

    @Test
    void macroFindsDevicesAndModels() throws Exception {
        InstalledImageJ.Run run = InstalledImageJ.fiji(folder).run(MACRO, "one argument");
        assertWorks(run);
        assertTrue(run.out().contains("done with one argument"), run.out());
        assertTrue(run.out().contains("go into " + folder.resolve("models")), run.out());
        assertEquals("", run.err());
    }

    @Test
    void engineIsFoundUnderAForeignContextClassLoader() throws Exception {
        InstalledImageJ.Run run =
                InstalledImageJ.fiji(folder).runPlugin("io.github.imagejdiffusion.imagej.entry.ShowDevices");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().contains("engine:     ONNX Runtime"), run.out() + run.err());
    }

    @Test
    void missingJarIsNamed() throws Exception {
        assertMissing(InstalledImageJ.fiji(folder).without("onnxruntime"), "onnxruntime.");
    }

    @Test
    void allMissingJarsAreNamed() throws Exception {
        InstalledImageJ imagej = InstalledImageJ.fiji(folder);
        for (Path jar : imagej.jars("jars")) {
            Files.delete(jar);
        }
        assertMissing(
                imagej,
                "imagej-diffusion-diffusion, imagej-diffusion-segdiff, imagej-diffusion-restore,"
                        + " imagej-diffusion-superres, imagej-diffusion-formats,"
                        + " imagej-diffusion-models, api (Deep Java Library), onnxruntime-engine (Deep Java Library),"
                        + " onnxruntime.");
    }

    private static void assertMissing(InstalledImageJ imagej, String jars) throws Exception {
        InstalledImageJ.Run run = imagej.run(MACRO, "");
        String said = run.out() + run.err();
        assertTrue(said.contains("Missing in the folder 'jars': " + jars + "\n"), said);
        assertTrue(said.contains("Unzip the Diffusion download again"), said);
        assertFalse(said.contains("Exception"), said);
        assertFalse(run.out().contains("done with"), said);
    }

    private static void assertWorks(InstalledImageJ.Run run) {
        assertTrue(run.out().contains("Processor (CPU): ready"), run.out() + run.err());
        assertTrue(run.out().contains("engine:     ONNX Runtime"), run.out());
        assertTrue(run.out().contains("nuclei-fluorescence\n    segments objects (SegDiff), version"), run.out());
        assertTrue(run.out().contains("object diameter: 7 to 60 pixels, typically 20"), run.out());
        assertTrue(run.out().contains("done with"), run.out() + run.err());
    }
}
