package io.github.imagejdiffusion.imagej.segment.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagejdiffusion.segdiff.DiameterEstimator.Estimate;
import org.junit.jupiter.api.Test;

/** What the person reads after the button Estimate; scale = typical / fitting. */
class MeasuredDiameterTest {

    @Test
    void usualObjectsLeaveTheImageAsItIs() {
        MeasuredDiameter found = new MeasuredDiameter(new Estimate(25.04, 31), 20 * (1 + 1e-15), 20);
        assertEquals("0", found.field());
        assertEquals(
                "31 objects in view, median 25 px: the model takes such as they are, so the image is not scaled (0).",
                found.text());
    }

    @Test
    void unusualOnesAreScaledJustFarEnough() {
        MeasuredDiameter large = new MeasuredDiameter(new Estimate(50, 31), 25, 20);
        assertEquals("25", large.field());
        assertEquals(
                "31 objects in view, median 50 px: larger than the model likes. With 25 it sees them at 40 px.",
                large.text());
        MeasuredDiameter small = new MeasuredDiameter(new Estimate(5, 1), 8.5, 20);
        assertEquals("8.5", small.field());
        assertEquals(
                "1 object in view, median 5 px: smaller than the model likes. With 8.5 it sees them at 11.8 px.",
                small.text());
    }
}
