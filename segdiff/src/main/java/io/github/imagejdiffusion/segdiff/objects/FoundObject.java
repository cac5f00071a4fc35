package io.github.imagejdiffusion.segdiff.objects;

import io.github.imagejdiffusion.segdiff.objects.OutlineTracer.Outline;

/**
 * An object and where it is.
 *
 * @param measured on the plane's grid
 * @param seedX x of the pixel it grew from, from 0
 * @param seedY y likewise
 * @param outline its outer outline, or null unless {@link ObjectReceiver#wantsOutlines}
 */
public record FoundObject(SegmentedObject measured, int seedX, int seedY, Outline outline) {

    /** The same object under another label. */
    FoundObject withId(int id) {
        return new FoundObject(
                measured.withId(id), seedX, seedY, outline == null ? null : new Outline(id, outline.x(), outline.y()));
    }

    /** The same object in a plane whose origin lies elsewhere: that many pixels to the left, and above. */
    public FoundObject movedBy(int x, int y) {
        return new FoundObject(
                measured.shifted(x, y), seedX + x, seedY + y, outline == null ? null : outline.shifted(x, y));
    }
}
