package io.github.imagejdiffusion.superres.consistency;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.camera.NoiseModel;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.paired.RestoredRows;
import java.util.Arrays;
import java.util.Random;
import net.imglib2.FinalInterval;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackProjectionTest {

    private static final int WIDTH = 96;
    private static final int HEIGHT = 120;
    private static final int FACTOR = 2;
    private static final double SIGMA = 0.6;
    private static final PercentileLimits LIMITS = new PercentileLimits(0, 100);

    @Test
    void bringsBackWhatIsMissing() {
        float[] record = record(fine());
        float[] before = wrong(fine());
        float[] after = projected(record, before, null, 16, HEIGHT * WIDTH);
        assertTrue(rms(record(after), record) < 0.1 * rms(record(before), record));
        assertTrue(rms(after, fine()) < 0.5 * rms(before, fine()), "and nearer to the truth");
    }

    @Test
    void stopsWhereNoiseExplainsTheRest() {
        float[] record = record(fine());
        float[] before = wrong(fine());
        double rest = rms(record(before), record);
        NoiseModel loud = new NoiseModel(0, 4 * rest * rest, 0, 0, 0, 100, 1);
        assertArrayEquals(before, projected(record, before, loud, 16, HEIGHT * WIDTH));
        NoiseModel faint = new NoiseModel(0, rest * rest / 4, 0, 0, 0, 100, 1);
        double left = rms(record(projected(record, before, faint, 16, HEIGHT * WIDTH)), record);
        assertTrue(left <= rest / 2 && left > rest / 50, "not further than asked: " + left + " of " + rest);
    }

    @Test
    void underNoiseThatHidesTheBlurNothingChanges() {
        Random random = new Random(3);
        float[] record = record(fine());
        for (int i = 0; i < record.length; i++) {
            record[i] += (float) (30 * random.nextGaussian());
        }
        float[] before = fine();
        assertArrayEquals(before, projected(record, before, null, 16, HEIGHT * WIDTH));
        assertArrayEquals(
                before,
                projected(record, before, null, Psf.given(SIGMA), 16, HEIGHT * WIDTH),
                "not even if it is known: nobody says where to stop");
    }

    @Test
    void theTrueWidthBringsBackMoreThanOneFittedToAWrongImage() {
        float[] record = record(fine());
        float[] before = smoothed(fine());
        float[] fitted = projected(record, before, null, Psf.FITTED, HEIGHT, HEIGHT * WIDTH);
        float[] given = projected(record, before, null, Psf.given(SIGMA), HEIGHT, HEIGHT * WIDTH);
        double rest = rms(given, fine());
        assertTrue(rest < 0.8 * rms(fitted, fine()), rest + " and " + rms(fitted, fine()));
    }

    /** As of a model that loses fine detail: the blur that is fitted to it is too narrow. */
    private static float[] smoothed(float[] fine) {
        return new ForwardModel(1, 0.7).record(fine, 0, WIDTH, HEIGHT, new FinalInterval(WIDTH, HEIGHT));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, HEIGHT})
    void resultsDoNotDependOnHowRowsCome(int rows) {
        float[] record = record(fine());
        float[] before = wrong(fine());
        int held = 40 * WIDTH;
        assertArrayEquals(projected(record, before, null, 5, held), projected(record, before, null, rows, held));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aBandIsAsTheWhole(int repetitions) {
        ForwardModel model = new ForwardModel(FACTOR, SIGMA);
        BackProjection projection = new BackProjection(model, Double.POSITIVE_INFINITY);
        float[] record = record(fine());
        float[] before = wrong(fine());
        FineBand whole = new FineBand(before.clone(), 0, WIDTH, HEIGHT);
        projection.repeat(whole, record, repetitions);
        int top = 10;
        int end = 110;
        FineBand band = new FineBand(Arrays.copyOfRange(before, top * WIDTH, end * WIDTH), top, WIDTH, HEIGHT);
        int coarse = WIDTH / FACTOR;
        float[] measured = Arrays.copyOfRange(record, band.firstKnown(model) * coarse, band.known(model) * coarse);
        projection.repeat(band, measured, repetitions);
        int reach = projection.reach(repetitions);
        assertTrue(end - top > 2 * reach, "something is left to compare");
        assertArrayEquals(
                Arrays.copyOfRange(whole.rows(), (top + reach) * WIDTH, (end - reach) * WIDTH),
                Arrays.copyOfRange(band.rows(), reach * WIDTH, (end - top - reach) * WIDTH));
    }

    @Test
    void saturatedPixelsMayStandForMore() {
        ForwardModel model = new ForwardModel(FACTOR, SIGMA);
        float[] fine = fine();
        float[] record = record(fine);
        float ceiling = 60;
        for (int i = 0; i < record.length; i++) {
            record[i] = Math.min(record[i], ceiling);
        }
        FineBand band = new FineBand(fine.clone(), 0, WIDTH, HEIGHT);
        new BackProjection(model, ceiling).repeat(band, record, 4);
        assertArrayEquals(fine, band.rows(), 1e-3f);
    }

    @Test
    void aTinyPlanePasses() {
        float[] record = {5, 7};
        BackProjectedRows[] rows = new BackProjectedRows[1];
        float[] out = new float[8];
        rows[0] = new BackProjectedRows(
                ArrayImgs.floats(record, 2, 1),
                FACTOR,
                LIMITS,
                null,
                Psf.FITTED,
                r -> System.arraycopy(r.values(), 0, out, 0, r.values().length));
        rows[0].rows(new RestoredRows(new float[] {5, 5, 7, 7, 5, 5, 7, 7}, null));
        assertEquals(6, (out[0] + out[1] + out[2] + out[3]) / 4, 0.5);
    }

    private static float[] projected(float[] record, float[] fine, NoiseModel noise, int rows, int held) {
        return projected(record, fine, noise, Psf.FITTED, rows, held);
    }

    private static float[] projected(float[] record, float[] fine, NoiseModel noise, Psf psf, int rows, int held) {
        float[] out = new float[fine.length];
        int[] at = {0};
        BackProjectedRows target = new BackProjectedRows(
                ArrayImgs.floats(record, WIDTH / FACTOR, HEIGHT / FACTOR),
                FACTOR,
                LIMITS,
                noise,
                psf,
                r -> {
                    System.arraycopy(r.values(), 0, out, at[0], r.values().length);
                    at[0] += r.values().length;
                },
                held);
        for (int y = 0; y < HEIGHT; y += rows) {
            int end = Math.min(HEIGHT, y + rows);
            target.rows(new RestoredRows(Arrays.copyOfRange(fine, y * WIDTH, end * WIDTH), null));
        }
        assertEquals(fine.length, at[0], "all rows came");
        return out;
    }

    /** Spots of two pixels' width on a ground. */
    private static float[] fine() {
        Random random = new Random(1);
        float[] fine = new float[WIDTH * HEIGHT];
        Arrays.fill(fine, 10);
        for (int spot = 0; spot < 150; spot++) {
            int cx = random.nextInt(WIDTH);
            int cy = random.nextInt(HEIGHT);
            float height = 20 + 60 * random.nextFloat();
            for (int y = Math.max(0, cy - 5); y < Math.min(HEIGHT, cy + 6); y++) {
                for (int x = Math.max(0, cx - 5); x < Math.min(WIDTH, cx + 6); x++) {
                    double r2 = Math.pow(x - cx, 2) + Math.pow(y - cy, 2);
                    fine[y * WIDTH + x] += (float) (height * Math.exp(-r2 / 4));
                }
            }
        }
        return fine;
    }

    private static float[] record(float[] fine) {
        return new ForwardModel(FACTOR, SIGMA)
                .record(fine, 0, WIDTH, HEIGHT, new FinalInterval(WIDTH / FACTOR, HEIGHT / FACTOR));
    }

    /** With an error that the record contradicts. */
    private static float[] wrong(float[] fine) {
        float[] wrong = fine.clone();
        for (int i = 0; i < wrong.length; i++) {
            wrong[i] += (float) (2 * Math.sin(i % WIDTH / 3.0) * Math.cos(i / WIDTH / 4.0));
        }
        return wrong;
    }

    private static double rms(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.pow(a[i] - b[i], 2);
        }
        return Math.sqrt(sum / a.length);
    }
}
