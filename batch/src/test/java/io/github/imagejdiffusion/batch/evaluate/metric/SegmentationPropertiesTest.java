package io.github.imagejdiffusion.batch.evaluate.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold for every pair of label images. */
class SegmentationPropertiesTest {

    private static LabelImage random(Random random, int boxes) {
        Painting painting = new Painting(40, 30);
        for (int id = 1; id <= boxes; id++) {
            painting.box(id, random.nextInt(40), random.nextInt(30), 2 + random.nextInt(9), 2 + random.nextInt(9));
        }
        return painting.labels();
    }

    /** A few boxes of 2 x 1 against boxes of 1 x 1 and 2 x 2: full of pairs at exactly 0.5. */
    private static LabelImage tiles(Random random, int width, int height) {
        Painting painting = new Painting(40, 30);
        int id = 1;
        for (int y = 0; y < 30; y += height) {
            for (int x = 0; x < 40; x += width) {
                if (random.nextInt(4) > 0) {
                    painting.box(id++, x, y, width, height);
                }
            }
        }
        return painting.labels();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void idsDoNotMatter(int seed) {
        Random random = new Random(seed);
        LabelImage truth = random(random, 25);
        LabelImage prediction = random(random, 25);
        Scores before = new SegmentationMetrics(truth, prediction).scores();
        Scores after = new SegmentationMetrics(
                        Painting.relabelled(truth, id -> 16_777_216 - 3 * id),
                        Painting.relabelled(prediction, id -> (id * 7) % 29 + 1))
                .scores();
        for (Score score : Score.values()) {
            assertEquals(before.get(score), after.get(score), score.key());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void truthAndPredictionMayChangePlacesExceptForAji(int seed) {
        Random random = new Random(seed);
        LabelImage truth = random(random, 30);
        LabelImage prediction = random(random, 20);
        Scores there = new SegmentationMetrics(truth, prediction).scores();
        Scores back = new SegmentationMetrics(prediction, truth).scores();
        for (Score score : Score.values()) {
            if (score.kind() == Score.Kind.QUALITY && score != Score.AJI) {
                assertEquals(there.get(score).orElseThrow(), back.get(score).orElseThrow(), 1e-12, score.key());
            }
        }
        assertEquals(there.get(Score.OBJECTS_TRUTH), back.get(Score.OBJECTS_PREDICTED));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void anImageAgreesWithItselfAndPrecisionFallsWithTheThreshold(int seed) {
        Random random = new Random(seed);
        LabelImage truth = random(random, 30);
        Scores self = new SegmentationMetrics(truth, truth).scores();
        Scores other = new SegmentationMetrics(truth, random(random, 30)).scores();
        double previous = 1;
        for (Score score : Score.values()) {
            if (score.kind() == Score.Kind.QUALITY) {
                assertEquals(1, self.get(score).orElseThrow(), score.key());
                double value = other.get(score).orElseThrow();
                assertTrue(value >= 0 && value <= 1, score.key());
                if (score.compareTo(Score.AP50) >= 0 && score.compareTo(Score.AP90) <= 0) {
                    assertTrue(value <= previous, score.key());
                    previous = value;
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void greedyMatchingIsTheLargestThereIs(int seed) {
        Random random = new Random(seed);
        List<ObjectOverlaps> cases = List.of(
                ObjectOverlaps.of(tiles(random, 2, 1), tiles(random, 1, 1)),
                ObjectOverlaps.of(tiles(random, 2, 1), tiles(random, 2, 2)),
                ObjectOverlaps.of(tiles(random, 2, 2), tiles(random, 1, 2)),
                ObjectOverlaps.of(random(random, 40), random(random, 40)));
        for (ObjectOverlaps overlaps : cases) {
            for (double threshold : new double[] {0.5, 0.55, 0.75}) {
                assertEquals(
                        largestMatching(overlaps, threshold),
                        ObjectMatching.matches(overlaps, threshold),
                        "" + threshold);
            }
        }
        assertTrue(ObjectMatching.matches(cases.get(0), 0.5) > 50);
    }

    @Test
    void matchingRefusesThresholdsForWhichGreedIsNotEnough() {
        ObjectOverlaps overlaps = ObjectOverlaps.of(random(new Random(1), 3), random(new Random(2), 3));
        assertThrows(IllegalArgumentException.class, () -> ObjectMatching.matches(overlaps, 0.49));
        assertThrows(IllegalArgumentException.class, () -> ObjectMatching.matches(overlaps, Double.NaN));
    }

    /** Maximum bipartite matching by augmenting paths (Kuhn), for any threshold. */
    private static int largestMatching(ObjectOverlaps overlaps, double threshold) {
        List<List<Integer>> allowed = new ArrayList<>();
        for (int t = 0; t <= overlaps.truthCount(); t++) {
            allowed.add(new ArrayList<>());
        }
        overlaps.pairs().stream().filter(pair -> pair.iou() >= threshold).forEach(pair -> allowed.get(pair.truth())
                .add(pair.prediction()));
        int[] owner = new int[overlaps.predictionCount() + 1];
        int size = 0;
        for (int t = 1; t < allowed.size(); t++) {
            size += augment(t, allowed, owner, new boolean[owner.length]) ? 1 : 0;
        }
        return size;
    }

    private static boolean augment(int truth, List<List<Integer>> allowed, int[] owner, boolean[] visited) {
        for (int p : allowed.get(truth)) {
            if (!visited[p]) {
                visited[p] = true;
                if (owner[p] == 0 || augment(owner[p], allowed, owner, visited)) {
                    owner[p] = truth;
                    return true;
                }
            }
        }
        return false;
    }
}
