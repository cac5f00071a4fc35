package io.github.imagejdiffusion.batch.evaluate.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.batch.evaluate.metric.FloatMap;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageMetricsTest {

    private static final FloatMap PICTURE = Pictures.noise(32, 24, 1);
    private static final OptionalDouble UNKNOWN = OptionalDouble.empty();

    @Test
    void aPixelSizeGivesMicrometres() {
        ImageScores scores = ImageMetrics.of(PICTURE, PICTURE, OptionalDouble.of(255), OptionalDouble.of(0.25));
        assertEquals(2, scores.get(ImageScore.FRC_PX).orElseThrow());
        assertEquals(0.5, scores.get(ImageScore.FRC_UM).orElseThrow());
        assertTrue(ImageMetrics.of(PICTURE, PICTURE, UNKNOWN, UNKNOWN)
                .get(ImageScore.FRC_UM)
                .isEmpty());
    }

    @Test
    void onlyWhatNeedsARangeIsMissingWithoutOne() {
        ImageScores scores = ImageMetrics.of(PICTURE, PICTURE, UNKNOWN, UNKNOWN);
        for (ImageScore score : List.of(ImageScore.PSNR, ImageScore.SI_PSNR, ImageScore.SSIM, ImageScore.RANGE)) {
            assertTrue(scores.get(score).isEmpty(), score.key());
        }
        assertEquals(0, scores.get(ImageScore.NRMSE).orElseThrow());
        assertEquals(0, scores.get(ImageScore.BIAS_PERCENT).orElseThrow());
    }

    @Test
    void aSinglePixelIsScoredAsFarAsItGoes() {
        FloatMap one = Pictures.constant(1, 1, 10);
        ImageScores scores = ImageMetrics.of(one, Pictures.constant(1, 1, 11), OptionalDouble.of(10), UNKNOWN);
        assertEquals(20, scores.get(ImageScore.PSNR).orElseThrow(), 1e-12);
        assertEquals(10, scores.get(ImageScore.BIAS_PERCENT).orElseThrow(), 1e-12);
        assertTrue(scores.get(ImageScore.SSIM).isEmpty());
        assertTrue(scores.get(ImageScore.FRC_PX).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void rangesThatAreNone(double range) {
        OptionalDouble given = OptionalDouble.of(range);
        assertThrows(IllegalArgumentException.class, () -> ImageMetrics.of(PICTURE, PICTURE, given, UNKNOWN));
    }

    @Test
    void planesOfDifferentSizes() {
        FloatMap turned = Pictures.noise(24, 32, 1);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> ImageMetrics.of(PICTURE, turned, UNKNOWN, UNKNOWN))
                .getMessage();
        assertTrue(message.contains("32 x 24") && message.contains("24 x 32"), message);
    }

    @Test
    void meansAreOverThePartsThatHaveTheScore() {
        ImageScores one = ImageScores.none().with(ImageScore.SSIM, OptionalDouble.of(0.5));
        ImageScores other = one.with(ImageScore.PSNR, OptionalDouble.of(30))
                .with(ImageScore.SSIM, OptionalDouble.of(1))
                .with(ImageScore.NRMSE, UNKNOWN);
        ImageScores mean = ImageScores.mean(List.of(one, other));
        assertEquals(0.75, mean.get(ImageScore.SSIM).orElseThrow());
        assertEquals(30, mean.get(ImageScore.PSNR).orElseThrow());
        assertTrue(mean.get(ImageScore.NRMSE).isEmpty());
        ImageScores perfect = ImageScores.none().with(ImageScore.PSNR, OptionalDouble.of(Double.POSITIVE_INFINITY));
        assertEquals(
                Double.POSITIVE_INFINITY,
                ImageScores.mean(List.of(other, perfect)).get(ImageScore.PSNR).orElseThrow());
    }
}
