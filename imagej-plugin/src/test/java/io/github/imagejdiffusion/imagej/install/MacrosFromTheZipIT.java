package io.github.imagejdiffusion.imagej.install;

import static io.github.imagejdiffusion.imagej.OpenImages.assertSamePixels;
import static io.github.imagejdiffusion.imagej.OpenImages.read;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.imagej.CommandLineRun;
import io.github.imagejdiffusion.imagej.Hyperstacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The macros that come in the zip for Fiji, run there without a screen, each in a JVM of its own. */
class MacrosFromTheZipIT {

    private static final String STEM = "nuclei_4d40de30a3db";
    private static final Path IMAGE = Path.of("../test-images/" + STEM + ".png").toAbsolutePath();

    @TempDir
    private Path folder;

    private InstalledImageJ fiji;
    private Path expected;
    private Path results;

    @BeforeEach
    void install() {
        fiji = InstalledImageJ.fiji(folder.resolve("Fiji.app"));
        expected = folder.resolve("expected");
        results = folder.resolve("my results");
    }

    @Test
    void allMacrosAreThere() throws IOException {
        try (Stream<Path> ours = Files.list(Path.of("../macros"));
                Stream<Path> installed = Files.list(fiji.folder().resolve("macros/Diffusion"))) {
            assertEquals(
                    ours.map(Path::getFileName).sorted().toList(),
                    installed.map(Path::getFileName).sorted().toList());
        }
    }

    @Test
    void activeImage() throws Exception {
        CommandLineRun.segment(IMAGE, "--output", expected);
        Path labels = folder.resolve("labels.tif");
        InstalledImageJ.Run run = fiji.run(
                "open('" + IMAGE + "'); runMacro('" + macro("Segment_Active_Image") + "'); saveAs('Tiff', '" + labels
                        + "');",
                "");
        assertTrue(Files.exists(labels), run::toString);
        assertSamePixels(read(expected.resolve(STEM + "_labels.tif")), read(labels));
    }

    @Test
    void restoredActiveImage() throws Exception {
        CommandLineRun.restore(IMAGE, "--output", expected, "--task", "denoise");
        Path restored = folder.resolve("restored.tif");
        InstalledImageJ.Run run = fiji.run(
                "open('" + IMAGE + "'); runMacro('" + macro("Restore_Active_Image") + "'); saveAs('Tiff', '" + restored
                        + "');",
                "");
        assertTrue(Files.exists(restored), run::toString);
        Matcher verdict = Pattern.compile("\"verdict\": \"([^\"]+)\"")
                .matcher(Files.readString(expected.resolve(STEM + ".json")));
        assertTrue(verdict.find(), "the record has a verdict");
        assertTrue(run.out().contains(verdict.group(1)), run::toString);
        assertSamePixels(read(expected.resolve(STEM + "_restored.tif")), read(restored));
    }

    @Test
    void superResolvedActiveImage() throws Exception {
        Path image = Hyperstacks.save(Hyperstacks.make("cells.tif", 1, 2, 1), folder.resolve("cells.tif"));
        CommandLineRun.superres(image, "--output", expected, "--factor", "2");
        Path fine = folder.resolve("fine.tif");
        InstalledImageJ.Run run = fiji.run(
                "open('" + image + "'); runMacro('" + macro("Super_Resolve_Active_Image") + "'); saveAs('Tiff', '"
                        + fine + "');",
                "");
        assertTrue(Files.exists(fine), run::toString);
        assertSamePixels(read(expected.resolve("cells_superres.tif")), read(fine));
    }

    @Test
    void folder() throws Exception {
        Path input = Files.createDirectories(folder.resolve("my images"));
        Files.copy(IMAGE, input.resolve(IMAGE.getFileName()));
        CommandLineRun.segment(IMAGE, "--output", expected, "--rois");
        InstalledImageJ.Run run = fiji.run(macro("Segment_Folder"), input + ";" + results);
        assertTrue(Files.exists(results.resolve("segment_folder_done.txt")), run::toString);
        assertSameFiles();
    }

    @Test
    void headless() throws Exception {
        CommandLineRun.segment(IMAGE, "--output", expected, "--rois", "--seed", "5");
        InstalledImageJ.Run run = fiji.run(macro("Segment_Headless"), IMAGE + ";" + results + ";seed=5");
        assertTrue(Files.exists(results.resolve(STEM + "_done.txt")), run::toString);
        assertSameFiles();
    }

    @Test
    void timeLapse() throws Exception {
        Path movie = Hyperstacks.save(Hyperstacks.make("movie.tif", 1, 1, 3), folder.resolve("movie.tif"));
        CommandLineRun.segment(movie, "--output", expected);
        InstalledImageJ.Run run = fiji.run(macro("Segment_Time_Lapse"), movie + ";" + results);
        assertTrue(Files.exists(results.resolve("movie_counts.csv")), run::toString);
        assertSamePixels(read(expected.resolve("movie_labels.tif")), read(results.resolve("movie_labels.tif")));
    }

    @Test
    void otherChannel() throws Exception {
        Path cells = Hyperstacks.save(Hyperstacks.make("cells.tif", 2, 2, 1), folder.resolve("cells.tif"));
        CommandLineRun.segment(cells, "--output", expected, "--channel", "1");
        InstalledImageJ.Run run = fiji.run(macro("Segment_And_Measure_Other_Channel"), cells + ";" + results + ";1;2");
        assertTrue(Files.exists(results.resolve("cells_intensity.csv")), run::toString);
        assertSamePixels(read(expected.resolve("cells_labels.tif")), read(results.resolve("cells_labels.tif")));
    }

    private void assertSameFiles() throws IOException {
        assertSamePixels(read(expected.resolve(STEM + "_labels.tif")), read(results.resolve(STEM + "_labels.tif")));
        for (String suffix : new String[] {"_rois.zip", "_objects.csv"}) {
            assertArrayEquals(
                    Files.readAllBytes(expected.resolve(STEM + suffix)),
                    Files.readAllBytes(results.resolve(STEM + suffix)),
                    suffix);
        }
    }

    private Path macro(String name) {
        return fiji.folder().resolve("macros/Diffusion/" + name + ".ijm");
    }
}
