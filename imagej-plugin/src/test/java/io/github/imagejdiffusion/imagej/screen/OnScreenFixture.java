package io.github.imagejdiffusion.imagej.screen;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import io.github.imagejdiffusion.imagej.install.InstalledImageJ;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plain ImageJ, installed from the zip, on a screen that nobody sees. What is on that screen is in
 * {@code target/screenshots}.
 */
abstract class OnScreenFixture {

    static final Path IMAGES = Path.of("../test-images").toAbsolutePath().normalize();

    private static final Path SCREENSHOTS = Path.of("target", "screenshots").toAbsolutePath();
    private static final String NO_SCREEN = "no screen: Xvfb does not start here (Debian: apt-get install xvfb)";

    @TempDir
    private static Path home;

    private static VirtualScreen screen;
    private static InstalledImageJ installed;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        screen = VirtualScreen.start().orElse(null);
        if (screen != null) {
            installed = InstalledImageJ.plain(home);
        } else {
            System.out.println("A test on the screen is skipped, " + NO_SCREEN);
        }
    }

    /** Here, and not before all: a class that is left out as a whole is not counted as skipped. */
    @BeforeEach
    void needsAScreen() {
        Assumptions.assumeTrue(screen != null, NO_SCREEN);
    }

    @AfterAll
    static void close() throws InterruptedException {
        if (screen != null) {
            screen.close();
        }
    }

    static Properties play(Class<? extends Scene> scene, String image) throws IOException, InterruptedException {
        return new OnScreenImageJ(installed.folder(), screen.display()).play(scene, leavings(scene), image);
    }

    static Path leavings(Class<?> scene) {
        return SCREENSHOTS.resolve(scene.getSimpleName());
    }

    /** An image that a scene has saved. */
    static ImagePlus saved(Class<?> scene, String name) {
        return IJ.openImage(leavings(scene).resolve(name + ".tif").toString());
    }

    /** The result of the same work in a macro without a screen. */
    static ImagePlus headless(String command, String image, String options) throws IOException, InterruptedException {
        Path result = Files.createTempDirectory(home, "result").resolve("result.tif");
        String macro = "open(\"" + image + "\"); run(\"" + command + "\", \"" + options + "\"); saveAs(\"Tiff\", \""
                + result + "\");";
        InstalledImageJ.Run run = installed.run(macro, "");
        assertTrue(Files.exists(result), () -> run.out() + run.err());
        return IJ.openImage(result.toString());
    }

    /** Of the line that was recorded. */
    static String options(Properties seen) {
        Matcher line = Pattern.compile("run\\(\"[^\"]+\", \"([^\"]*)\"\\);").matcher(seen.getProperty("line"));
        assertTrue(line.matches(), () -> seen.getProperty("line"));
        return line.group(1);
    }
}
