package io.github.imagejdiffusion.segdiff;

import io.github.imagejdiffusion.segdiff.objects.ObjectReceiver;

/**
 * Takes the result of one plane as it is made, from the top, so that the whole need not be in memory. Maps come first,
 * labels and objects lag behind; all are complete when the segmenting call returns. Calls come from the thread that
 * segments; what a sink throws ends the work and reaches the caller.
 */
public interface SegmentationSink extends ObjectReceiver {

    /**
     * What counts as dark: the image value that normalisation maps to 0. Told before all else, and only where the model
     * finds objects in one channel that are lighter than their ground; ignored by default.
     */
    default void background(double value) {}

    /** The next rows of the maps, without gaps. */
    void maps(MapRows rows);
}
