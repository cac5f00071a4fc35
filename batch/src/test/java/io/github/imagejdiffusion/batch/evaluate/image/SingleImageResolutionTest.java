package io.github.imagejdiffusion.batch.evaluate.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.batch.evaluate.metric.FloatMap;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SingleImageResolutionTest {

    private static final int SIZE = 192;

    /** Structure of one strength up to the cut-off, in noise. */
    @ParameterizedTest
    @ValueSource(doubles = {5, 7, 10})
    void theFinestStructureIsFoundInNoise(double finest) {
        float[] image = waves(1 / finest, 0, 0);
        Random random = new Random(2);
        for (int i = 0; i < image.length; i++) {
            image[i] += (float) (0.3 * random.nextGaussian());
        }
        double found = SingleImageResolution.pixels(SIZE, SIZE, image).orElseThrow();
        double late = SIZE / found - SIZE / finest;
        assertTrue(late > -1 && late < 5, "a sharp cut-off shows " + late + " rings late");
    }

    @Test
    void noiseAloneHasNoResolution() {
        FloatMap noise = Pictures.noise(SIZE, SIZE, 3);
        assertTrue(SingleImageResolution.pixels(SIZE, SIZE, noise.values()).orElseThrow() > 20);
    }

    @Test
    void structureEverywhereIsAtTheLimit() {
        assertEquals(
                SingleImageResolution.LIMIT,
                SingleImageResolution.pixels(SIZE, SIZE, waves(0.24, 0, 0)).orElseThrow(),
                0.3);
    }

    @Test
    void smallAndConstantImagesHaveNone() {
        assertEquals(OptionalDouble.empty(), SingleImageResolution.pixels(63, 100, new float[6300]));
        assertEquals(OptionalDouble.empty(), SingleImageResolution.pixels(SIZE, SIZE, new float[SIZE * SIZE]));
    }

    @Test
    void aKnownDisplacementIsUndone() {
        PlanePair displaced = new PlanePair(SIZE, SIZE, waves(0.45, 0, 0), waves(0.45, 0.5, -0.5));
        double[] undone = RingCorrelation.of(displaced, 0.5, -0.5);
        double[] left = RingCorrelation.of(displaced);
        for (int ring = 20; ring < 80; ring++) {
            assertTrue(undone[ring] > 0.95, "ring " + ring + ": " + undone[ring]);
        }
        assertTrue(left[75] < 0.6, "ring 75: " + left[75]);
    }

    /** Cosines of random directions and phases, frequencies even over the disc up to the highest. */
    private static float[] waves(double highest, double shiftX, double shiftY) {
        Random random = new Random(1);
        float[] image = new float[SIZE * SIZE];
        for (int k = 0; k < 600; k++) {
            double f = highest * Math.sqrt(random.nextDouble());
            double direction = 2 * Math.PI * random.nextDouble();
            double phase = 2 * Math.PI * random.nextDouble();
            double u = 2 * Math.PI * f * Math.cos(direction);
            double v = 2 * Math.PI * f * Math.sin(direction);
            for (int i = 0; i < image.length; i++) {
                image[i] += (float) (0.06 * Math.cos(u * (i % SIZE + shiftX) + v * (i / SIZE + shiftY) + phase));
            }
        }
        return image;
    }
}
