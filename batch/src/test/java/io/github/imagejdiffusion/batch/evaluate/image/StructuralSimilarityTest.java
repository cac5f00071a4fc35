package io.github.imagejdiffusion.batch.evaluate.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.batch.evaluate.metric.FloatMap;
import org.junit.jupiter.api.Test;

class StructuralSimilarityTest {

    private static double ssim(FloatMap truth, FloatMap prediction, double range) {
        return StructuralSimilarity.of(PlanePair.of(truth, prediction), range).orElseThrow();
    }

    @Test
    void equalPlanesAreFullySimilar() {
        FloatMap picture = Pictures.noise(20, 15, 1);
        assertEquals(1, ssim(picture, picture, 255), 1e-12);
    }

    @Test
    void constantPlanesDifferInLuminanceOnly() {
        double c1 = 2.55 * 2.55;
        double expected = (2 * 100 * 150 + c1) / (100 * 100 + 150 * 150 + c1);
        assertEquals(expected, ssim(Pictures.constant(11, 13, 100), Pictures.constant(11, 13, 150), 255), 1e-9);
    }

    @Test
    void aCheckerboardLosesContrastAndSign() {
        FloatMap board = new FloatMap(40, 40, new float[1600]);
        for (int i = 0; i < 1600; i++) {
            board.values()[i] = (i / 40 + i) % 2 == 0 ? 1 : -1;
        }
        // Local means are almost zero and variances almost 1; K2 * range = 3.
        double c2 = 9;
        assertEquals((2 * 0.5 + c2) / (1.25 + c2), ssim(board, Pictures.mapped(board, v -> v / 2), 100), 1e-3);
        assertEquals((-2 + c2) / (2 + c2), ssim(board, Pictures.mapped(board, v -> -v), 100), 1e-3);
    }

    @Test
    void isSymmetricAndKeptByTheUnit() {
        FloatMap one = Pictures.noise(16, 12, 1);
        FloatMap other = Pictures.noise(16, 12, 2);
        double found = ssim(one, other, 60);
        assertTrue(Math.abs(found) < 0.5, "similarity of noise: " + found);
        assertEquals(found, ssim(other, one, 60), 1e-12);
        assertEquals(found, ssim(Pictures.mapped(one, v -> 4 * v), Pictures.mapped(other, v -> 4 * v), 240), 1e-12);
    }

    @Test
    void planesSmallerThanTheWindowHaveNone() {
        FloatMap thin = Pictures.noise(10, 40, 1);
        assertTrue(StructuralSimilarity.of(PlanePair.of(thin, thin), 255).isEmpty());
    }
}
