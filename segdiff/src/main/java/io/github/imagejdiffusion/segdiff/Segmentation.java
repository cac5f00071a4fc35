package io.github.imagejdiffusion.segdiff;

import io.github.imagejdiffusion.segdiff.objects.LabelPlane;
import io.github.imagejdiffusion.segdiff.objects.SegmentedObject;
import java.util.List;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.real.FloatType;

/**
 * The result for one plane, on the input's grid. Arrays are row-major (x fastest) and not copied.
 *
 * @param labels 0 background, 1..N objects in raster order of their seeds
 * @param probability of foreground, 0..1
 * @param uncertainty sqrt(p (1 - p)) of the mean probability, 0..0.5
 * @param spread standard deviation over runs and orientations, 0..0.5, of the distance map d as (d + 1) / 2, or of the
 *     probability where the model has no distance map; null unless {@link SegDiffOptions#spreadIsDefined}
 * @param objects one entry per label
 * @param scale magnification at which the network saw the image; 1 is the input's own grid
 */
public record Segmentation(
        LabelPlane labels,
        float[] probability,
        float[] uncertainty,
        float[] spread,
        List<SegmentedObject> objects,
        double scale) {

    /** Pixels in x. */
    public int width() {
        return labels.width();
    }

    /** Pixels in y. */
    public int height() {
        return labels.height();
    }

    /** The labels as an image (x, y) over the same array. */
    public ArrayImg<IntType, IntArray> labelImage() {
        return ArrayImgs.ints(labels.labels(), width(), height());
    }

    /** The probability as an image (x, y) over the same array. */
    public ArrayImg<FloatType, FloatArray> probabilityImage() {
        return ArrayImgs.floats(probability, width(), height());
    }
}
