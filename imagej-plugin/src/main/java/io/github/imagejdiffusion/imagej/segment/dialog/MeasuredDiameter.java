package io.github.imagejdiffusion.imagej.segment.dialog;

import io.github.imagejdiffusion.imagej.dialog.Numbers;
import io.github.imagejdiffusion.segdiff.DiameterEstimator;

/**
 * What the button {@code Estimate} found, and what it makes of that: the choice of {@code diameter=auto}, so that an image
 * whose objects the model is at home with is left as it is.
 *
 * @param estimate of the objects in view
 * @param fitting diameter by which {@code auto} scales, in pixels of the image
 * @param typical the model's, in pixels
 */
record MeasuredDiameter(DiameterEstimator.Estimate estimate, double fitting, double typical) {

    private static final double ROUNDING = 1e-6;

    private boolean isUsual() {
        return Math.abs(fitting / typical - 1) < ROUNDING;
    }

    /** For the field: 0 leaves the image as it is. */
    String field() {
        return isUsual() ? "0" : Numbers.show(fitting);
    }

    /** What was measured, and what the field's number does. */
    String text() {
        String measured = estimate.objects() + (estimate.objects() == 1 ? " object" : " objects") + " in view, median "
                + Numbers.show(estimate.diameter()) + " px: ";
        if (isUsual()) {
            return measured + "the model takes such as they are, so the image is not scaled (0).";
        }
        return measured + (fitting > typical ? "larger" : "smaller") + " than the model likes. With " + field()
                + " it sees them at " + Numbers.show(estimate.diameter() * typical / fitting) + " px.";
    }
}
