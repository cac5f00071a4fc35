package io.github.imagejdiffusion.segdiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.model.ModelPackage;
import io.github.imagejdiffusion.diffusion.model.ModelRepository;
import io.github.imagejdiffusion.diffusion.model.source.BundledPackages;
import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the bundled nuclei model promises, on a real image of the validation part. */
class BundledModelTest {

    /** Largest difference of a probability between blocks and the whole that seams may make. */
    private static final double BLOCK_ERROR = 1e-3;

    @ParameterizedTest
    @CsvSource({
        "nuclei-fluorescence,nuclei_b6edad733399",
        "nuclei-fluorescence,nuclei_66236902b874",
        "nuclei-histology,histology/histology_718751b439c0",
        "nuclei-histology,histology/histology_0121d6759c5a",
        "membranes-em,membranes/membranes_slice14"
    })
    void blocksGiveTheMapsOfTheWhole(String modelName, String name) throws IOException {
        try (DiffusionModel model = open(modelName, 2)) {
            SegDiff segDiff = new SegDiff(model);
            int halo = model.config().blocks().halo();
            List<RandomAccessibleInterval<UnsignedByteType>> channels = channels(name, 3 * halo);
            int block = halo;
            float[] whole = probability(segDiff, channels, 1024);
            float[] blocks = probability(segDiff, channels, block);
            double largest = 0;
            for (int i = 0; i < whole.length; i++) {
                largest = Math.max(largest, Math.abs(whole[i] - blocks[i]));
            }
            assertTrue(largest > 0, "each block sees the whole image");
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

    private static float[] probability(
            SegDiff segDiff, List<RandomAccessibleInterval<UnsignedByteType>> channels, int block) {
        return segDiff.segment(
                        PlaneToSegment.of(channels, segDiff.limits(List.of(channels))),
                        segDiff.defaults().block(block).build(),
                        ProgressListener.NONE)
                .probability();
    }

    private static DiffusionModel open(int threads) {
        return open("nuclei-fluorescence", threads);
    }

    private static DiffusionModel open(String name, int threads) {
        ModelPackage nuclei = new ModelRepository(
                        null, List.of(), new BundledPackages(BundledModelTest.class.getClassLoader()))
                .resolve(name);
        return DiffusionModel.open(nuclei, DeviceChoice.CPU, threads, warning -> {});
    }

    /** The one channel of a grey image, the three of a coloured one; mirrored until it is at least so wide. */
    private static List<RandomAccessibleInterval<UnsignedByteType>> channels(String name, int width)
            throws IOException {
        BufferedImage image = ImageIO.read(new File("../test-images/" + name + ".png"));
        int bands = image.getRaster().getNumBands();
        List<RandomAccessibleInterval<UnsignedByteType>> channels = new ArrayList<>();
        for (int band = 0; band < Math.min(3, bands); band++) {
            int[] samples = image.getRaster().getSamples(0, 0, image.getWidth(), image.getHeight(), band, (int[]) null);
            byte[] pixels = new byte[samples.length];
            for (int i = 0; i < samples.length; i++) {
                pixels[i] = (byte) samples[i];
            }
            Img<UnsignedByteType> channel = ArrayImgs.unsignedBytes(pixels, image.getWidth(), image.getHeight());
            int times = (width + image.getWidth() - 1) / image.getWidth();
            channels.add(Views.interval(
                    Views.extendMirrorDouble(channel),
                    FinalInterval.createMinSize(0, 0, times * image.getWidth(), times * image.getHeight())));
        }
        return channels;
    }

    private static Img<UnsignedByteType> image(String name) throws IOException {
        BufferedImage image = ImageIO.read(new File("../test-images/" + name + ".png"));
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        return ArrayImgs.unsignedBytes(pixels, image.getWidth(), image.getHeight());
    }
}
