package io.github.imagejdiffusion.superres.consistency;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.camera.NoiseModel;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.paired.RestoredRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.imglib2.FinalInterval;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;

class ConsistencyCheckTest {

    private static final int WIDTH = 40;
    private static final int HEIGHT = 60;
    private static final int PIXELS = WIDTH * HEIGHT;
    private static final PercentileLimits LIMITS = new PercentileLimits(0, 200);

    /** White, of deviation 5. */
    private static final NoiseModel NOISE = new NoiseModel(0, 25, 25, 0, 0, 100, 1);

    private final float[] fine = structure();
    private final float[] seen = new ForwardModel(2, 0.6)
            .record(fine, 0, 2 * WIDTH, 2 * HEIGHT, FinalInterval.createMinMax(0, 0, WIDTH - 1, HEIGHT - 1));

    @Test
    void aResultThatExplainsAllIsExact() {
        ConsistencySummary summary = check(
                new ConsistencyCheck(2, WIDTH, null, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Psf.FITTED),
                seen,
                new ArrayList<>());
        assertEquals(0.6, summary.psfSigma(), 0.01);
        assertTrue(summary.psfKnown());
        assertEquals("fitted", summary.record().get("psf_source"));
        assertEquals(PIXELS, summary.pixels());
        assertEquals(0, summary.rmseOfRange(), 1e-3);
        assertTrue(summary.rmseInNoise().isEmpty());
        assertEquals("consistent with the data", summary.verdict());
    }

    @Test
    void whatIsLeftIsMeasuredByNoiseAndByRange() {
        Random random = new Random(1);
        float[] noisy = seen.clone();
        double squares = 0;
        for (int i = 0; i < PIXELS; i++) {
            double noise = 5 * random.nextGaussian();
            noisy[i] += (float) noise;
            squares += noise * noise;
        }
        double rmse = Math.sqrt(squares / PIXELS);
        List<float[]> residuals = new ArrayList<>();
        ConsistencySummary summary = check(
                new ConsistencyCheck(2, WIDTH, NOISE, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Psf.FITTED),
                noisy,
                residuals);
        assertEquals(rmse, summary.rmse(), 0.02);
        assertEquals(rmse / 200, summary.rmseOfRange(), 1e-4);
        assertEquals(rmse / 5, summary.rmseInNoise().getAsDouble(), 0.01);
        assertEquals("consistent with the data", summary.verdict());
        assertEquals(1, residuals.size());
        assertEquals((seen[77] - noisy[77]) / 5, residuals.get(0)[77], 0.1);
    }

    @Test
    void whatTheResultLeavesOutIsNoticed() {
        float[] more = seen.clone();
        for (int y = 10; y < 20; y++) {
            Arrays.fill(more, y * WIDTH + 10, y * WIDTH + 20, 250);
        }
        ConsistencySummary summary = check(
                new ConsistencyCheck(2, WIDTH, NOISE, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Psf.FITTED),
                more,
                new ArrayList<>());
        assertTrue(summary.verdict().startsWith("not consistent with the data: "), summary.verdict());
    }

    @Test
    void lessThanTheNoiseIsNoObjection() {
        float[] nearly = seen.clone();
        for (int i = 0; i < PIXELS; i += 2) {
            nearly[i] += 2;
        }
        ConsistencySummary summary = check(
                new ConsistencyCheck(2, WIDTH, NOISE, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Psf.FITTED),
                nearly,
                new ArrayList<>());
        assertTrue(summary.rmseOfRange() > 0.003);
        assertEquals("consistent with the data", summary.verdict());
    }

    @Test
    void withoutBlurTheModelIsTheBlockMean() {
        float[] means = new ForwardModel(2, 0)
                .record(fine, 0, 2 * WIDTH, 2 * HEIGHT, FinalInterval.createMinMax(0, 0, WIDTH - 1, HEIGHT - 1));
        ConsistencySummary summary = check(
                new ConsistencyCheck(2, WIDTH, NOISE, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Psf.NONE),
                means,
                new ArrayList<>());
        assertEquals(0, summary.psfSigma());
        assertEquals("none", summary.record().get("psf_source"));
        assertFalse(summary.psfKnown());
        assertEquals(0, summary.rmse());
    }

