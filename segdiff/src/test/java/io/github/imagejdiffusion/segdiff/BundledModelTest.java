package io.github.imagejdiffusion.segdiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.model.ModelPackage;
import io.github.imagejdiffusion.diffusion.model.ModelRepository;
import io.github.imagejdiffusion.diffusion.model.source.BundledPackages;
import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the bundled nuclei model promises, on a real image of the validation part. */
class BundledModelTest {

    /** Largest difference of a probability between blocks and the whole that seams may make. */
    private static final double BLOCK_ERROR = 1e-3;

    @ParameterizedTest
    @ValueSource(strings = {"nuclei_b6edad733399", "nuclei_66236902b874"})
    void blocksGiveTheMapsOfTheWhole(String name) throws IOException {
        Img<UnsignedByteType> image = image(name);
        try (DiffusionModel model = open(2)) {
            SegDiff segDiff = new SegDiff(model);
            int block = model.config().blocks().halo();
            float[] whole = segDiff.segment(
                            image, segDiff.defaults().block(1024).build())
                    .probability();
            float[] blocks = segDiff.segment(
                            image, segDiff.defaults().block(block).build())
                    .probability();
            double largest = 0;
            for (int i = 0; i < whole.length; i++) {
                largest = Math.max(largest, Math.abs(whole[i] - blocks[i]));
            }
            System.out.printf("%s: blocks of %d differ from the whole by at most %.5f%n", name, block, largest);
            assertTrue(largest < BLOCK_ERROR, "largest difference " + largest);
        }
    }

    @Test
    void theNumberOfThreadsAndTheBatchDoNotChangeABit() throws IOException {
        Img<UnsignedByteType> image = image("nuclei_11a0170f44e3");
        SegDiffOptions options;
        Segmentation one;
        try (DiffusionModel model = open(1)) {
            SegDiff segDiff = new SegDiff(model);
            options = segDiff.defaults().steps(2).runs(4).build();
            one = segDiff.segment(image, options);
        }
        try (DiffusionModel model = open(2)) {
            Segmentation two = new SegDiff(model, 1).segment(image, options);
            assertArrayEquals(one.probability(), two.probability());
            assertArrayEquals(one.spread(), two.spread());
            assertArrayEquals(one.labels().labels(), two.labels().labels());
        }
    }

    /** Fewer than 0.2 % of the pixels are not zero: beyond the upper percentile of the normalisation. */
    @Test
    void oneNucleusOnPlainBlackIsFoundAndSpecklesAreNot() {
        byte[] pixels = new byte[512 * 512];
        for (int i = 0; i < pixels.length; i++) {
            double r = Math.hypot((i % 512 - 200) / 9.0, (i / 512 - 300) / 11.0);
            pixels[i] = (byte) (r < 1 ? 180 - 60 * r * r : 0);
        }
        byte[] speckles = new byte[512 * 512];
        Random random = new Random(5);
        for (int n = 0; n < 300; n++) {
            speckles[random.nextInt(speckles.length)] = 1;
        }
        try (DiffusionModel model = open(2)) {
            SegDiff segDiff = new SegDiff(model);
            Segmentation found = segDiff.segment(
                    ArrayImgs.unsignedBytes(pixels, 512, 512),
                    segDiff.defaults().build());
            assertEquals(1, found.objects().size());
            assertEquals(Math.PI * 9 * 11, found.objects().get(0).area(), 60);
            assertEquals(
                    0,
                    segDiff.segment(
                                    ArrayImgs.unsignedBytes(speckles, 512, 512),
                                    segDiff.defaults().build())
                            .objects()
                            .size());
        }
    }

    private static DiffusionModel open(int threads) {
        ModelPackage nuclei = new ModelRepository(
                        null, List.of(), new BundledPackages(BundledModelTest.class.getClassLoader()))
                .resolve("nuclei-fluorescence");
        return DiffusionModel.open(nuclei, DeviceChoice.CPU, threads, warning -> {});
    }

    private static Img<UnsignedByteType> image(String name) throws IOException {
        BufferedImage image = ImageIO.read(new File("../test-images/" + name + ".png"));
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        return ArrayImgs.unsignedBytes(pixels, image.getWidth(), image.getHeight());
    }
}
