package io.github.imagejdiffusion.imagej.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Roi;
import ij.plugin.LutLoader;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.LUT;
import io.github.imagejdiffusion.imagej.HeadlessMacro;
import io.github.imagejdiffusion.imagej.Hyperstacks;
import io.github.imagejdiffusion.imagej.OpenImages;
import io.github.imagejdiffusion.imagej.entry.Attempt;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong ends in one message, and everything is as it was before. */
class BadInputTest {

    @TempDir
    private Path folder;

    private Path model;
    private Set<Thread> threads;

    @BeforeEach
    void writeModel() throws IOException {
        model = TinyPackage.of("sharp").minSize(0).writeTo(folder.resolve("tiny"));
        IJ.resetEscape();
        threads = threads();
    }

    @AfterEach
    void closeAll() {
        OpenImages.closeAll();
    }

    @Test
    void withoutAnImage() {
        assertRefused(null, "", "There is no image open. Open one with File > Open... and run again.");
    }

    @Test
    void colourNumbers() {
        byte[] jumps = new byte[256];
        for (int i = 0; i < jumps.length; i++) {
            jumps[i] = (byte) (i * 77);
        }
        LUT colours = new LUT(jumps, new byte[256], jumps);
        ImagePlus coloured = new ImagePlus("map.gif", new ByteProcessor(40, 30, new byte[40 * 30], colours));
        assertRefused(coloured, "", "'map.gif' is an 8-bit colour image: its pixel values are numbers of colours");
    }

    @Test
    void coloursForTheEyeAreNoProblem() throws IOException {
        for (String name : new String[] {"fire", "ice", "spectrum"}) {
            ImagePlus image = IJ.createImage(name, "8-bit ramp", 40, 30, 1);
            image.getProcessor().setColorModel(LutLoader.getLut(name));
            image.show();
            assertEquals("", Attempt.segment("model=[" + model + "]"), name);
        }
        ImagePlus ends = IJ.createImage("high and low", "8-bit ramp", 40, 30, 1);
        byte[][] greys = new byte[3][256];
        for (int i = 0; i < 256; i++) {
            for (byte[] colour : greys) {
                colour[i] = (byte) i;
            }
        }
        greys[2][0] = (byte) 255;
        greys[1][255] = 0;
        greys[2][255] = 0;
        ends.getProcessor().setColorModel(new LUT(greys[0], greys[1], greys[2]));
        ends.show();
        assertEquals("", Attempt.segment("model=[" + model + "]"));
    }

    @Test
    void notANumber() {
        FloatProcessor pixels = new FloatProcessor(40, 30);
        pixels.setf(7, 3, Float.NaN);
        assertRefused(new ImagePlus("nan.tif", pixels), "", "NaN");
    }

    @ParameterizedTest
    @CsvSource({"-30, -30, 20, 20", "500, 2, 10, 10"})
    void anEmptySelection(int x, int y, int width, int height) {
        ImagePlus image = Hyperstacks.make("cells.tif", 1, 1, 1);
        image.setRoi(new Roi(x, y, width, height));
        assertRefused(image, "", "The selection of 'cells.tif' contains no pixel.");
    }

    @Test
    void anImageThatAnotherCommandWorksOn() throws InterruptedException {
        ImagePlus image = Hyperstacks.make("busy.tif", 1, 1, 1);
        Thread other = new Thread(image::lock);
        other.start();
        other.join();
        image.show();
        assertTrue(Attempt.segment("model=[" + model + "]").startsWith("Another command is working on 'busy.tif'"));
        assertTrue(image.isLocked(), "still the other one's");
        image.unlock();
        assertEquals("", Attempt.segment("model=[" + model + "]"));
    }

    @Test
    void anImageThatSomethingHasLeftLocked() throws InterruptedException {
        ImagePlus image = Hyperstacks.make("stuck.tif", 1, 1, 1);
        Thread other = new Thread(image::lock);
        other.start();
        other.join();
        image.show();
        String problem = Attempt.segment("model=[" + model + "]");
        assertTrue(problem.contains("Plugins > Utilities > Reset..."), problem);
        image.unlock();
    }