    @Test
    void aGivenWidthIsNotFitted() {
        ConsistencySummary right = check(given(0.6), seen, new ArrayList<>());
        assertEquals(0.6, right.psfSigma());
        assertTrue(right.psfKnown());
        assertEquals("given", right.record().get("psf_source"));
        assertEquals(0, right.rmse());
        ConsistencySummary wrong = check(given(0.8), seen, new ArrayList<>());
        assertEquals(0.8, wrong.psfSigma());
        assertTrue(wrong.rmse() > 1, "it is compared by what was given: " + wrong.rmse());
    }

    private static ConsistencyCheck given(double sigma) {
        return new ConsistencyCheck(
                2, WIDTH, NOISE, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Psf.given(sigma));
    }

    @Test
    void largePlanesAreFittedByTheirUpperPartAndComparedWhole() {
        ConsistencyCheck bounded = new ConsistencyCheck(
                2, WIDTH, NOISE, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Psf.FITTED, 4 * WIDTH * 20);
        List<float[]> parts = new ArrayList<>();
        ConsistencySummary summary = check(bounded, seen, parts);
        assertEquals(0.6, summary.psfSigma(), 0.02);
        assertEquals(PIXELS, summary.pixels());
        assertTrue(parts.size() > 1);
        assertEquals(PIXELS, parts.stream().mapToInt(part -> part.length).sum());
    }

    @Test
    void theEndsOfTheCamerasRangeDoNotCount() {
        float[] clipped = seen.clone();
        Arrays.fill(clipped, 0, 5 * WIDTH, 255);
        ConsistencySummary summary =
                check(new ConsistencyCheck(2, WIDTH, null, 0, 255, Psf.FITTED), clipped, new ArrayList<>());
        assertTrue(summary.pixels() <= PIXELS - 5 * WIDTH);
        assertEquals(0, summary.rmseOfRange(), 1e-3);
        ConsistencySummary none =
                check(new ConsistencyCheck(2, WIDTH, NOISE, 0, 255, Psf.FITTED), new float[PIXELS], new ArrayList<>());
        assertEquals("not judged: no pixel lies within the camera's range", none.verdict());
    }

    @Test
    void consistentRowsHaveTheMeansOfTheRecord() {
        float[] values = new float[0];
        float[][] collected = {values};
        ConsistentRows rows = new ConsistentRows(ArrayImgs.floats(seen, WIDTH, HEIGHT), 2, part -> {
            float[] joined = Arrays.copyOf(collected[0], collected[0].length + part.values().length);
            System.arraycopy(part.values(), 0, joined, collected[0].length, part.values().length);
            collected[0] = joined;
        });
        for (int y = 0; y < 2 * HEIGHT; y += 5) {
            int end = Math.min(2 * HEIGHT, y + 5);
            rows.rows(new RestoredRows(Arrays.copyOfRange(fine, y * 2 * WIDTH, end * 2 * WIDTH), null));
        }
        assertEquals(fine.length, collected[0].length);
        float[] means = new ForwardModel(2, 0)
                .record(
                        collected[0],
                        0,
                        2 * WIDTH,
                        2 * HEIGHT,
                        FinalInterval.createMinMax(0, 0, WIDTH - 1, HEIGHT - 1));
        assertArrayEquals(seen, means, 1e-4f);
        assertEquals(fine[1] - fine[0], collected[0][1] - collected[0][0], 1e-4);
    }

    /** In rows as blocks give them: of no particular number. */
    private ConsistencySummary check(ConsistencyCheck check, float[] record, List<float[]> residuals) {
        PlaneCheck plane = check.plane(ArrayImgs.floats(record, WIDTH, HEIGHT), LIMITS, residuals::add);
        for (int y = 0; y < 2 * HEIGHT; y += 7) {
            int end = Math.min(2 * HEIGHT, y + 7);
            plane.rows(Arrays.copyOfRange(fine, y * 2 * WIDTH, end * 2 * WIDTH));
        }
        return check.summary();
    }

    private static float[] structure() {
        Random random = new Random(3);
        float[] values = new float[4 * PIXELS];
        for (int i = 0; i < values.length; i++) {
            values[i] = 20 + 180 * random.nextFloat();
        }
        return values;
    }
}
