package io.github.imagejdiffusion.segdiff;

import io.github.imagejdiffusion.segdiff.objects.ObjectReceiver;

/**
 * Takes the result of one plane as it is made, from the top, so that the whole need not be in memory. Maps come first,
 * labels and objects lag behind; all are complete when the segmenting call returns. Calls come from the thread that
 * segments; what a sink throws ends the work and reaches the caller.
 */
public interface SegmentationSink extends ObjectReceiver {

    /** The next rows of the maps, without gaps. */
    void maps(MapRows rows);
}
