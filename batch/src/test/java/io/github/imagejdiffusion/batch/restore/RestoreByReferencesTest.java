package io.github.imagejdiffusion.batch.restore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.IJ;
import ij.ImagePlus;
import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.batch.ExitCodes;
import io.github.imagejdiffusion.batch.SampleImages;
import io.github.imagejdiffusion.diffusion.filter.LowPassFilter;
import io.github.imagejdiffusion.diffusion.filter.ResizeKernel;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code restore --reference}: several images of one scene. */
class RestoreByReferencesTest {

    private static final int SIDE = 48;

    @TempDir
    private Path folder;

    private Path model;
    private Path out;
    private Path first;
    private Path second;
    private Path third;

    @BeforeEach
    void writeImages() throws IOException {
        model = TinyPackage.prior().writeTo(folder.resolve("model"));
        out = folder.resolve("out");
        first = plane("a.tif", 0);
        second = plane("b.tif", 300);
        third = plane("c.tif", 600);
    }

    @Test
    void theMeanIsThatOfAllImages() throws IOException {
        run(first, "--reference", second, "--reference", third, "--kernel", "box")
                .assertDone();
        // Halfway: the means of the three are 300 apart.
        LowPassFilter filter = new LowPassFilter(ResizeKernel.BOX, 2, SIDE, SIDE);
        assertArrayEquals(filter.apply(pixels(300)), filter.apply(restored("a")), 1);
        assertEquals(3, options().get("runs").getAsInt());
    }

    @Test
    void everyReferenceIsRecordedAsAnInputIs() throws IOException {
        run(first, "--reference", second, "--reference", third, "--runs", 6).assertDone();
        JsonArray references = madeFrom().getAsJsonArray("references");
        assertEquals(2, references.size());
        JsonObject recorded = references.get(0).getAsJsonObject();
        assertEquals("b.tif", recorded.get("file").getAsString());
        assertEquals(Files.size(second), recorded.get("bytes").getAsLong());
        assertEquals(
                Files.getLastModifiedTime(second).toMillis(),
                recorded.get("modified").getAsLong());
        assertEquals("c.tif", references.get(1).getAsJsonObject().get("file").getAsString());
        assertEquals(6, options().get("runs").getAsInt());
        run(first).assertDone();
        assertFalse(madeFrom().has("references"));
    }

    @Test
    void otherReferencesAreOtherWork() throws IOException {
        run(first, "--reference", second).assertDone();
        assertTrue(run(first, "--reference", second).assertDone().out().contains("1 skipped"));
        assertTrue(run(first, "--reference", third).assertDone().out().contains("1 done"));
        plane("c.tif", 900);
        Files.setLastModifiedTime(third, FileTime.fromMillis(1_000_000));
        assertTrue(run(first, "--reference", third).assertDone().out().contains("1 done"));
    }

    @Test
    void channelsSlicesAndFramesFollowTheirOwn() {
        Path stack = SampleImages.stack(folder.resolve("stack.tif"), 2, 3, 2, planes(0));
        Path other = SampleImages.stack(folder.resolve("other.tif"), 2, 3, 2, planes(40));
        run(stack, "--reference", other).assertDone();
        ImagePlus image = IJ.openImage(stack.toString());
        ImagePlus restored = IJ.openImage(out.resolve("stack_restored.tif").toString());
        for (int i = 1; i <= image.getStackSize(); i++) {
            double expected = image.getStack().getProcessor(i).getStatistics().mean + 20;
            assertEquals(expected, restored.getStack().getProcessor(i).getStatistics().mean, 0.01 * expected);
        }
    }

    @Test
    void oneChannelOfSeveralIsFollowedByItsOwn() {
        Path stack = SampleImages.stack(folder.resolve("stack.tif"), 2, 3, 2, planes(0));
        Path other = SampleImages.stack(folder.resolve("other.tif"), 2, 3, 2, planes(40));
        run(stack, "--reference", other, "--channel", 2, "--z", 2, "--t", 2).assertDone();
        ImagePlus image = IJ.openImage(stack.toString());
        int index = image.getStackIndex(2, 2, 2);
        double expected = image.getStack().getProcessor(index).getStatistics().mean + 20;
        ImagePlus restored = IJ.openImage(out.resolve("stack_restored.tif").toString());
        assertEquals(1, restored.getStackSize());
        assertEquals(expected, restored.getProcessor().getStatistics().mean, 0.01 * expected);
    }

    @Test
    void whatDoesNotFitIsNamed() {
        Path small = SampleImages.plane(folder.resolve("small.tif"), 3, 2, PixelType.UINT16, 1, 2, 3, 4, 5, 6);
        run(first, "--reference", small)
                .assertOneError(ExitCodes.SOME_FAILED, "a.tif", "small.tif is 3 x 2", "48 x 48");
        Path bytes =
                SampleImages.plane(folder.resolve("bytes.tif"), SIDE, SIDE, PixelType.UINT8, new float[SIDE * SIDE]);
        run(first, "--reference", bytes).assertOneError(ExitCodes.SOME_FAILED, "bytes.tif", "uint8", "uint16");
        run(first, "--reference", first).assertOneError(ExitCodes.SOME_FAILED, "leave out --reference a.tif");
        run(first, "--reference", second, "--runs", 3)
                .assertOneError(ExitCodes.WRONG_USAGE, "--runs must be a multiple of 2");
    }

    private CommandRun run(Path input, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of(
                "restore", input, "-o", out, "--task", "denoise", "--method", "ilvr", "--model", model, "--steps", 4));
        arguments.addAll(Arrays.asList(more));
        return CommandRun.of(arguments.toArray());
    }

    private Path plane(String name, int more) {
        return SampleImages.plane(folder.resolve(name), SIDE, SIDE, PixelType.UINT16, pixels(more));
    }

    private static float[] pixels(int more) {
        Random random = new Random(1);
        float[] pixels = new float[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = more + (float) Math.rint((i % SIDE < SIDE / 2 ? 3000 : 6000) + 300 * random.nextGaussian());
        }
        return pixels;
    }

    private static float[][] planes(int more) {
        float[][] planes = new float[2 * 3 * 2][];
        for (int i = 0; i < planes.length; i++) {
            planes[i] = SampleImages.disc();
            for (int k = 0; k < planes[i].length; k++) {
                planes[i][k] += 10 * i + more;
            }
        }
        return planes;
    }

    private float[] restored(String stem) {
        return (float[]) IJ.openImage(out.resolve(stem + "_restored.tif").toString())
                .getProcessor()
                .convertToFloatProcessor()
                .getPixels();
    }

    private JsonObject madeFrom() throws IOException {
        return JsonParser.parseString(Files.readString(out.resolve("a.json")))
                .getAsJsonObject()
                .getAsJsonObject("made_from");
    }

    private JsonObject options() throws IOException {
        return madeFrom().getAsJsonObject("options");
    }
}
