package io.github.imagejdiffusion.batch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.IJ;
import ij.ImagePlus;
import io.github.imagejdiffusion.batch.CommandRun;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.normalise.Percentiles;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.write.HyperstackWriter;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ImageJ shows of restored images as black and as white. */
class DisplayRangeTest {

    private static final int WIDTH = 70;
    private static final int HEIGHT = 60;

    @TempDir
    private Path folder;

    private Path input(int channels, int slices) {
        Path path = folder.resolve("a.tif");
        Random random = new Random(4);
        try (HyperstackWriter writer = HyperstackWriter.builder(path, WIDTH, HEIGHT, PixelType.UINT16)
                .channels(channels)
                .slices(slices)
                .open()) {
            for (int plane = 0; plane < channels * slices; plane++) {
                float[] values = new float[WIDTH * HEIGHT];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (1 + plane % channels) * (100 + 20 * plane + random.nextInt(300));
                }
                writer.writeRows(values);
            }
            writer.finish();
        }
        return path;
    }

    private static PercentileLimits expected(ImagePlus image, int channel) {
        List<Img<FloatType>> planes = new ArrayList<>();
        for (int z = 1; z <= image.getNSlices(); z++) {
            float[] pixels = (float[]) image.getStack().getPixels(image.getStackIndex(channel, z, 1));
            planes.add(ArrayImgs.floats(pixels, image.getWidth(), image.getHeight()));
        }
        return Percentiles.of(planes, 0.1, 99.9);
    }

    private void assertShown(ImagePlus image) {
        assertEquals(32, image.getBitDepth());
        for (int c = 1; c <= image.getNChannels(); c++) {
            image.setPosition(c, 1, 1);
            PercentileLimits limits = expected(image, c);
            assertEquals(limits.low(), image.getDisplayRangeMin(), "channel " + c);
            assertEquals(limits.high(), image.getDisplayRangeMax(), "channel " + c);
        }
    }

    @Test
    void thePercentilesOfTheWholeStackForEachChannel() throws IOException {
        Path model = TinyPackage.paired().writeTo(folder.resolve("model"));
        Path out = folder.resolve("out");
        CommandRun.of("restore", "--task", "denoise", input(2, 3), "-o", out, "--model", model)
                .assertDone();
        ImagePlus restored = IJ.openImage(out.resolve("a_restored.tif").toString());
        assertEquals(2, restored.getNChannels());
        assertShown(restored);
    }

    @Test
    void finePixelsAreShownAlike() throws IOException {
        Path model = TinyPackage.sr3(2).withTrainedRange().writeTo(folder.resolve("model"));
        Path out = folder.resolve("out");
        CommandRun.of("superres", "--factor", 2, input(1, 2), "-o", out, "--model", model)
                .assertDone();
        assertShown(IJ.openImage(out.resolve("a_superres.tif").toString()));
    }
}
