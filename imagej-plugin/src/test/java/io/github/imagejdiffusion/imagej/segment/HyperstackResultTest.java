package io.github.imagejdiffusion.imagej.segment;

import static io.github.imagejdiffusion.imagej.OpenImages.assertSamePixels;
import static io.github.imagejdiffusion.imagej.OpenImages.read;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.VirtualStack;
import ij.WindowManager;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.process.LUT;
import io.github.imagejdiffusion.imagej.CommandLineRun;
import io.github.imagejdiffusion.imagej.HeadlessMacro;
import io.github.imagejdiffusion.imagej.Hyperstacks;
import io.github.imagejdiffusion.imagej.OpenImages;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.awt.Color;
import java.awt.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a result has from its source, and what of the source is segmented. */
class HyperstackResultTest {

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
    void axesCalibrationLabelsColoursAndOutlinesAreKept() {
        ImagePlus source = Hyperstacks.make("five d.tif", 3, 4, 3);
        source.getCalibration().zOrigin = 5;
        source.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] {-32768, 1}, "counts");
        source.show();
        ImagePlus labels = segment("channel=2 slices=2-4 frames=2-3 outlines probability");
        assertEquals("five d-labels", labels.getTitle());
        assertTrue(labels.isHyperStack());
        assertArrayEquals(new int[] {Hyperstacks.WIDTH, Hyperstacks.HEIGHT, 1, 3, 2}, labels.getDimensions());
        Calibration calibration = labels.getCalibration();
        assertEquals(0.2, calibration.pixelWidth);
        assertEquals(0.25, calibration.pixelHeight);
        assertEquals(1.5, calibration.pixelDepth);
        assertEquals("\u00b5m", calibration.getUnit());
        assertEquals(30, calibration.frameInterval);
        assertEquals("sec", calibration.getTimeUnit());
        assertEquals(4, calibration.zOrigin, "the first slice of the result is the second of the source");
        assertFalse(calibration.calibrated(), "labels are no intensities");
        assertEquals("c2 z2 t2", labels.getStack().getSliceLabel(1));
        assertEquals("c2 z4 t3", labels.getStack().getSliceLabel(6));

        int count = largest(labels);
        assertTrue(count > 6, "objects");
        assertEquals(0, labels.getDisplayRangeMin());
        assertEquals(count, labels.getDisplayRangeMax());
        LUT colours = labels.getProcessor().getLut();
        assertEquals(0, colours.getRGB(0) & 0xffffff, "background is black");
        assertTrue((colours.getRGB(1) & 0xffffff) != 0 && colours.getRGB(1) != colours.getRGB(2));

        Overlay outlines = labels.getOverlay();
        assertEquals(count, outlines.size());
        for (Roi outline : outlines) {
            int id = Integer.parseInt(outline.getName());
            short[] plane = (short[]) labels.getStack()
                    .getPixels(labels.getStackIndex(1, outline.getZPosition(), outline.getTPosition()));
            Point inside = outline.getContainedPoints()[0];
            assertEquals(id, plane[inside.y * Hyperstacks.WIDTH + inside.x]);
        }
        ImagePlus probability = WindowManager.getImage("five d-probability");
        assertArrayEquals(labels.getDimensions(), probability.getDimensions());
        assertEquals(1, probability.getDisplayRangeMax());
    }

    @Test
    void chosenPlanesAreThoseOfTheCommandLine() {
        ImagePlus source = Hyperstacks.make("chosen.tif", 2, 3, 3);
        Path file = Hyperstacks.save(source, folder.resolve("chosen.tif"));
        Path all = folder.resolve("all");
        CommandLineRun.segment(file, "--output", all, "--model", model, "--channel", "2", "--link-z");
        Path some = folder.resolve("some");
        CommandLineRun.segment(
                file, "--output", some, "--model", model, "--channel", "1", "--z", "2-3", "--t", "3", "--seed", "9");
        source.show();
        assertSamePixels(read(all.resolve("chosen_labels.tif")), segment("channel=2 link"));
        WindowManager.setTempCurrentImage(source);
        source.setPosition(1, 1, 3);
        assertSamePixels(
                read(some.resolve("chosen_labels.tif")), segment("channel=1 slices=2-3 frames=current seed=9"));
    }

    @Test
    void tableAndOutlinesAreTheFilesOfTheCommandLine() throws IOException {
        ImagePlus source = Hyperstacks.make("nm.tif", 1, 2, 2);
        Calibration calibration = source.getCalibration();
        calibration.setUnit("nm");
        calibration.pixelWidth = 200;
        calibration.pixelHeight = 250;
        Path file = Hyperstacks.save(source, folder.resolve("nm.tif"));
        Path expected = folder.resolve("expected");
        CommandLineRun.segment(file, "--output", expected, "--model", model, "--rois");
        source.show();
        Path rois = folder.resolve("r.zip");
        Path table = folder.resolve("t.csv");
        segment("save_rois=[" + rois + "] save_objects=[" + table + "]");
        assertEquals(Files.readString(expected.resolve("nm_objects.csv")), Files.readString(table));
        assertTrue(Files.readString(table).startsWith("id,slice,frame,")
                && Files.readString(table).contains("area_um2"));
        assertArrayEquals(Files.readAllBytes(expected.resolve("nm_rois.zip")), Files.readAllBytes(rois));
    }

    @Test
    void aColourOfAnRgbImageIsChosenByChannel() {
        ImagePlus rgb = IJ.createImage("rgb.png", "RGB black", 64, 48, 1);
        rgb.getProcessor().setColor(new Color(10, 200, 30));
        rgb.getProcessor().fillOval(8, 8, 14, 14);
        rgb.getProcessor().setColor(new Color(220, 20, 30));
        rgb.getProcessor().fillOval(36, 20, 14, 14);
        Path file = folder.resolve("rgb.png");
        IJ.saveAs(rgb, "PNG", file.toString());
        Path expected = folder.resolve("expected");
        CommandLineRun.segment(file, "--output", expected, "--model", model, "--channel", "1");
        rgb.setTitle("rgb.png");
        rgb.show();
        ImagePlus labels = segment("channel=1");
        assertSamePixels(read(expected.resolve("rgb_labels.tif")), labels);
        assertEquals(1, largest(labels));
        assertEquals(1, labels.getProcessor().get(43, 27), "the red disc");
        assertEquals(0, labels.getProcessor().get(15, 15), "the green disc");
    }

    @Test
    void aSelectionLimitsTheWork() {
        ImagePlus source = Hyperstacks.make("part.tif", 1, 2, 1);
        source.show();
        segment("probability");
        ImagePlus wholeProbability = WindowManager.getImage("part-probability");
        wholeProbability.setTitle("whole");
        source.setRoi(20, 8, 41, 37);
        WindowManager.setTempCurrentImage(source);
        ImagePlus labels = segment("probability");
        ImagePlus probability = WindowManager.getImage("part-probability");
        assertArrayEquals(source.getDimensions(), labels.getDimensions());
        int inside = 0;
        for (int z = 1; z <= 2; z++) {
            for (int y = 0; y < source.getHeight(); y++) {
                for (int x = 0; x < source.getWidth(); x++) {
                    boolean selected = x >= 20 && x < 61 && y >= 8 && y < 45;
                    float p = probability.getStack().getProcessor(z).getf(x, y);
                    if (selected) {
                        // The tiny network looks at one pixel only, so its answer is that of the whole.
                        assertEquals(wholeProbability.getStack().getProcessor(z).getf(x, y), p);
                        inside += labels.getStack().getProcessor(z).get(x, y) > 0 ? 1 : 0;
                    } else {
                        assertTrue(Float.isNaN(p), "unknown outside of the selection");
                        assertEquals(0, labels.getStack().getProcessor(z).get(x, y));
                    }
                }
            }
        }
        assertTrue(inside > 50);
        assertEquals("20 8 41 37", labels.getProp("diffusion.input.area"));
        assertNotNull(source.getRoi(), "the selection stays");
    }

    @Test
    void theBundledModelGivesTheSameInsideASelection() {
        ImagePlus source = read(Path.of("../test-images/nuclei_b6edad733399.png"));
        source.show();
        HeadlessMacro.source("run('Segment (SegDiff)...', 'probability');");
        ImagePlus whole = WindowManager.getImage("nuclei_b6edad733399-probability");
        whole.setTitle("whole");
        source.setRoi(187, 190, 131, 120);
        WindowManager.setTempCurrentImage(source);
        HeadlessMacro.source("run('Segment (SegDiff)...', 'probability');");
        ImagePlus part = WindowManager.getImage("nuclei_b6edad733399-probability");
        double worst = 0;
        for (int y = 190; y < 190 + 120; y++) {
            for (int x = 187; x < 187 + 131; x++) {
                worst = Math.max(
                        worst,
                        Math.abs(part.getProcessor().getf(x, y)
                                - whole.getProcessor().getf(x, y)));
            }
        }
        assertTrue(worst <= 1e-3, "largest difference " + worst);
    }

    @Test
    void aVirtualStackGivesWhatTheOpenStackGives() {
        ImagePlus source = Hyperstacks.make("open.tif", 1, 3, 1);
        source.show();
        ImagePlus open = segment("");
        VirtualStack planes = new VirtualStack(Hyperstacks.WIDTH, Hyperstacks.HEIGHT, null, folder.toString());
        for (int z = 1; z <= 3; z++) {
            Hyperstacks.save(
                    new ImagePlus("", source.getStack().getProcessor(z)), folder.resolve("plane" + z + ".tif"));
            planes.addSlice("plane" + z + ".tif");
        }
        ImagePlus onDisk = new ImagePlus("virtual.tif", planes);
        assertTrue(onDisk.getStack().isVirtual());
        onDisk.show();
        assertSamePixels(open, segment(""));
    }

    @Test
    void theOnlyPlaneKeepsItsLabel() {
        Hyperstacks.make("cells.tif", 1, 2, 2).show();
        ImagePlus plane = segment("slices=2 frames=1");
        assertEquals("c1 z2 t1", plane.getProp("Slice_Label"));
        // A result is no image to segment, but for what says so it is one with a label.
        plane.setProp("diffusion.command", null);
        assertEquals("c1 z2 t1", segment("").getProp("Slice_Label"), "of a single plane");
    }

    @Test
    void infoIsNoLabel() {
        ImagePlus image = Hyperstacks.make("cells.tif", 1, 1, 1);
        image.getStack().setSliceLabel(null, 1);
        image.setProp("Slice_Label", null);
        image.setProperty("Info", "taken on a Tuesday");
        image.show();
        ImagePlus labels = segment("");
        assertNull(labels.getProp("Slice_Label"));
        assertEquals("taken on a Tuesday", labels.getInfoProperty());
    }

    @Test
    void propertiesSurviveSavingAndOpening() throws IOException {
        ImagePlus source = Hyperstacks.make("kept.tif", 1, 2, 1);
        source.setProperty("Info", "taken on a Tuesday");
        source.show();
        ImagePlus labels = segment("seed=4 threshold=0.4");
        assertEquals("kept.tif", labels.getProp("diffusion.input"));
        assertEquals("4", labels.getProp("diffusion.option.seed"));
        String[] properties = labels.getPropertiesAsArray();
        assertTrue(properties.length > 20, Arrays.toString(properties));
        ImagePlus opened = read(Hyperstacks.save(labels, folder.resolve("kept-labels.tif")));
        for (int i = 0; i < properties.length; i += 2) {
            assertEquals(properties[i + 1], opened.getProp(properties[i]), properties[i]);
        }
        assertTrue(opened.getInfoProperty().contains("taken on a Tuesday"), opened.getInfoProperty());
        assertEquals("c1 z2 t1", opened.getStack().getSliceLabel(2));
        assertEquals(labels.getDisplayRangeMax(), opened.getDisplayRangeMax());
        assertEquals(0, opened.getProcessor().getLut().getRGB(0) & 0xffffff);
        assertSamePixels(labels, opened);
    }

    private ImagePlus segment(String options) {
        HeadlessMacro macro =
                HeadlessMacro.source("run('Segment (SegDiff)...', 'model=[" + model + "] " + options + "');");
        assertEquals("", macro.printed());
        return IJ.getImage();
    }

    private static int largest(ImagePlus labels) {
        int largest = 0;
        for (int i = 1; i <= labels.getStackSize(); i++) {
            largest = Math.max(largest, (int) labels.getStack().getProcessor(i).getStats().max);
        }
        return largest;
    }
}
