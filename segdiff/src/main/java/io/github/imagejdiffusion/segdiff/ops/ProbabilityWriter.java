package io.github.imagejdiffusion.segdiff.ops;

import io.github.imagejdiffusion.segdiff.MapRows;
import io.github.imagejdiffusion.segdiff.SegmentationSink;
import io.github.imagejdiffusion.segdiff.objects.FoundObject;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/** Writes the probability of one plane into an image as it is made. */
final class ProbabilityWriter implements SegmentationSink {

    private final Cursor<FloatType> target;

    /** @param target (x, y), of the plane's size */
    ProbabilityWriter(RandomAccessibleInterval<FloatType> target) {
        this.target = Views.flatIterable(target).cursor();
    }

    @Override
    public void maps(MapRows rows) {
        for (float p : rows.probability()) {
            target.next().set(p);
        }
    }

    @Override
    public void labels(int[] rows) {}

    @Override
    public void object(FoundObject object) {}
}
