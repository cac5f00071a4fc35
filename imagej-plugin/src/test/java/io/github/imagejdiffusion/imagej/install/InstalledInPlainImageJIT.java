package io.github.imagejdiffusion.imagej.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The -imagej.zip, unpacked into a folder of plain ImageJ, which has ij.jar and nothing else. */
class InstalledInPlainImageJIT {

    private static final String ENTRY = "io.github.imagejdiffusion.imagej.entry.";

    @TempDir
    private Path folder;

    @Test
    void macroFindsDevicesAndModels() throws Exception {
        InstalledImageJ.Run run =
                InstalledImageJ.plain(folder).run("run(\"Devices...\"); run(\"Models...\"); print(\"done\");", "");
        assertTrue(run.out().contains("Processor (CPU): ready"), run.out() + run.err());
        assertTrue(run.out().contains("nuclei-fluorescence"), run.out());
        assertTrue(run.out().contains("done"), run.out());
        assertEquals("", run.err());
    }

    @Test
    void ownClassLoaderFindsTheJars() throws Exception {
        InstalledImageJ.Run run = InstalledImageJ.plain(folder).runPlugin(ENTRY + "ShowDevices");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().contains("Processor (CPU): ready"), run.out() + run.err());
        assertEquals("", run.err());
    }

    @Test
    void ownClassLoaderFindsTheModels() throws Exception {
        InstalledImageJ.Run run = InstalledImageJ.plain(folder).runPlugin(ENTRY + "ShowModels");
        assertTrue(run.out().contains("comes with the plugin"), run.out() + run.err());
    }

    @Test
    void ownModelsAreReadAndBrokenOnesExplained() throws Exception {
        InstalledImageJ imagej = InstalledImageJ.plain(folder);
        Path broken = Files.createDirectories(folder.resolve("models/broken"));
        Files.writeString(broken.resolve("rdf.yaml"), "format_version: 0.5.4\n");
        InstalledImageJ.Run run = imagej.run("run(\"Models...\");", "");
        assertTrue(run.out().contains("broken\n    cannot be used: "), run.out() + run.err());
        assertTrue(run.out().contains("in " + broken + "\n"), run.out());
        assertTrue(run.out().contains("nuclei-fluorescence\n    segments"), run.out());
    }

    @Test
    void fijisZipInPlainImagejSaysWhichZipToTake() throws Exception {
        InstalledImageJ.Run run = InstalledImageJ.fijisZipInPlainImageJ(folder).runPlugin(ENTRY + "ShowModels");
        String said = run.out() + run.err();
        assertTrue(said.contains("Missing in the folder 'jars': imglib2, gson, jna, slf4j-api, snakeyaml"), said);
        assertTrue(said.contains("-imagej.zip"), said);
        assertFalse(said.contains("Exception"), said);
    }
}
