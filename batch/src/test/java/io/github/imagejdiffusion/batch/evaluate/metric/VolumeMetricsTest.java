package io.github.imagejdiffusion.batch.evaluate.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Objects that go through planes. */
class VolumeMetricsTest {

    private static double score(VolumeMetrics metrics, Score score) {
        return metrics.scores().get(score).orElseThrow();
    }

    private static LabelImage box(int label, int left, int width) {
        return new Painting(20, 10).box(label, left, 0, width, 10).labels();
    }

    @Test
    void anObjectIsJudgedByAllItsPlanes() {
        VolumeMetrics metrics = new VolumeMetrics();
        metrics.add(box(3, 0, 10), box(9, 0, 10));
        metrics.add(box(3, 0, 10), box(9, 0, 5));
        // 100 + 50 of 200 pixels
        assertEquals(0.75, score(metrics, Score.IOU));
        assertEquals(1, score(metrics, Score.AP75));
        assertEquals(0, score(metrics, Score.AP80));
        assertEquals(0.75, score(metrics, Score.AJI));
        assertEquals(1, score(metrics, Score.OBJECTS_TRUTH));
        assertTrue(metrics.scores().get(Score.BOUNDARY_F).isEmpty(), "that is of planes");
    }

    @Test
    void anObjectThatChangesItsLabelIsTwo() {
        VolumeMetrics metrics = new VolumeMetrics();
        metrics.add(box(1, 0, 10), box(1, 0, 10));
        metrics.add(box(1, 0, 10), box(1, 0, 10));
        metrics.add(box(1, 0, 10), box(2, 0, 10));
        assertEquals(1, score(metrics, Score.DICE));
        assertEquals(2, score(metrics, Score.OBJECTS_PREDICTED));
        assertEquals(1, score(metrics, Score.OBJECTS_MATCHED));
        assertEquals(0.5, score(metrics, Score.AP50));
    }

    @Test
    void aVolumeOfOnePlaneScoresAsThatPlane() {
        Random random = new Random(5);
        Painting truth = new Painting(60, 40);
        Painting prediction = new Painting(60, 40);
        for (int i = 1; i < 30; i++) {
            truth.box(i, random.nextInt(60), random.nextInt(40), 8, 8);
            prediction.box(100 - i, random.nextInt(60), random.nextInt(40), 8, 8);
        }
        VolumeMetrics metrics = new VolumeMetrics();
        metrics.add(truth.labels(), prediction.labels());
        Scores plane = new SegmentationMetrics(truth.labels(), prediction.labels()).scores();
        for (Score score : Score.values()) {
            if (score != Score.BOUNDARY_F) {
                assertEquals(plane.get(score), metrics.scores().get(score), score.key());
            }
        }
    }

    @Test
    void emptyVolumesAreAllRightAndOneEmptyIsAllWrong() {
        LabelImage empty = new Painting(20, 10).labels();
        VolumeMetrics both = new VolumeMetrics();
        both.add(empty, empty);
        assertEquals(1, score(both, Score.AP50));
        assertEquals(1, score(both, Score.DICE));
        VolumeMetrics one = new VolumeMetrics();
        one.add(empty, empty);
        one.add(box(1, 0, 3), empty);
        assertEquals(0, score(one, Score.AP50));
        assertEquals(0, score(one, Score.PQ));
    }

    @Test
    void planesOfTwoSizesAreRefused() {
        VolumeMetrics metrics = new VolumeMetrics();
        LabelImage wide = new Painting(21, 10).labels();
        assertThrows(IllegalArgumentException.class, () -> metrics.add(wide, box(1, 0, 3)));
    }
}
