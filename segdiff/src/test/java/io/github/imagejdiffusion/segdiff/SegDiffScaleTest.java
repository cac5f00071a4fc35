package io.github.imagejdiffusion.segdiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import net.imglib2.FinalInterval;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.util.ConstantUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tiny packages state a typical diameter of 20 pixels and a smallest object of 15. */
class SegDiffScaleTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"10,2,'[1,1,240,328]'", "40,0.5,'[1,1,64,80]'", "20,1,'[1,1,120,168]'", "1e6,2e-5,'[1,1,8,8]'"})
    void theNetworkSeesItsOwnScaleAndTheResultIsOnTheInputsGrid(double diameter, double scale, String seen)
            throws IOException {
        Img<UnsignedByteType> image = Images.discs(161, 120);
        try (DiffusionModel opened = TinyPackage.of("sharp").open(folder)) {
            RecordingNetwork network = new RecordingNetwork(opened.network());
            SegDiff segDiff =
                    new SegDiff(new DiffusionModel(TinyPackage.of("sharp").write(folder.resolve("again")), network));
            Segmentation result = segDiff.segment(
                    image, segDiff.defaults().diameter(diameter).block(512).build());
            assertEquals(scale, result.scale(), 1e-12);
            assertEquals(161, result.width());
            assertEquals(120, result.height());
            assertEquals(161 * 120, result.probability().length);
            assertEquals(List.of(seen), network.images);
        }
    }

    @Test
    void objectsStayWhereTheyAreAtEveryScale() throws IOException {
        Img<UnsignedByteType> image = Images.discs(160, 120);
        try (DiffusionModel model = TinyPackage.of("sharp").open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            for (double diameter : new double[] {13, 17, 20, 26}) {
                Segmentation result = segDiff.segment(
                        image, segDiff.defaults().diameter(diameter).build());
                assertEquals(12, result.objects().size(), "diameter " + diameter);
                assertEquals(100.5, result.objects().get(6).centroidX(), 0.2);
                assertEquals(60.5, result.objects().get(6).centroidY(), 0.2);
            }
        }
    }

    @Test
    void theModelsOwnDiameterChangesNothing() throws IOException {
        Img<UnsignedByteType> image = Images.random(50, 40, 3);
        try (DiffusionModel model = TinyPackage.of("noisy").open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            assertArrayEquals(
                    segDiff.segment(image, segDiff.defaults().build()).probability(),
                    segDiff.segment(image, segDiff.defaults().diameter(20).build())
                            .probability());
        }
    }

    @Test
    void theModelsSmallestObjectScalesWithTheDiameterButTheUsersDoesNot() throws IOException {
        try (DiffusionModel model = TinyPackage.of("sharp").open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            assertEquals(15, segDiff.defaults().build().extractor().minSize());
            assertEquals(60, segDiff.defaults().diameter(40).build().extractor().minSize());
            assertEquals(4, segDiff.defaults().diameter(10).build().extractor().minSize());
            assertEquals(
                    7,
                    segDiff.defaults()
                            .minSize(7)
                            .diameter(40)
                            .build()
                            .extractor()
                            .minSize());
        }
    }

    /** 10,000 x 9,000 pixels may be magnified 4.88 times: sqrt(2^31 / 9e7). */
    @Test
    void aPlaneThatIsTooLargeMagnifiedIsRefusedAndToldWhatIsPossible() throws IOException {
        try (DiffusionModel model = TinyPackage.of("sharp").open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            String area = refusal(segDiff, 2, 10_000, 9_000);
            assertTrue(area.contains("10000 x 9000 pixels, magnified 10 times"), area);
            assertTrue(area.contains("a diameter of at least 4.1 pixels"), area);
            String side = refusal(segDiff, 2, 200_000, 3);
            assertTrue(side.contains("a diameter of at least 4 pixels"), side);
            assertTrue(refusal(segDiff, 20, 1_000_001, 3).contains("crop it"), "at its own scale");
        }
    }

    private static String refusal(SegDiff segDiff, double diameter, long width, long height) {
        var plane = ConstantUtils.constantRandomAccessibleInterval(
                new UnsignedByteType(7), FinalInterval.createMinSize(0, 0, width, height));
        SegDiffOptions options = segDiff.defaults().diameter(diameter).build();
        PercentileLimits limits = new PercentileLimits(0, 255);
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> segDiff.segment(
                                PlaneToSegment.of(List.of(plane), List.of(limits)),
                                options,
                                ProgressListener.NONE,
                                new SegmentationCollector(1, 1, 1, false)))
                .getMessage();
    }
}
