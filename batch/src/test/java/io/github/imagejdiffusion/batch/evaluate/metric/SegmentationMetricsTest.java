package io.github.imagejdiffusion.batch.evaluate.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Closed forms: pictures small enough to count by hand. */
class SegmentationMetricsTest {

    private static final double EXACT = 1e-15;

    private static Scores scores(Painting truth, Painting prediction) {
        return new SegmentationMetrics(truth.labels(), prediction.labels()).scores();
    }

    private static void assertScore(double expected, Scores scores, Score score) {
        assertEquals(expected, scores.get(score).orElseThrow(), EXACT, score.key());
    }

    @ParameterizedTest
    @EnumSource(Score.class)
    void twoEmptyImagesAgreePerfectly(Score score) {
        Scores scores = scores(new Painting(5, 4), new Painting(5, 4));
        if (score.kind() == Score.Kind.QUALITY) {
            assertScore(1, scores, score);
        } else if (score.kind() == Score.Kind.COUNT) {
            assertScore(0, scores, score);
        } else {
            assertTrue(scores.get(score).isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Score.class,
            mode = EnumSource.Mode.MATCH_ANY,
            names = {"DICE", "IOU", "AP.*", ".Q", "AJI", "BOUNDARY_F"})
    void oneEmptyImageScoresZero(Score score) {
        Painting something = new Painting(5, 4).box(3, 1, 1, 2, 2);
        assertScore(0, scores(something, new Painting(5, 4)), score);
        assertScore(0, scores(new Painting(5, 4), something), score);
    }

    @Test
    void squareShiftedByOneOfTen() {
        Scores scores = scores(new Painting(30, 30).box(1, 5, 5, 10, 10), new Painting(30, 30).box(1, 6, 5, 10, 10));
        double iou = 90 / 110.0;
        assertScore(0.9, scores, Score.DICE);
        assertScore(iou, scores, Score.IOU);
        assertScore(1, scores, Score.AP80);
        assertScore(0, scores, Score.AP85);
        assertScore(7 / 9.0, scores, Score.AP_MEAN);
        assertScore(iou, scores, Score.PQ);
        assertScore(iou, scores, Score.SQ);
        assertScore(1, scores, Score.RQ);
        assertScore(iou, scores, Score.AJI);
    }

    @Test
    void thresholdsIncludeExactlyTheirIou() {
        // 6 of 10 pixels: IoU 0.6
        Scores scores = scores(new Painting(10, 1).box(1, 0, 0, 10, 1), new Painting(10, 1).box(1, 0, 0, 6, 1));
        assertScore(1, scores, Score.AP60);
        assertScore(0, scores, Score.AP65);
    }

    @Test
    void objectSplitIntoTwoHalvesMatchesOneOfThem() {
        Painting whole = new Painting(8, 4).box(1, 0, 0, 8, 4);
        Painting halves = new Painting(8, 4).box(1, 0, 0, 4, 4).box(2, 4, 0, 4, 4);
        Scores split = scores(whole, halves);
        assertScore(1, split, Score.DICE);
        assertScore(1 / 2.0, split, Score.AP50);
        assertScore(0, split, Score.AP55);
        assertScore(1, split, Score.OBJECTS_MATCHED);
        // PQ asks for more than one half
        assertScore(0, split, Score.PQ);
        assertScore(0, split, Score.SQ);
        // the whole takes one half (16 / 32), the other half adds 16 to the union
        assertScore(16 / 48.0, split, Score.AJI);

        Scores merged = scores(halves, whole);
        assertScore(1 / 2.0, merged, Score.AP50);
        // both halves take the same prediction: 2 * 16 / (2 * 32)
        assertScore(0.5, merged, Score.AJI);
    }

    @Test
    void unequalSplitCountsTheLargerPart() {
        Painting whole = new Painting(10, 10).box(9, 0, 0, 10, 10);
        Painting parts = new Painting(10, 10).box(4, 0, 0, 7, 10).box(2, 7, 0, 3, 10);
        Scores scores = scores(whole, parts);
        assertScore(1 / 2.0, scores, Score.AP70);
        assertScore(0, scores, Score.AP75);
        assertScore(0.7, scores, Score.SQ);
        assertScore(2 / 3.0, scores, Score.RQ);
        assertScore(70 / 130.0, scores, Score.AJI);
    }

    @Test
    void touchingObjectsStayApartAndIdsMayHaveGaps() {
        Painting truth = new Painting(20, 10).box(5, 0, 0, 10, 10).box(16_777_216, 10, 0, 10, 10);
        Scores same = scores(truth, new Painting(20, 10).box(900, 0, 0, 10, 10).box(2, 10, 0, 10, 10));
        assertScore(1, same, Score.AP90);
        assertScore(1, same, Score.AJI);
        assertScore(2, same, Score.OBJECTS_PREDICTED);
        Scores merged = scores(truth, new Painting(20, 10).box(1, 0, 0, 20, 10));
        assertScore(1, merged, Score.DICE);
        assertScore(0.5, merged, Score.AP50);
        assertScore(0, merged, Score.AP55);
    }

    @Test
    void oneIdInTwoPlacesIsOneObject() {
        Scores scores =
                scores(new Painting(9, 1).box(1, 0, 0, 3, 1).box(1, 6, 0, 3, 1), new Painting(9, 1).box(1, 0, 0, 3, 1));
        assertScore(1, scores, Score.OBJECTS_TRUTH);
        assertScore(0.5, scores, Score.AJI);
        assertScore(1, scores, Score.AP50);
    }

    @Test
    void aggregatedJaccardByHand() {
        // truth A = 0..9, B = 10..13, C = 20..24; prediction P = 2..11 (takes A: 8/12, B: 2/12), Q = 30..32 (unused)
        Painting truth =
                new Painting(40, 1).box(1, 0, 0, 10, 1).box(2, 10, 0, 4, 1).box(3, 20, 0, 5, 1);
        Painting prediction = new Painting(40, 1).box(1, 2, 0, 10, 1).box(2, 30, 0, 3, 1);
        // intersections 8 + 2; unions 12 (A, P) + 12 (B, P) + 5 (C alone) + 3 (Q unused)
        assertScore(10 / 32.0, scores(truth, prediction), Score.AJI);
    }

    @Test
    void planesOfDifferentSizeAreRefused() {
        LabelImage wide = new Painting(4, 2).labels();
        LabelImage tall = new Painting(2, 4).labels();
        assertThrows(IllegalArgumentException.class, () -> new SegmentationMetrics(wide, tall));
        SegmentationMetrics metrics = new SegmentationMetrics(wide, wide);
        FloatMap map = Painting.constant(tall, 0.5f);
        assertThrows(IllegalArgumentException.class, () -> metrics.calibration(map));
        assertThrows(IllegalArgumentException.class, () -> metrics.objectSamples(map));
    }

    @Test
    void labelImageChecksItsArray() {
        assertThrows(IllegalArgumentException.class, () -> new LabelImage(2, 2, new int[3]));
        assertThrows(IllegalArgumentException.class, () -> new LabelImage(0, 2, new int[0]));
        assertThrows(IllegalArgumentException.class, () -> new LabelImage(1, 1, new int[] {-1}));
        assertThrows(IllegalArgumentException.class, () -> new FloatMap(2, 2, new float[5]));
    }
}