    @ParameterizedTest
    @CsvSource({"cells-labels", "cells-uncertainty"})
    void whatSegmentingHasMade(String title) {
        Hyperstacks.make("cells.tif", 1, 1, 1).show();
        assertEquals("", Attempt.segment("uncertainty model=[" + model + "]"));
        ImagePlus result = WindowManager.getImage(title);
        OpenImages.closeAll();
        assertRefused(
                result,
                "model=[" + model + "]",
                "'" + title + "' is itself a result of Segment (SegDiff)...: select the image that is to be segmented");
        WindowManager.setTempCurrentImage(result);
        assertEquals("", Attempt.restore("seed=0"), "only of segmentation it is nonsense for sure");
    }

    @Test
    void coloursInSeveralChannels() {
        ImagePlus image = IJ.createImage("twice.tif", "RGB white", 40, 30, 6);
        image.setDimensions(2, 3, 1);
        assertRefused(image, "channel=2", "'twice.tif' is an RGB image of 2 channels");
    }

    @Test
    void aModelThatIsNotThere() {
        ImagePlus image = Hyperstacks.make("cells.tif", 1, 1, 1);
        image.show();
        String problem = Attempt.segment("model=nuclei-florescence");
        assertTrue(problem.contains("nuclei-florescence") && problem.contains("nuclei-fluorescence"), problem);
        assertUntouched(image, 1);
    }

    @Test
    void aBrokenModelPackage() throws IOException {
        ImagePlus image = Hyperstacks.make("cells.tif", 1, 1, 1);
        image.show();
        Files.write(model.resolve("weights.onnx"), new byte[] {1, 2, 3});
        String problem = Attempt.segment("model=[" + model + "]");
        assertTrue(problem.contains("weights.onnx") && !problem.contains("inside the plugin"), problem);
        Files.writeString(model.resolve("rdf.yaml"), "type: model\nname: [");
        problem = Attempt.segment("model=[" + model + "]");
        assertTrue(problem.contains("rdf.yaml") && !problem.contains("inside the plugin"), problem);
        assertUntouched(image, 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sed=3 | Unknown key 'sed'. Known keys: model, channel,",
                "my key=3 | Unknown key 'my'",
                "seed=3 seed=4 | The key 'seed' is given twice.",
                "threshold=1.5 | The key 'threshold' must be from 0 to 1, but the macro says threshold=1.5.",
                "threshold=high | The key 'threshold' must be a number, but the macro says threshold=high.",
                "threshold=NaN | The key 'threshold' must be from 0 to 1, but the macro says threshold=NaN.",
                "steps=0 | The key 'steps' must be at least 1, but the macro says steps=0.",
                "runs=2.5 | The key 'runs' must be a whole number, but the macro says runs=2.5.",
                "diameter=-3 | The key 'diameter' must be at least 0, but the macro says diameter=-3.",
                "diameter=0.1 | These settings cannot be used: object diameter must be at least 2 pixels, a tenth of the model's typical 20, but is 0.1",
                "min_size=-1 | The key 'min_size' must be at least 0, but the macro says min_size=-1.",
                "sampler=best | The key 'sampler' must be ddim, ddpm or dpmpp2m, but the macro says sampler=best.",
                "device=tpu | The key 'device' must be auto, cpu, gpu, or gpu:i with i from 0, but the macro says device=tpu.",
                "slices=some | The key 'slices' must be all, current, or a range such as 2-5, but the macro says slices=some.",
                "table=yes | The key 'table' is a switch: write table alone, or leave it out, but the macro says table=yes.",
                "model=[a b | The value of 'model' begins with [ but does not end with ].",
                "channel=4 | has 1 channel, so there is no channel 4.",
                "slices=2-5 | has 3 slices, but the settings ask for slices 2-5.",
                "frames=2 | has 1 frame, but the settings ask for frames 2.",
                "spread | The spread needs 4 or more orientations, or, with 2 or more steps, 4 or more runs x orientations",
                "steps=100000 | These settings cannot be used: ",
            })
    void aSettingThatCannotBe(String settings, String message) {
        String options = settings.contains("model=") ? settings : "model=[" + model + "] " + settings;
        assertRefused(Hyperstacks.make("cells.tif", 1, 3, 1), options, message);
    }

    @Test
    void severalChannelsAndNoneChosen() {
        assertRefused(
                Hyperstacks.make("many.tif", 3, 1, 1),
                "model=[" + model + "]",
                "'many.tif' has 3 channels, but the model tiny takes 1: choose one with channel=1 to 3.");
    }

