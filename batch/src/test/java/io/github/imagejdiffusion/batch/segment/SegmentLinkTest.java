package io.github.imagejdiffusion.batch.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.IJ;
import ij.ImagePlus;
import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.SampleImages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Volumes from planes: the same crop three times is one volume for each nucleus, an empty plane ends all. */
class SegmentLinkTest {

    private static final String CROP = "b6edad733399.png";

    @TempDir
    private Path folder;

    @Test
    void objectsThatContinueThroughZHaveOneLabel() throws IOException {
        Path input = SampleImages.stackOfCrops(folder.resolve("stack.tif"), 3, 1, CROP, CROP, CROP);
        Path single = folder.resolve("single");
        CommandRun.of("segment", input, "-o", single, "--z", "1").assertDone();
        int objects = record(single).getAsJsonObject("summary").get("objects").getAsInt();
        assertTrue(objects > 3, objects + " objects");

        Path out = folder.resolve("out");
        CommandRun run = CommandRun.of("segment", input, "-o", out, "--link-z", "--rois");
        run.assertDone();
        JsonObject summary = record(out).getAsJsonObject("summary");
        JsonObject link = summary.getAsJsonArray("links").get(0).getAsJsonObject();
        assertEquals(objects, summary.get("objects").getAsInt(), summary::toString);
        assertEquals(3, link.get("longest").getAsInt(), summary::toString);
        assertEquals(2 * objects, link.get("links").getAsInt(), summary::toString);
        assertTrue(run.progress().get(0).contains("volumes"), run::toString);

        ImagePlus labels = IJ.openImage(out.resolve("stack_labels.tif").toString());
        assertEquals(ids(labels, 1), ids(labels, 2));
        assertEquals(ids(labels, 1), ids(labels, 3));
        assertEquals(objects, ids(labels, 1).size());
        List<String> rows = Files.readAllLines(out.resolve("stack_objects.csv"));
        for (int id : ids(labels, 1)) {
            assertEquals(
                    3, rows.stream().filter(row -> row.startsWith(id + ",")).count(), "rows of " + id);
        }
    }

    @Test
    void objectsGoOnAcrossAnEmptyPlane() throws IOException {
        Path input = SampleImages.stackOfCrops(folder.resolve("stack.tif"), 3, 1, CROP, CROP, CROP);
        multiplyPlane(input, 2, 0);
        Path out = folder.resolve("out");
        CommandRun.of("segment", input, "-o", out, "--link-z").assertDone();
        ImagePlus labels = IJ.openImage(out.resolve("stack_labels.tif").toString());
        assertEquals(Set.of(), ids(labels, 2));
        assertEquals(ids(labels, 1), ids(labels, 3));
        JsonObject link = link(out);
        assertEquals(ids(labels, 1).size(), link.get("bridged").getAsInt(), link::toString);
        assertEquals(3, link.get("longest").getAsInt(), link::toString);
    }

    /** Two layers of nuclei, and between them a plane that has but half their light. */
    @Test
    void nucleiOnTopOfEachOtherArePartedWhereItIsDim() throws IOException {
        Path input = SampleImages.stackOfCrops(folder.resolve("stack.tif"), 5, 1, CROP, CROP, CROP, CROP, CROP);
        multiplyPlane(input, 3, 0.5);
        Path out = folder.resolve("out");
        CommandRun.of("segment", input, "-o", out, "--link-z").assertDone();
        ImagePlus labels = IJ.openImage(out.resolve("stack_labels.tif").toString());
        assertEquals(ids(labels, 1), ids(labels, 2));
        assertEquals(ids(labels, 4), ids(labels, 5));
        assertTrue(ids(labels, 3).size() > 3, "the dim plane has objects");
        Set<Integer> throughAll = ids(labels, 1);
        throughAll.retainAll(ids(labels, 5));
        assertEquals(Set.of(), throughAll);
        assertTrue(link(out).get("cut").getAsInt() > 3, () -> link(out).toString());
    }

    private static void multiplyPlane(Path file, int slice, double factor) {
        ImagePlus image = IJ.openImage(file.toString());
        image.getStack().getProcessor(slice).multiply(factor);
        IJ.saveAsTiff(image, file.toString());
    }

    @Test
    void withoutTheOptionAndAcrossFramesNothingIsJoined() throws IOException {
        Path input = SampleImages.stackOfCrops(folder.resolve("stack.tif"), 1, 2, CROP, CROP);
        Path out = folder.resolve("out");
        CommandRun.of("segment", input, "-o", out, "--link-z").assertDone();
        ImagePlus labels = IJ.openImage(out.resolve("stack_labels.tif").toString());
        Set<Integer> both = ids(labels, 1);
        both.retainAll(ids(labels, 2));
        assertEquals(Set.of(), both);
        assertEquals(
                2,
                record(out).getAsJsonObject("summary").getAsJsonArray("links").size());

        Path plain = folder.resolve("plain");
        CommandRun.of("segment", input, "-o", plain).assertDone();
        assertFalse(record(plain).getAsJsonObject("summary").has("links"));
    }

    @Test
    void changingTheOptionMakesTheResultAnew() throws IOException {
        Path input = SampleImages.stackOfCrops(folder.resolve("stack.tif"), 2, 1, CROP, CROP);
        Path out = folder.resolve("out");
        CommandRun.of("segment", input, "-o", out).assertDone();
        CommandRun again = CommandRun.of("segment", input, "-o", out, "--link-z");
        again.assertDone();
        assertTrue(again.progress().get(0).contains("again because"), again::toString);
    }

    private static Set<Integer> ids(ImagePlus labels, int plane) {
        Set<Integer> ids = new HashSet<>();
        for (short pixel : (short[]) labels.getStack().getPixels(plane)) {
            ids.add(pixel & 0xffff);
        }
        ids.remove(0);
        return ids;
    }

    private static JsonObject link(Path out) {
        try {
            return record(out)
                    .getAsJsonObject("summary")
                    .getAsJsonArray("links")
                    .get(0)
                    .getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonObject record(Path out) throws IOException {
        return JsonParser.parseString(Files.readString(out.resolve("stack.json")))
                .getAsJsonObject();
    }
}
