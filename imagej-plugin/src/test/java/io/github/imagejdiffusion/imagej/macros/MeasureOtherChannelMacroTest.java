package io.github.imagejdiffusion.imagej.macros;

import static io.github.imagejdiffusion.imagej.OpenImages.assertSamePixels;
import static io.github.imagejdiffusion.imagej.OpenImages.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.WindowManager;
import io.github.imagejdiffusion.imagej.CommandLineRun;
import io.github.imagejdiffusion.imagej.HeadlessMacro;
import io.github.imagejdiffusion.imagej.Hyperstacks;
import io.github.imagejdiffusion.imagej.OpenImages;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IntSummaryStatistics;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segment_And_Measure_Other_Channel.ijm, as users get it. */
class MeasureOtherChannelMacroTest {

    private static final String MACRO = "Segment_And_Measure_Other_Channel.ijm";

    @TempDir
    private Path folder;

    private Path model;

    @BeforeEach
    void writeModel() throws IOException {
        model = TinyPackage.of("sharp").minSize(0).writeTo(folder.resolve("tiny"));
    }

    @AfterEach
    void closeAll() {
        OpenImages.closeAll();
    }

    @Test
    void oneChannelIsSegmentedAndTheOtherMeasuredInEveryPlane() throws IOException {
        ImagePlus image = Hyperstacks.make("cells.tif", 3, 2, 2);
        Path file = Hyperstacks.save(image, folder.resolve("cells.tif"));
        Path expected = folder.resolve("expected");
        CommandLineRun.segment(file, "--output", expected, "--model", model, "--channel", "2");
        Path results = folder.resolve("results");
        HeadlessMacro macro = HeadlessMacro.file(MACRO, file + ";" + results + ";2;3;model=[" + model + "]");
        assertEquals("", macro.err());
        ImagePlus labels = read(results.resolve("cells_labels.tif"));
        assertSamePixels(read(expected.resolve("cells_labels.tif")), labels);
        assertEquals(measured(labels, image, 3), Files.readString(results.resolve("cells_intensity.csv")));
        assertEquals(0, WindowManager.getImageCount());
    }

    @Test
    void aChannelThatIsNotThereIsNamed() throws IOException {
        Path file = Hyperstacks.save(Hyperstacks.make("cells.tif", 2, 1, 1), folder.resolve("cells.tif"));
        HeadlessMacro macro = HeadlessMacro.file(MACRO, file + ";" + folder + ";1;3;model=[" + model + "]");
        assertTrue(macro.printed().contains("no channel 3 to measure: the image has 2"), macro::printed);
        macro = HeadlessMacro.file(MACRO, file + ";" + folder + ";3;1;model=[" + model + "]");
        assertTrue(macro.printed().contains("has 2 channels, so there is no channel 3"), macro::printed);
        assertFalse(Files.exists(folder.resolve("cells_intensity.csv")));
    }

    @Test
    void aSinglePlaneIsMeasured() throws IOException {
        ImagePlus image = Hyperstacks.make("cells.tif", 2, 1, 1);
        Path file = Hyperstacks.save(image, folder.resolve("cells.tif"));
        HeadlessMacro macro = HeadlessMacro.file(MACRO, file + ";" + folder + ";1;2;model=[" + model + "]");
        assertEquals("", macro.err());
        ImagePlus labels = read(folder.resolve("cells_labels.tif"));
        assertEquals(measured(labels, image, 2), Files.readString(folder.resolve("cells_intensity.csv")));
    }

    @Test
    void aFolderThatCannotBeMadeIsNamedBeforeTheWork() {
        for (String macro : new String[] {MACRO, "Segment_Time_Lapse.ijm"}) {
            HeadlessMacro run = HeadlessMacro.file(macro, "none.tif;" + folder + "/no/such;1;2");
            assertTrue(run.printed().contains("/no/such/ cannot be made"), run::printed);
        }
    }

    @Test
    void coloursAreNoIntensities() throws IOException {
        ImagePlus image = Hyperstacks.make("cells.tif", 1, 1, 1);
        Path file = Hyperstacks.save(
                new ImagePlus("cells.tif", image.getProcessor().convertToRGB()), folder.resolve("cells.tif"));
        HeadlessMacro macro = HeadlessMacro.file(MACRO, file + ";" + folder + ";3;1;model=[" + model + "]");
        assertTrue(macro.printed().contains("is an RGB image"), macro::printed);
        assertFalse(Files.exists(folder.resolve("cells_intensity.csv")));
    }

    private static String measured(ImagePlus labels, ImagePlus image, int channel) {
        Map<Integer, IntSummaryStatistics> objects = new TreeMap<>();
        for (int t = 1; t <= image.getNFrames(); t++) {
            for (int z = 1; z <= image.getNSlices(); z++) {
                short[] ids = (short[]) labels.getStack().getPixels(labels.getStackIndex(1, z, t));
                short[] values = (short[]) image.getStack().getPixels(image.getStackIndex(channel, z, t));
                for (int i = 0; i < ids.length; i++) {
                    objects.computeIfAbsent((int) ids[i], id -> new IntSummaryStatistics())
                            .accept(values[i]);
                }
            }
        }
        objects.remove(0);
        assertTrue(objects.size() > 1, "objects");
        StringBuilder text = new StringBuilder("label,pixels,mean,minimum,maximum,sum\n");
        objects.forEach((id, of) -> text.append(String.format(
                Locale.ROOT,
                "%d,%d,%.4f,%d,%d,%d\n",
                id,
                of.getCount(),
                of.getAverage(),
                of.getMin(),
                of.getMax(),
                of.getSum())));
        return text.toString();
    }
}
