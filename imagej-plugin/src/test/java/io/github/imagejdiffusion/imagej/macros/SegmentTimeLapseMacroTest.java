package io.github.imagejdiffusion.imagej.macros;

import static io.github.imagejdiffusion.imagej.OpenImages.assertSamePixels;
import static io.github.imagejdiffusion.imagej.OpenImages.read;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import io.github.imagejdiffusion.imagej.CommandLineRun;
import io.github.imagejdiffusion.imagej.HeadlessMacro;
import io.github.imagejdiffusion.imagej.Hyperstacks;
import io.github.imagejdiffusion.imagej.OpenImages;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segment_Time_Lapse.ijm, as users get it. */
class SegmentTimeLapseMacroTest {

    private static final String MACRO = "Segment_Time_Lapse.ijm";

    @TempDir
    private Path folder;

    @AfterEach
    void closeAll() {
        OpenImages.closeAll();
    }

    @Test
    void framesAreKeptCountedAndThoseOfTheCommandLine() throws IOException {
        Path model = TinyPackage.of("sharp").minSize(0).writeTo(folder.resolve("tiny"));
        Path movie = Hyperstacks.save(Hyperstacks.make("movie.tif", 1, 1, 4), folder.resolve("movie.tif"));
        Path expected = folder.resolve("expected");
        CommandLineRun.segment(movie, "--output", expected, "--model", model);
        Path results = folder.resolve("results");
        HeadlessMacro macro = HeadlessMacro.file(MACRO, movie + ";" + results + ";model=[" + model + "]");
        assertEquals("", macro.err());
        ImagePlus labels = read(results.resolve("movie_labels.tif"));
        assertSamePixels(read(expected.resolve("movie_labels.tif")), labels);
        assertEquals(1, labels.getNSlices());
        assertEquals(4, labels.getNFrames());
        assertEquals(30, labels.getCalibration().frameInterval, 1e-9);
        assertArrayEquals(
                Files.readAllBytes(expected.resolve("movie_objects.csv")),
                Files.readAllBytes(results.resolve("movie_objects.csv")));
        assertEquals(counts(labels), Files.readString(results.resolve("movie_counts.csv")));
    }

    @Test
    void aStackCountsAsAMovieAndThroughZEveryLabelCountsOnce() throws IOException {
        Path model = TinyPackage.of("sharp").minSize(0).writeTo(folder.resolve("tiny"));
        Path stack = Hyperstacks.save(Hyperstacks.make("stack.tif", 1, 3, 1), folder.resolve("stack.tif"));
        Path volumes = Hyperstacks.save(Hyperstacks.make("volumes.tif", 1, 3, 2), folder.resolve("volumes.tif"));
        HeadlessMacro.file(MACRO, stack + ";" + folder + ";model=[" + model + "]");
        ImagePlus labels = read(folder.resolve("stack_labels.tif"));
        assertEquals(3, labels.getNFrames());
        assertEquals(counts(labels), Files.readString(folder.resolve("stack_counts.csv")));

        HeadlessMacro.file(MACRO, volumes + ";" + folder + ";model=[" + model + "]");
        ImagePlus linked = read(folder.resolve("volumes_labels.tif"));
        Path expected = folder.resolve("expected");
        CommandLineRun.segment(volumes, "--output", expected, "--model", model, "--link-z");
        assertSamePixels(read(expected.resolve("volumes_labels.tif")), linked);
        assertEquals(counts(linked), Files.readString(folder.resolve("volumes_counts.csv")));
    }

    private static String counts(ImagePlus labels) {
        StringBuilder text = new StringBuilder("frame,objects\n");
        for (int t = 1; t <= labels.getNFrames(); t++) {
            TreeSet<Integer> ids = new TreeSet<>();
            for (int z = 1; z <= labels.getNSlices(); z++) {
                short[] pixels = (short[]) labels.getStack().getPixels(labels.getStackIndex(1, z, t));
                for (short id : pixels) {
                    ids.add((int) id);
                }
            }
            ids.remove(0);
            assertTrue(ids.size() > 1, "objects in frame " + t);
            text.append(t).append(',').append(ids.size()).append('\n');
        }
        return text.toString();
    }
}
