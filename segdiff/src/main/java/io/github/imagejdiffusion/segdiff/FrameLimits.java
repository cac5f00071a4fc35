package io.github.imagejdiffusion.segdiff;

import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.planes.FrameStack;
import io.github.imagejdiffusion.diffusion.planes.PlaneSource;
import java.util.List;

/**
 * The normalisation of an image's time points, for those who need it more than once: an image is read for it from end to
 * end, up to twice. Keeps that of the last time point. Not thread-safe.
 */
public final class FrameLimits {

    private final SegDiff segDiff;
    private final PlaneSource whole;
    private int lastFrame = -1;
    private List<PercentileLimits> last;

    /** @param whole planes, which are read when asked for */
    public FrameLimits(SegDiff segDiff, PlaneSource whole) {
        this.segDiff = segDiff;
        this.whole = whole;
    }

    PlaneSource whole() {
        return whole;
    }

    /**
     * One entry per channel, over all z.
     *
     * @param frame from 0
     * @throws io.github.imagejdiffusion.diffusion.normalise.InvalidPixelException for NaN or infinite pixels
     */
    public List<PercentileLimits> of(int frame) {
        if (frame != lastFrame) {
            last = segDiff.limits(FrameStack.of(whole, frame));
            lastFrame = frame;
        }
        return last;
    }
}