    @Test
    void aFileThatCannotBeWrittenLeavesNothingBehind() throws IOException {
        ImagePlus image = Hyperstacks.make("cells.tif", 1, 1, 1);
        image.show();
        Files.writeString(folder.resolve("file"), "in the way");
        String into = "model=[" + model + "] save_rois=[" + folder.resolve("rois.zip") + "] save_objects=["
                + folder.resolve("file/objects.csv") + "]";
        String problem = Attempt.segment(into);
        assertTrue(problem.contains("objects.csv") && !problem.contains("inside the plugin"), problem);
        assertUntouched(image, 1);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    Set.of("tiny", "file"),
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
        }
        assertRefused(image, into, "objects.csv");
    }

    @Test
    void aFileThatCannotBeWrittenIsFoundBeforeTheWork() {
        ImagePlus image = Hyperstacks.make("cells.tif", 1, 1, 1);
        Path nowhere = folder.resolve("file-not-folder");
        assertDoesNotThrow(() -> Files.writeString(nowhere, "in the way"));
        // Of two problems the one that is cheap to find comes first.
        assertRefused(image, "model=[" + folder + "/no-model] save_rois=[" + nowhere + "/rois.zip]", "rois.zip");
    }

    @ParameterizedTest
    @CsvSource({
        "diameter=1e400, must be a finite number",
        "diameter=NaN, must be a finite number",
        "diameter=-3, must be at least 0",
        "steps=2147483648, must be from 1 to 2147483647",
        "channel=99999999999, must be from 1 to 2147483647",
        "threshold=, has no value",
        "model=, has no value",
        "save_rois=[], has no value",
        "save_rois, The key 'save_rois' has no value",
        "threshold seed=3, The key 'threshold' has no value",
        "seed = 3, there must be no blanks around the =",
        "save_rois=cells.tif, must be the path of a .zip file",
        "save_objects=cells.tif, must be the path of a .csv file",
        "save_rois=same.zip save_objects=same.zip, must be the path of a .csv file"
    })
    void valuesThatCannotBeMeant(String options, String message) {
        ImagePlus image = IJ.createImage("cells.tif", "16-bit ramp", 40, 30, 1);
        assertRefused(image, options, message);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 1", "1, 9", "64, 48"})
    void tinyAndEmptyImagesHaveNoObjectsAndAreNoProblem(int width, int height) {
        ImagePlus image = IJ.createImage("empty.tif", "16-bit black", width, height, 1);
        image.show();
        assertEquals("", Attempt.segment("probability"), "the bundled model");
        ImagePlus labels = WindowManager.getImage("empty-labels");
        assertEquals(16, labels.getBitDepth());
        assertEquals(0, labels.getProcessor().getStats().max);
        assertEquals(1, labels.getDisplayRangeMax());
    }

    /** By run(...), which ends the macro, and by Attempt, which does not. */
    private void assertRefused(ImagePlus image, String options, String message) {
        Object[] before = new Object[0];
        if (image != null) {
            image.show();
            before = pixels(image);
        }
        int images = image == null ? 0 : 1;
        HeadlessMacro macro =
                HeadlessMacro.source("run('Segment (SegDiff)...', '" + options + "'); print('went' + ' on');");
        assertTrue(macro.printed().contains(message), macro::printed);
        assertFalse(macro.printed().contains("went on"), macro::printed);
        assertFalse(macro.printed().contains("\tat "), () -> "a stack trace: " + macro.printed());
        if (image != null) {
            assertFalse(image.isLocked());
            // Without a screen, ImageJ drops all images when a macro ends with an error.
            image.show();
        }
        String problem = Attempt.segment(options);
        assertTrue(problem.contains(message), problem);
        assertFalse(problem.contains("\n"), problem);
        assertUntouched(image, images);
        if (image != null) {
            assertArrayEquals(before, pixels(image));
        }
    }

    private static Object[] pixels(ImagePlus image) {
        Object[] copies = new Object[image.getStackSize()];
        for (int i = 0; i < copies.length; i++) {
            copies[i] = image.getStack().getProcessor(i + 1).duplicate().getPixels();
        }
        return copies;
    }

    private void assertUntouched(ImagePlus image, int images) {
        assertEquals(images, WindowManager.getImageCount(), "images");
        if (image != null) {
            assertFalse(image.isLocked());
            assertEquals(image, IJ.getImage());
        }
        assertEquals(Set.of(), left(threads), "threads");
    }

    private static Set<Thread> left(Set<Thread> before) {
        Set<Thread> now = threads();
        now.removeAll(before);
        return now;
    }

    /** Those of the program, not of the JVM's own workings. */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon() && thread.isAlive())
                .collect(Collectors.toSet());
    }
}
