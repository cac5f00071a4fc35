package io.github.imagejdiffusion.superres.consistency;

import java.util.Arrays;
import net.imglib2.FinalInterval;

/** The record of a plane whose fine rows come from the top; holds no more of them than the blur needs. Not thread-safe. */
final class RecordStream {

    private final ForwardModel model;
    private final int width;
    private final long height;
    private float[] window = {};
    private long windowTop;
    private long done;

    /**
     * @param width of the fine plane
     * @param height of the fine plane
     */
    RecordStream(ForwardModel model, int width, long height) {
        this.model = model;
        this.width = width;
        this.height = height;
    }

    /** Takes the next whole rows. @return the coarse rows that are now complete, those after the ones of the call before */
    float[] add(float[] rows) {
        int held = window.length;
        window = Arrays.copyOf(window, Math.addExact(held, rows.length));
        System.arraycopy(rows, 0, window, held, rows.length);
        long end = windowTop + window.length / width;
        int factor = model.factor();
        long complete = end == height ? height / factor : Math.max(done, (end - model.reach()) / factor);
        if (complete == done) {
            return new float[0];
        }
        float[] record = model.record(
                window,
                windowTop,
                width,
                height,
                FinalInterval.createMinMax(0, done, width / factor - 1L, complete - 1));
        done = complete;
        long needed = Math.max(windowTop, done * factor - 2L * model.reach());
        window = Arrays.copyOfRange(window, (int) (needed - windowTop) * width, window.length);
        windowTop = needed;
        return record;
    }
}
