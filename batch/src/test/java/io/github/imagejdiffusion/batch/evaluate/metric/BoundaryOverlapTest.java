package io.github.imagejdiffusion.batch.evaluate.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Closed forms; the same numbers as Python has are asked for by SegmentationGoldenTest. */
class BoundaryOverlapTest {

    private static double f(Painting truth, Painting prediction) {
        return BoundaryOverlap.of(truth.labels(), prediction.labels()).fScore();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1", "2, 0, 1", "0, -2, 1", "1, 1, 1", "2, 1, 0", "3, 0, 0"})
    void aPointIsFoundWithinTwoPixels(int dx, int dy, double expected) {
        Painting truth = new Painting(20, 20).box(1, 10, 10, 1, 1);
        assertEquals(expected, f(truth, new Painting(20, 20).box(1, 10 + dx, 10 + dy, 1, 1)));
    }

    @Test
    void harmonicMeanOfPrecisionAndRecall() {
        Painting truth = new Painting(40, 1).box(1, 10, 0, 1, 1);
        Painting prediction =
                new Painting(40, 1).box(1, 12, 0, 1, 1).box(1, 20, 0, 1, 1).box(1, 30, 0, 1, 1);
        assertEquals(0.5, f(truth, prediction), 1e-15);
        assertEquals(0.5, f(prediction, truth), 1e-15);
    }

    @Test
    void outlinesAreThoseOfTheForeground() {
        Painting one = new Painting(20, 20).box(1, 5, 5, 10, 10);
        Painting two = new Painting(20, 20).box(1, 5, 5, 5, 10).box(2, 10, 5, 5, 10);
        BoundaryOverlap overlap = BoundaryOverlap.of(one.labels(), two.labels());
        assertEquals(new BoundaryOverlap(36, 36, 36, 36, true), overlap);
        // the hole's outline is one more
        Painting holed = new Painting(20, 20).box(1, 5, 5, 10, 10).box(0, 9, 9, 1, 1);
        assertEquals(40, BoundaryOverlap.of(holed.labels(), one.labels()).truth());
    }

    @Test
    void theBorderOfTheImageIsNoOutline() {
        Painting left = new Painting(20, 10).box(1, 0, 0, 8, 10);
        assertEquals(10, BoundaryOverlap.of(left.labels(), left.labels()).truth());
    }

    @Test
    void withoutOutlinesAllPixelsMustAgree() {
        Painting none = new Painting(5, 4);
        Painting all = new Painting(5, 4).box(1, 0, 0, 5, 4);
        Painting some = new Painting(5, 4).box(1, 2, 2, 1, 1);
        assertEquals(1, f(none, none));
        assertEquals(1, f(all, all));
        assertEquals(0, f(none, all));
        assertEquals(0, f(some, all));
        assertEquals(0, f(none, some));
    }

    @Test
    void refusesPlanesOfDifferentSize() {
        LabelImage wide = new Painting(5, 4).labels();
        LabelImage tall = new Painting(4, 5).labels();
        assertThrows(IllegalArgumentException.class, () -> BoundaryOverlap.of(wide, tall));
    }
}
