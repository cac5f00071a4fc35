package io.github.imagejdiffusion.superres.consistency;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.imglib2.FinalInterval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardModelTest {

    private static final int FACTOR = 2;
    private static final int WIDTH = 20;
    private static final int HEIGHT = 14;

    @Test
    void withoutBlurItIsTheBlockMean() {
        float[] fine = random(WIDTH * HEIGHT, 1);
        float[] record = whole(new ForwardModel(FACTOR, 0), fine);
        for (int y = 0; y < HEIGHT / 2; y++) {
            for (int x = 0; x < WIDTH / 2; x++) {
                int at = 2 * y * WIDTH + 2 * x;
                assertEquals(
                        (fine[at] + fine[at + 1] + fine[at + WIDTH] + fine[at + WIDTH + 1]) / 4,
                        record[y * WIDTH / 2 + x],
                        1e-6);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.6, 1.2, 5})
    void constantsAreKept(double sigma) {
        float[] fine = new float[WIDTH * HEIGHT];
        Arrays.fill(fine, 123);
        float[] expected = new float[fine.length / 4];
        Arrays.fill(expected, 123);
        assertArrayEquals(expected, whole(new ForwardModel(FACTOR, sigma), fine), 1e-4f);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.6, 1.2})
    void itIsAGaussianOnTheFineGridThenTheMean(double sigma) {
        float[] fine = random(WIDTH * HEIGHT, 2);
        double[] blurred = blurred(fine, sigma * FACTOR);
        float[] record = whole(new ForwardModel(FACTOR, sigma), fine);
        for (int y = 0; y < HEIGHT / 2; y++) {
            for (int x = 0; x < WIDTH / 2; x++) {
                int at = 2 * y * WIDTH + 2 * x;
                double mean = (blurred[at] + blurred[at + 1] + blurred[at + WIDTH] + blurred[at + WIDTH + 1]) / 4;
                assertEquals(mean, record[y * WIDTH / 2 + x], 1e-5);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0,1", "0.6,1", "1.2,3", "0.6,14", "1.2,14"})
    void rowsThatComeOneAfterTheOtherMakeTheSame(double sigma, int rows) {
        float[] fine = random(WIDTH * HEIGHT, 3);
        ForwardModel model = new ForwardModel(FACTOR, sigma);
        RecordStream stream = new RecordStream(model, WIDTH, HEIGHT);
        float[] streamed = new float[fine.length / 4];
        int done = 0;
        for (int y = 0; y < HEIGHT; y += rows) {
            int end = Math.min(HEIGHT, y + rows);
            float[] part = stream.add(Arrays.copyOfRange(fine, y * WIDTH, end * WIDTH));
            System.arraycopy(part, 0, streamed, done, part.length);
            done += part.length;
        }
        assertEquals(streamed.length, done);
        assertArrayEquals(whole(model, fine), streamed);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.47, 0.6, 0.9, 1.15})
    void theBlurIsFound(double sigma) {
        float[] fine = random(96 * 80, 4);
        float[] record =
                new ForwardModel(FACTOR, sigma).record(fine, 0, 96, 80, FinalInterval.createMinMax(0, 0, 47, 39));
        ResolvedPart part = new ResolvedPart(FACTOR, 48, 40, record, fine);
        PsfFit fit = PsfFit.of(part, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
        assertEquals(sigma, fit.sigma(), 0.01);
        assertTrue(fit.determined());
    }

    @Test
    void theBlurIsFoundByTheUpperPartOfAPlane() {
        float[] fine = random(96 * 800, 5);
        float[] record =
                new ForwardModel(FACTOR, 0.7).record(fine, 0, 96, 800, FinalInterval.createMinMax(0, 0, 47, 399));
        ResolvedPart part =
                new ResolvedPart(FACTOR, 48, 400, Arrays.copyOf(record, 48 * 100), Arrays.copyOf(fine, 96 * 200));
        PsfFit fit = PsfFit.of(part, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
        assertEquals(0.7, fit.sigma(), 0.01);
    }

    @Test
    void whereNothingIsThereTheBlurIsNotKnown() {
        float[] noise = random(48 * 40, 6);
        ResolvedPart part = new ResolvedPart(FACTOR, 48, 40, noise, new float[96 * 80]);
        PsfFit fit = PsfFit.of(part, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
        assertTrue(!fit.determined() && fit.sigma() >= PsfFit.NARROWEST && fit.sigma() <= PsfFit.WIDEST);
        PsfFit saturated = PsfFit.of(part, 5, 6);
        assertTrue(!saturated.determined());
    }

    private static float[] whole(ForwardModel model, float[] fine) {
        return model.record(fine, 0, WIDTH, HEIGHT, FinalInterval.createMinMax(0, 0, WIDTH / 2 - 1, HEIGHT / 2 - 1));
    }

    /** By definition, in two dimensions at once. */
    private static double[] blurred(float[] fine, double sigma) {
        int reach = (int) (4 * sigma + 0.5);
        double[] out = new double[fine.length];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double sum = 0;
                double weights = 0;
                for (int j = -reach; j <= reach; j++) {
                    for (int i = -reach; i <= reach; i++) {
                        double w = Math.exp(-(i * i + j * j) / (2 * sigma * sigma));
                        sum += w * fine[mirrored(y + j, HEIGHT) * WIDTH + mirrored(x + i, WIDTH)];
                        weights += w;
                    }
                }
                out[y * WIDTH + x] = sum / weights;
            }
        }
        return out;
    }

    private static int mirrored(int i, int size) {
        int inside = i < 0 ? -1 - i : i;
        return inside >= size ? 2 * size - 1 - inside : inside;
    }

    private static float[] random(int size, long seed) {
        Random random = new Random(seed);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }
}
