package io.github.imagejdiffusion.batch.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.io.RoiDecoder;
import ij.measure.Calibration;
import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.Folders;
import io.github.imagejdiffusion.batch.SampleImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stacks, as ImageJ reads the results.
 *
 * <p>What holds for their bits: a plane gets the same values alone ({@code --z}, {@code --t}) and with its whole stack,
 * because limits are taken over all z of its time point, and noise is addressed by t * Z + z in the source. A plane that
 * was saved as a file of its own gets the values that it has in a stack only where both agree: at t = z = 0, and with
 * equal limits, so in a time series or where all z are alike.
 */
class SegmentStackTest {

    private static final String A = "4d40de30a3db.png";
    private static final String B = "11a0170f44e3.png";
    private static final String C = "b6edad733399.png";

    @TempDir
    private Path folder;

    private Path segment(Path input, String name, Object... more) {
        Path out = folder.resolve(name);
        List<Object> arguments = new ArrayList<>(List.of("segment", input, "-o", out));
        arguments.addAll(List.of(more));
        CommandRun.of(arguments.toArray()).assertDone();
        return out;
    }

    private static ImagePlus open(Path out, String name) {
        ImagePlus image = IJ.openImage(out.resolve(name).toString());
        assertTrue(image != null, name + " in " + Folders.names(out));
        return image;
    }

    private static float[] probability(Path out, String stem, int slice, int frame) {
        ImagePlus image = open(out, stem + "_probability.tif");
        return (float[]) image.getStack().getPixels(image.getStackIndex(1, slice, frame));
    }

    @Test
    void resultsHaveTheAxesAndCalibrationOfTheInput() throws IOException {
        Path input = SampleImages.stackOfCrops(folder.resolve("stack.tif"), 3, 2, A, B, C, C, B, A);
        Path out = segment(input, "out", "--runs", 4, "--steps", 2);
        for (String map : List.of("labels", "probability", "uncertainty", "spread")) {
            ImagePlus image = open(out, "stack_" + map + ".tif");
            assertArrayEquals(new int[] {150, 130, 1, 3, 2}, image.getDimensions(), map);
            Calibration calibration = image.getCalibration();
            assertEquals("micron", calibration.getUnit(), map);
            assertEquals(0.25, calibration.pixelWidth, 1e-6, map);
            assertEquals(0.25, calibration.pixelHeight, 1e-6, map);
            assertEquals(1, calibration.pixelDepth, 1e-9, map);
            assertEquals(5, calibration.frameInterval, 1e-9, map);
            assertEquals(map.equals("labels") ? 16 : 32, image.getBitDepth(), map);
        }
    }

    @Test
    void partOfAStackHasThatManyPlanes() throws IOException {
        Path input = SampleImages.stackOfCrops(folder.resolve("stack.tif"), 3, 2, A, B, C, C, B, A);
        Path out = segment(input, "out", "--z", "2-3", "--t", "2", "--pixel-size", "0.5");
        ImagePlus labels = open(out, "stack_labels.tif");
        assertArrayEquals(new int[] {150, 130, 1, 2, 1}, labels.getDimensions());
        assertEquals(0.5, labels.getCalibration().pixelWidth, 1e-6);
        assertEquals(1, labels.getCalibration().pixelDepth, 1e-9);
    }

    @Test
    void labelsAreUniqueInTheStackAndAgreeWithTheTable() throws IOException {
        Path input = SampleImages.stackOfCrops(folder.resolve("stack.tif"), 2, 2, A, B, C, A);
        Path out = segment(input, "out");
        ImagePlus labels = open(out, "stack_labels.tif");
        List<String> rows = Files.readAllLines(out.resolve("stack_objects.csv"));
        Set<Integer> all = new HashSet<>();
        for (int plane = 1; plane <= 4; plane++) {
            Set<Integer> ids = new HashSet<>();
            for (short pixel : (short[]) labels.getStack().getPixels(plane)) {
                ids.add(pixel & 0xffff);
            }
            ids.remove(0);
            String place = "," + ((plane - 1) % 2 + 1) + "," + ((plane - 1) / 2 + 1) + ",";
            ids.forEach(id -> assertTrue(
                    rows.stream().anyMatch(row -> row.startsWith(id + place)), () -> id + place + " in " + rows));
            ids.forEach(id -> assertTrue(all.add(id), () -> id + " is in two planes"));
        }
        assertFalse(all.isEmpty());
        assertEquals(rows.size() - 1, all.size());
    }

    @Test
    void outlinesLieOnTheirPlanes() throws IOException {
        Path input = SampleImages.stackOfCrops(folder.resolve("stack.tif"), 2, 2, A, B, C, A);
        Path out = segment(input, "out", "--rois");
        ImagePlus labels = open(out, "stack_labels.tif");
        List<Roi> rois = rois(out.resolve("stack_rois.zip"));
        assertFalse(rois.isEmpty());
        for (Roi roi : rois) {
            int id = Integer.parseInt(roi.getName());
            int plane = labels.getStackIndex(1, roi.getZPosition(), roi.getTPosition());
            short[] pixels = (short[]) labels.getStack().getPixels(plane);
            long inside = Arrays.stream(roi.getContainedPoints())
                    .filter(p -> (pixels[p.y * 150 + p.x] & 0xffff) == id)
                    .count();
            assertTrue(inside > 0, roi.getName());
        }
    }

    private static List<Roi> rois(Path zip) throws IOException {
        List<Roi> rois = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            while (in.getNextEntry() != null) {
                rois.add(RoiDecoder.openFromByteArray(in.readAllBytes()));
            }
        }
        return rois;
    }

    @Test
    void planeAloneAndInItsStack() throws IOException {
        Path input = SampleImages.stackOfCrops(folder.resolve("stack.tif"), 3, 2, A, B, C, C, B, A);
        Path whole = segment(input, "whole");
        Path part = segment(input, "part", "--z", "2", "--t", "2");
        assertArrayEquals(probability(whole, "stack", 2, 2), probability(part, "stack", 1, 1));
    }

    @Test
    void fileOfOnePlaneAndFirstFrameOfASeries() throws IOException {
        Path series = SampleImages.stackOfCrops(folder.resolve("series.tif"), 1, 2, A, A);
        Path single = SampleImages.crop(A, folder.resolve("single.png"));
        Path ofSeries = segment(series, "series");
        Path ofSingle = segment(single, "single");
        assertArrayEquals(probability(ofSingle, "single", 1, 1), probability(ofSeries, "series", 1, 1));
        assertFalse(
                Arrays.equals(probability(ofSeries, "series", 1, 1), probability(ofSeries, "series", 1, 2)),
                "equal planes at other places get other noise");
    }

    @Test
    void fileOfOnePlaneAndFirstPlaneOfAStackOfEquals() throws IOException {
        Path stack = SampleImages.stackOfCrops(folder.resolve("stack.tif"), 2, 1, B, B);
        Path single = SampleImages.crop(B, folder.resolve("single.png"));
        assertArrayEquals(
                probability(segment(single, "single"), "single", 1, 1),
                probability(segment(stack, "stack"), "stack", 1, 1));
    }
}
