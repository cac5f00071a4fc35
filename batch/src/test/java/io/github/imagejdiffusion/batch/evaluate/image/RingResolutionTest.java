package io.github.imagejdiffusion.batch.evaluate.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.batch.evaluate.metric.FloatMap;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RingResolutionTest {

    private static double pixels(FloatMap truth, FloatMap prediction) {
        return RingResolution.pixels(PlanePair.of(truth, prediction)).orElseThrow();
    }

    @Test
    void aFallingCurveCrossesWhereItDoes() {
        double[] line =
                IntStream.rangeClosed(0, 128).mapToDouble(i -> 1 - i / 70.0).toArray();
        assertEquals(256 / 60.0, RingResolution.pixels(line, 256), 1e-12);
        double[] step =
                IntStream.rangeClosed(0, 256).mapToDouble(i -> i <= 100 ? 1 : 0).toArray();
        assertEquals(512 / (100 + 6 / 7.0), RingResolution.pixels(step, 512), 1e-12);
    }

    @Test
    void singleRingsDoNotDecide() {
        double[] curve = new double[65];
        Arrays.fill(curve, 0.9);
        curve[0] = 1;
        curve[3] = -0.2;
        curve[40] = 0.1;
        curve[41] = 0.1;
        assertEquals(RingResolution.LIMIT, RingResolution.pixels(curve, 128));
    }

    @Test
    void equalPlanesReachTheLimit() {
        FloatMap even = Pictures.noise(40, 40, 1);
        assertEquals(2, pixels(even, even));
        FloatMap odd = Pictures.noise(33, 47, 1);
        assertEquals(2, pixels(odd, Pictures.mapped(odd, v -> 3 * v + 1)));
    }

    /**
     * The prediction holds the truth up to a frequency, and nothing or noise beyond it. The window carries a little of
     * the truth over the edge, which shows where nothing else is.
     */
    @ParameterizedTest
    @CsvSource({"256, 256, 0.25", "256, 256, 0.0625", "300, 210, 0.125", "181, 256, 0.4"})
    void aLowPassGivesItsCutOff(int width, int height, double cutOff) {
        FloatMap truth = Pictures.noise(width, height, 5);
        FloatMap smooth = Pictures.lowPassed(truth, cutOff);
        double ring = 1.0 / Math.min(width, height);
        assertEquals(cutOff, 1 / pixels(truth, smooth), 3 * ring);
        FloatMap noise = Pictures.noise(width, height, 6);
        FloatMap smoothNoise = Pictures.mapped(Pictures.lowPassed(noise, cutOff), v -> -v);
        FloatMap noiseBeyond = Pictures.sum(noise, smoothNoise);
        assertEquals(cutOff, 1 / pixels(truth, Pictures.sum(smooth, noiseBeyond)), 1.5 * ring);
    }

    @Test
    void planesWithNothingInCommonAreAtTheCoarseEnd() {
        double found = pixels(Pictures.noise(256, 256, 7), Pictures.noise(256, 256, 8));
        assertTrue(found > 16 && found <= 256, "resolution of noise: " + found);
        FloatMap picture = Pictures.noise(64, 90, 7);
        assertEquals(64, pixels(picture, Pictures.mapped(picture, v -> -v)));
    }

    @Test
    void smallAndConstantPlanesHaveNone() {
        FloatMap small = Pictures.noise(15, 60, 1);
        assertTrue(RingResolution.pixels(PlanePair.of(small, small)).isEmpty());
        FloatMap picture = Pictures.noise(20, 20, 1);
        FloatMap flat = Pictures.constant(20, 20, 3);
        assertTrue(RingResolution.pixels(PlanePair.of(picture, flat)).isEmpty());
        assertTrue(RingResolution.pixels(PlanePair.of(flat, picture)).isEmpty());
    }
}
