package io.github.imagejdiffusion.segdiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import net.imglib2.img.Img;
import net.imglib2.type.numeric.integer.UnsignedByteType;
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

    @Test
    void aMagnificationBeyondOneArrayIsRefusedInWords() throws IOException {
        try (DiffusionModel model = TinyPackage.of("sharp").open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            SegDiffOptions options = segDiff.defaults().diameter(0.01).build();
            Img<UnsignedByteType> image = Images.random(100, 100, 1);
            String message = assertThrows(IllegalArgumentException.class, () -> segDiff.segment(image, options))
                    .getMessage();
            assertTrue(message.contains("100 x 100") && message.contains("diameter"), message);
        }
    }
}
