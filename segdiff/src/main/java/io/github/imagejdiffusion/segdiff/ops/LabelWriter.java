package io.github.imagejdiffusion.segdiff.ops;

import io.github.imagejdiffusion.segdiff.MapRows;
import io.github.imagejdiffusion.segdiff.SegmentationSink;
import io.github.imagejdiffusion.segdiff.objects.FoundObject;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.view.Views;

/** Writes the labels of one plane into an image as they are made. */
final class LabelWriter implements SegmentationSink {

    private final Cursor<IntType> target;
    private final int idsBefore;
    private int highestId;

    /**
     * For one plane.
     *
     * @param target (x, y), of the plane's size, all 0
     * @param idsBefore of the planes before: this plane's ids follow
     */
    LabelWriter(RandomAccessibleInterval<IntType> target, int idsBefore) {
        this.target = Views.flatIterable(target).cursor();
        this.idsBefore = idsBefore;
        this.highestId = idsBefore;
    }

    /** Of this plane and those before. */
    int highestId() {
        return highestId;
    }

    @Override
    public void maps(MapRows rows) {}

    @Override
    public void labels(int[] rows) {
        for (int label : rows) {
            target.fwd();
            if (label > 0) {
                int id = Math.addExact(idsBefore, label);
                target.get().set(id);
                highestId = Math.max(highestId, id);
            }
        }
    }

    @Override
    public void object(FoundObject object) {}
}
