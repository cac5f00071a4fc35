package io.github.imagejdiffusion.segdiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.model.config.ObjectDiameter;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Discs of known size; the tiny network finds them at every scale. */
class DiameterEstimatorTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(doubles = {8, 18, 40, 90})
    void theDiameterOfDiscsIsFound(double diameter) throws IOException {
        try (DiffusionModel model = TinyPackage.of("sharp").open(folder)) {
            DiameterEstimator.Estimate estimate =
                    estimate(model, discs(diameter, 400), ProgressListener.NONE).orElseThrow();
            assertEquals(diameter, estimate.diameter(), 0.1 * diameter);
        }
    }

    @Test
    void discsThatTheFieldCutsAreNotMeasured() throws IOException {
        // Of 4 x 4 discs, the upper and the left ones show only half of themselves.
        Img<UnsignedByteType> whole = discs(30, 500);
        try (DiffusionModel model = TinyPackage.of("sharp").open(folder)) {
            DiameterEstimator.Estimate estimate = estimate(model, cut(whole, 30, 30, 200), ProgressListener.NONE)
                    .orElseThrow();
            assertEquals(9, estimate.objects());
            assertEquals(30, estimate.diameter(), 1.5);
        }
    }

    @Test
    void anEmptyFieldHasNoDiameter() throws IOException {
        try (DiffusionModel model = TinyPackage.of("sharp").open(folder)) {
            assertEquals(Optional.empty(), estimate(model, ArrayImgs.unsignedBytes(100, 80), ProgressListener.NONE));
        }
    }

    @Test
    void whatIsNoPlaneIsRefused() throws IOException {
        try (DiffusionModel model = TinyPackage.of("sharp").open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            DiameterEstimator estimator = new DiameterEstimator(segDiff);
            List<PercentileLimits> limits = List.of(new PercentileLimits(0, 255));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> estimator.estimate(List.<Img<UnsignedByteType>>of(), limits, ProgressListener.NONE));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> estimator.estimate(
                            List.of(ArrayImgs.unsignedBytes(90, 90, 3)), limits, ProgressListener.NONE));
        }
    }

    @Test
    void theSameFieldGivesTheSameBits() throws IOException {
        try (DiffusionModel model = TinyPackage.of("noisy").open(folder)) {
            Img<UnsignedByteType> image = discs(18, 200);
            assertEquals(estimate(model, image, ProgressListener.NONE), estimate(model, image, ProgressListener.NONE));
        }
    }

    @Test
    void progressRisesToTheEndAndCanCancel() throws IOException {
        try (DiffusionModel model = TinyPackage.of("sharp").open(folder)) {
            Img<UnsignedByteType> image = discs(18, 200);
            List<Double> parts = new ArrayList<>();
            estimate(model, image, (done, total) -> parts.add((double) done / total));
            for (int i = 1; i < parts.size(); i++) {
                assertTrue(parts.get(i) >= parts.get(i - 1), parts::toString);
            }
            assertEquals(1, parts.get(parts.size() - 1));
            ProgressListener impatient = (done, total) -> {
                if (done > total / 2) {
                    throw new CancellationException();
                }
            };
            assertThrows(CancellationException.class, () -> estimate(model, image, impatient));
        }
    }

    @Test
    void onlyUnusualSizesAreScaledAndJustFarEnough() throws IOException {
        try (DiffusionModel model = TinyPackage.of("sharp").open(folder)) {
            ObjectDiameter known = model.config().objectDiameter().orElseThrow();
            DiameterEstimator estimator = new DiameterEstimator(new SegDiff(model));
            double low = Math.sqrt(known.min() * known.typical());
            double high = Math.sqrt(known.max() * known.typical());
            for (double usual : new double[] {low, known.typical(), high}) {
                assertEquals(known.typical(), estimator.fitting(new DiameterEstimator.Estimate(usual, 9)), 1e-9);
            }
            // scale = typical / fitting: such objects are then as large as the largest, or smallest, usual ones
            assertEquals(
                    high,
                    4 * high * known.typical() / estimator.fitting(new DiameterEstimator.Estimate(4 * high, 9)),
                    1e-9);
            assertEquals(
                    low,
                    low / 3 * known.typical() / estimator.fitting(new DiameterEstimator.Estimate(low / 3, 9)),
                    1e-9);
        }
    }

    /** A model that knows very small objects must not be asked for more magnification than is allowed. */
    @Test
    void whatFitsCanBeUsed() throws IOException {
        try (DiffusionModel model =
                TinyPackage.of("sharp").diameters(0.5, 20, 60).open(folder)) {
            SegDiff segDiff = new SegDiff(model);
            double fitting = new DiameterEstimator(segDiff).fitting(new DiameterEstimator.Estimate(0.125, 9));
            assertEquals(2, fitting);
            assertEquals(10, segDiff.scale(segDiff.defaults().diameter(fitting).build()));
        }
    }

    private static Optional<DiameterEstimator.Estimate> estimate(
            DiffusionModel model, Img<UnsignedByteType> image, ProgressListener listener) {
        SegDiff segDiff = new SegDiff(model);
        return new DiameterEstimator(segDiff)
                .estimate(List.of(image), segDiff.limits(List.of(List.of(image))), listener);
    }

    /** Discs in a square grid, two diameters apart. */
    private static Img<UnsignedByteType> discs(double diameter, int side) {
        byte[] pixels = new byte[side * side];
        for (int i = 0; i < pixels.length; i++) {
            double x = (i % side + 0.5) % (2 * diameter) - diameter;
            double y = (i / side + 0.5) % (2 * diameter) - diameter;
            pixels[i] = (byte) (Math.hypot(x, y) <= diameter / 2 ? 240 : 10);
        }
        return ArrayImgs.unsignedBytes(pixels, side, side);
    }

    private static Img<UnsignedByteType> cut(Img<UnsignedByteType> image, int x, int y, int side) {
        byte[] pixels = new byte[side * side];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) image.getAt(x + i % side, y + i / side).get();
        }
        return ArrayImgs.unsignedBytes(pixels, side, side);
    }
}
