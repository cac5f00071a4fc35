package io.github.imagejdiffusion.batch.evaluate.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AurocTest {

    private static ObjectSample poor(double uncertainty) {
        return new ObjectSample(uncertainty, true);
    }

    private static ObjectSample good(double uncertainty) {
        return new ObjectSample(uncertainty, false);
    }

    private static double area(ObjectSample... samples) {
        return Auroc.of(List.of(samples)).orElseThrow();
    }

    @Test
    void oneIfEveryPoorObjectIsMoreUncertain() {
        assertEquals(1, area(good(0.1), poor(0.3), good(0.2), poor(0.4)));
    }

    @Test
    void zeroIfEveryPoorObjectIsLessUncertain() {
        assertEquals(0, area(good(0.3), poor(0.1), good(0.4), poor(0.2)));
    }

    @Test
    void halfIfAllAreEqual() {
        assertEquals(0.5, area(good(0.2), poor(0.2), good(0.2), poor(0.2), poor(0.2)));
    }

    @Test
    void tiesCountHalf() {
        // pairs: (2, 1) won, (2, 2) tied, (3, 1) and (3, 2) won
        assertEquals(3.5 / 4, area(good(1), good(2), poor(2), poor(3)));
    }

    @Test
    void undefinedWithOneClassOnly() {
        assertTrue(Auroc.of(List.of(good(0.1), good(0.2))).isEmpty());
        assertTrue(Auroc.of(List.of(poor(0.1))).isEmpty());
        assertTrue(Auroc.of(List.of()).isEmpty());
    }

    @Test
    void equalsTheShareOfPairsWon() {
        Random random = new Random(3);
        List<ObjectSample> samples = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            samples.add(new ObjectSample(random.nextInt(20), random.nextInt(3) == 0));
        }
        double won = 0;
        int pairs = 0;
        for (ObjectSample a : samples) {
            for (ObjectSample b : samples) {
                if (a.poor() && !b.poor()) {
                    won += a.uncertainty() > b.uncertainty() ? 1 : a.uncertainty() == b.uncertainty() ? 0.5 : 0;
                    pairs++;
                }
            }
        }
        assertEquals(won / pairs, Auroc.of(samples).orElseThrow(), 1e-12);
    }

    @Test
    void objectsCarryTheirMeanUncertaintyAndTheirFate() {
        LabelImage truth = new Painting(8, 1).box(1, 0, 0, 4, 1).labels();
        // half of the truth exactly (not below 0.5), a quarter of it, and nothing at all
        LabelImage prediction = new Painting(8, 1)
                .box(7, 0, 0, 2, 1)
                .box(3, 3, 0, 1, 1)
                .box(5, 6, 0, 2, 1)
                .labels();
        FloatMap map = new FloatMap(8, 1, new float[] {0.25f, 0.75f, 9, 0.125f, 9, 9, 1, 2});
        assertEquals(
                List.of(good(0.5), poor(0.125), poor(1.5)),
                new SegmentationMetrics(truth, prediction).objectSamples(map));
    }
}
