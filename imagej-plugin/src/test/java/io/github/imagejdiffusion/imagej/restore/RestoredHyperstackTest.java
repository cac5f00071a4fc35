package io.github.imagejdiffusion.imagej.restore;

import static io.github.imagejdiffusion.imagej.OpenImages.assertSamePixels;
import static io.github.imagejdiffusion.imagej.OpenImages.read;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.WindowManager;
import ij.measure.Calibration;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.StackConverter;
import io.github.imagejdiffusion.imagej.CommandLineRun;
import io.github.imagejdiffusion.imagej.HeadlessMacro;
import io.github.imagejdiffusion.imagej.Hyperstacks;
import io.github.imagejdiffusion.imagej.OpenImages;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a result has from its source; with a network that gives images back as they are, so that pixels are known. */
class RestoredHyperstackTest {

    @TempDir
    private Path folder;

    private Path model;

    @BeforeEach
    void writeModel() throws IOException {
        model = TinyPackage.paired().writeTo(folder.resolve("tiny"));
    }

    @AfterEach
    void closeAll() {
        OpenImages.closeAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"float", "input"})
    void axesCalibrationLabelsAndColoursAreKept(String pixelType) {
        boolean floats = pixelType.equals("float");
        ImagePlus source = composite("five d.tif", 2, 3, 2);
        source.getCalibration().zOrigin = 5;
        source.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] {-32768, 1}, "counts");
        source.setProperty("Info", "taken on a Tuesday");
        source.show();
        ImagePlus restored = restore("slices=2-3 pixel_type=" + pixelType);
        assertEquals("five d-restored", restored.getTitle());
        assertEquals(floats ? 32 : 16, restored.getBitDepth());
        assertArrayEquals(new int[] {Hyperstacks.WIDTH, Hyperstacks.HEIGHT, 2, 2, 2}, restored.getDimensions());
        assertTrue(restored.isHyperStack());
        Calibration calibration = restored.getCalibration();
        assertEquals(0.2, calibration.pixelWidth);
        assertEquals(1.5, calibration.pixelDepth);
        assertEquals(30, calibration.frameInterval);
        assertEquals(4, calibration.zOrigin);
        assertEquals(!floats, calibration.calibrated(), "ImageJ has no functions of 32 bits");
        assertEquals("c1 z2 t1", restored.getStack().getSliceLabel(1));
        assertEquals("c2 z3 t2", restored.getStack().getSliceLabel(8));
        assertEquals("taken on a Tuesday", restored.getInfoProperty());

        CompositeImage shown = (CompositeImage) restored;
        assertEquals(CompositeImage.COMPOSITE, shown.getMode());
        assertEquals(Color.MAGENTA.getRGB(), shown.getChannelLut(1).getRGB(255));
        assertEquals(Color.GREEN.getRGB(), shown.getChannelLut(2).getRGB(255));
        int sign = floats ? 32768 : 0;
        assertEquals(150 - sign, shown.getChannelLut(1).min);
        assertEquals(1234 - sign, shown.getChannelLut(2).max);
        for (int t = 1; t <= 2; t++) {
            for (int z = 1; z <= 2; z++) {
                for (int c = 1; c <= 2; c++) {
                    float[] before = floats(source, source.getStackIndex(c, z + 1, t));
                    float[] after = floats(restored, restored.getStackIndex(c, z, t));
                    for (int i = 0; i < before.length; i++) {
                        assertEquals(before[i] - sign, after[i], floats ? 0.01 : 0, "values are what is shown of them");
                    }
                }
            }
        }
    }

    @Test
    void aSingleChannelKeepsItsOwnColoursAndRange() {
        ImagePlus source = composite("two.tif", 2, 1, 1);
        source.show();
        ImagePlus restored = restore("channel=2");
        assertArrayEquals(new int[] {Hyperstacks.WIDTH, Hyperstacks.HEIGHT, 1, 1, 1}, restored.getDimensions());
        assertEquals(Color.GREEN.getRGB(), restored.getProcessor().getLut().getRGB(255));
        assertEquals(1234, restored.getDisplayRangeMax());
        assertEquals("c2 z1 t1", restored.getProp("Slice_Label"));
        assertEquals("2", restored.getProp("diffusion.input.channels"));
        assertArrayEquals(floats(source, 2), floats(restored, 1), 0.001f);
    }

    @Test
    void coloursOfRgbBecomeChannelsAsOnTheCommandLine() {
        ColorProcessor pixels = new ColorProcessor(64, 48);
        for (int i = 0; i < 64 * 48; i++) {
            pixels.set(i, (i % 251) << 16 | (i * 7 % 241) << 8 | i * 3 % 239);
        }
        ImagePlus rgb = new ImagePlus("rgb.png", pixels);
        Path file = folder.resolve("rgb.png");
        IJ.saveAs(rgb, "PNG", file.toString());
        CommandLineRun.restore(file, "--output", folder, "--task", "denoise", "--model", model);
        rgb.setTitle("rgb.png");
        rgb.show();
        ImagePlus restored = restore("");
        assertSamePixels(read(folder.resolve("rgb_restored.tif")), restored);
        assertEquals(3, restored.getNChannels());
        CompositeImage shown = (CompositeImage) restored;
        LUT red = shown.getChannelLut(1);
        assertEquals(Color.RED.getRGB(), red.getRGB(255));
        assertEquals(255, red.max);
        float[] green = floats(restored, 2);
        for (int i = 0; i < green.length; i++) {
            assertEquals(pixels.getChannel(2)[i] & 0xff, green[i], 1e-4);
        }
        rgb.show();
        ImagePlus whole = restore("pixel_type=input");
        assertArrayEquals(pixels.getChannel(2), (byte[]) whole.getStack().getPixels(2));
    }

    @Test
    void ofATableOfShownValuesFloatsAreWhatItSays() {
        ImagePlus source = IJ.createImage("densities", "8-bit ramp", 80, 40, 1);
        source.getCalibration().setFunction(Calibration.UNCALIBRATED_OD, null, "density");
        source.setDisplayRange(10, 200);
        source.show();
        float[] densities = source.getCalibration().getCTable();
        ImagePlus restored = restore("");
        float[] shown = floats(restored, 1);
        for (int i = 0; i < shown.length; i++) {
            assertEquals(densities[source.getProcessor().get(i)], shown[i], 1e-4, "pixel " + i);
        }
        assertEquals(densities[200], restored.getDisplayRangeMin(), 1e-6);
        assertEquals(densities[10], restored.getDisplayRangeMax(), 1e-6);
        assertFalse(restored.getCalibration().calibrated());
    }

    @ParameterizedTest
    @CsvSource({
        "16, 0, -32768 1, false",
        "16, 0, 400 -0.5, false",
        "16, 0, -700 1, true",
        "16, 1, 3 0.5 -1e-4, false",
        "8, 0, -30 0.5, true",
        "8, 7, 0.1 1.2 80 2.5, false",
        "8, 21, , false"
    })
    void shownValuesAreThoseOfTheCommandLine(int bits, int function, String numbers, boolean zeroClip) {
        ImagePlus source = Hyperstacks.make("calibrated.tif", 1, 2, 1);
        if (bits == 8) {
            new StackConverter(source).convertToGray8();
        }
        double[] coefficients = numbers == null
                ? null
                : Stream.of(numbers.split(" ")).mapToDouble(Double::parseDouble).toArray();
        source.setCalibration(new Calibration(source));
        source.getCalibration().setFunction(function, coefficients, "counts", zeroClip);
        Path file = Hyperstacks.save(source, folder.resolve("calibrated.tif"));
        for (String pixelType : new String[] {"float", "input"}) {
            CommandLineRun.restore(
                    file, "-o", folder, "--task", "denoise", "--model", model, "--pixel-type", pixelType);
            read(file).show();
            ImagePlus restored = restore("pixel_type=" + pixelType);
            ImagePlus byCommandLine = read(folder.resolve("calibrated_restored.tif"));
            assertSamePixels(byCommandLine, restored);
            assertArrayEquals(
                    restored.getCalibration().getCTable(),
                    byCommandLine.getCalibration().getCTable());
            OpenImages.closeAll();
        }
        float[] shown = floats(read(file), 1);
        CommandLineRun.restore(file, "-o", folder, "--task", "denoise", "--model", model);
        float[] floats = floats(read(folder.resolve("calibrated_restored.tif")), 1);
        float[] table = source.getCalibration().getCTable();
        for (int i = 0; i < shown.length; i++) {
            float expected = table[(int) shown[i]];
            assertEquals(expected, floats[i], 1e-5 * Math.max(1000, Math.abs(expected)), "as after run('32-bit')");
        }
    }

    @Test
    void aSelectionIsRestoredAsAnImageOfItsOwn() {
        ImagePlus source = composite("five d.tif", 2, 2, 2);
        source.getCalibration().xOrigin = 5;
        source.show();
        HeadlessMacro.source("makeOval(9, 7, 40, 36);");
        ImagePlus duplicate = source.crop("stack");
        ImagePlus restored = restore("residual pixel_type=input");
        assertArrayEquals(new int[] {40, 36, 2, 2, 2}, restored.getDimensions());
        assertSamePixels(duplicate, restored);
        assertEquals("9 7 40 36", restored.getProp("diffusion.input.area"));
        assertEquals("c2 z1 t2", restored.getStack().getSliceLabel(6));
        Calibration calibration = restored.getCalibration();
        assertEquals(0.2, calibration.pixelWidth);
        assertEquals(source.getCalibration().getX(9), calibration.getX(0), 1e-12, "the same place in space");
        assertEquals(source.getCalibration().getY(7), calibration.getY(0), 1e-12, "the same place in space");
        assertNotNull(source.getRoi(), "the selection stays");
        ImagePlus residual = WindowManager.getImage("five d-residual");

        duplicate.setTitle("duplicate.tif");
        duplicate.show();
        assertEquals(restored.getProp("diffusion.verdict"), restore("residual").getProp("diffusion.verdict"));
        assertSamePixels(WindowManager.getImage("duplicate-residual"), residual);
    }

    @Test
    void aSelectionThatIsNoAreaOrAllOfTheImageLimitsNothing() {
        Hyperstacks.make("cells.tif", 1, 1, 1).show();
        HeadlessMacro.source("makeLine(3, 4, 20, 9);");
        assertEquals(Hyperstacks.WIDTH, restore("").getWidth());
        IJ.selectWindow("cells.tif");
        HeadlessMacro.source("run('Select All');");
        ImagePlus restored = restore("");
        assertEquals(Hyperstacks.WIDTH, restored.getWidth());
        assertNull(restored.getProp("diffusion.input.area"));
    }

    @ParameterizedTest
    @CsvSource({
        "8,''",
        "16,''",
        "32,''",
        "8,pixel_type=float",
        "8,pixel_type=input",
        "16,pixel_type=input",
        "32,pixel_type=input"
    })
    void theKindOfPixelsIsFloatOrThatOfTheSource(int bits, String pixelType) {
        ImagePlus source = IJ.createImage("ramp", bits + "-bit ramp", 80, 40, 1);
        // Without a seed, the noise of 1 of 150 images of 32 bits was such that it is not judged.
        ImageProcessor.setRandomSeed(1);
        source.getProcessor().noise(bits == 32 ? 0.02 : 4);
        source.setDisplayRange(0, bits == 32 ? 1 : 200);
        source.show();
        ImagePlus restored = restore("residual " + pixelType);
        boolean floats = bits == 32 || !pixelType.endsWith("input");
        assertEquals(floats ? 32 : bits, restored.getBitDepth());
        assertEquals(0, restored.getDisplayRangeMin());
        assertEquals(source.getDisplayRangeMax(), restored.getDisplayRangeMax());
        for (int i = 0; i < 80 * 40; i++) {
            assertEquals(
                    source.getProcessor().getf(i),
                    restored.getProcessor().getf(i),
                    bits == 32 ? 1e-6 : floats ? 1e-6 * (1 << bits) : 0,
                    "pixel " + i);
        }
        ImagePlus residual = WindowManager.getImage("ramp-residual");
        assertEquals(32, residual.getBitDepth());
        assertEquals(-3, residual.getDisplayRangeMin());
        assertEquals(0, residual.getProcessor().getf(100), 0.01);
        String verdict = restored.getProp("diffusion.verdict");
        assertTrue(verdict.startsWith("not consistent with the data: only 0.00 of the noise was taken away"), verdict);
    }

    @Test
    void valuesBeyondTheRangeOfPixelsAreNoOverflow() {
        ImageStack stack = new ImageStack(8, 8);
        FloatProcessor tall = new FloatProcessor(8, 8);
        for (int i = 0; i < 64; i++) {
            tall.setf(i, i == 5 ? 1e6f : -i);
        }
        stack.addSlice(tall);
        new ImagePlus("tall", stack).show();
        ImagePlus restored = restore("");
        assertEquals(1e6f, restored.getProcessor().getf(5), 1);
    }

    @Test
    void ofADarkImageThereIsNoResidualAndTheLogSaysSo() {
        IJ.createImage("dark", "8-bit black", 64, 64, 1).show();
        HeadlessMacro macro = HeadlessMacro.source("run('Restore (ILVR)...', 'residual model=[" + model + "]');");
        assertEquals(
                "There is no residual of 'dark', as the noise could not be measured.",
                macro.printed().strip());
        assertNull(WindowManager.getImage("dark-residual"));
        ImagePlus restored = IJ.getImage();
        assertArrayEquals(new float[64 * 64], (float[]) restored.getProcessor().getPixels());
        assertEquals("its noise could not be measured", restored.getProp("diffusion.verdict"));
    }

    @Test
    void propertiesSurviveSavingAndOpening() {
        composite("kept.tif", 2, 1, 1).show();
        ImagePlus restored = restore("seed=4");
        assertEquals("4", restored.getProp("diffusion.option.seed"));
        assertEquals("denoise", restored.getProp("diffusion.option.task"));
        assertEquals("float", restored.getProp("diffusion.option.pixel_type"));
        assertTrue(Double.parseDouble(restored.getProp("diffusion.channel.2.noise.gain")) >= 0);
        ImagePlus opened = read(Hyperstacks.save(restored, folder.resolve("kept-restored.tif")));
        String[] properties = restored.getPropertiesAsArray();
        for (int i = 0; i < properties.length; i += 2) {
            assertEquals(properties[i + 1], opened.getProp(properties[i]), properties[i]);
        }
        assertSamePixels(restored, opened);
        assertEquals(
                Color.MAGENTA.getRGB(),
                ((CompositeImage) opened).getChannelLut(1).getRGB(255));
    }

    private static float[] floats(ImagePlus image, int index) {
        return (float[]) image.getStack().getProcessor(index).toFloat(0, null).getPixels();
    }

    private static ImagePlus composite(String title, int channels, int slices, int frames) {
        CompositeImage image =
                new CompositeImage(Hyperstacks.make(title, channels, slices, frames), CompositeImage.COMPOSITE);
        LUT[] luts = {LUT.createLutFromColor(Color.MAGENTA), LUT.createLutFromColor(Color.GREEN)};
        for (int c = 0; c < 2; c++) {
            luts[c].min = 150 + c;
            luts[c].max = 1233 + c;
        }
        image.setLuts(luts);
        return image;
    }

    private ImagePlus restore(String options) {
        HeadlessMacro macro =
                HeadlessMacro.source("run('Restore (ILVR)...', 'model=[" + model + "] " + options + "');");
        assertEquals("", macro.printed());
        return IJ.getImage();
    }
}
