package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.batch.evaluate.metric.FloatMap;
import io.github.imagejdiffusion.batch.evaluate.metric.LabelImage;
import java.io.IOException;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/** Copies a 2-D image (x, y) of any real type into the plain arrays of the metrics. */
final class PlanePixels {

    /** Largest label id: up to here a 32-bit float holds every whole number. */
    static final int HIGHEST_LABEL = 1 << 24;

    private PlanePixels() {}

    /** @throws IOException if a value is not a whole number from 0 to {@value #HIGHEST_LABEL} */
    static LabelImage labels(RandomAccessibleInterval<? extends RealType<?>> plane) throws IOException {
        int width = width(plane);
        int[] labels = new int[area(plane)];
        int i = 0;
        for (RealType<?> pixel : Views.flatIterable(plane)) {
            double value = pixel.getRealDouble();
            int label = (int) value;
            if (label != value || label < 0 || label > HIGHEST_LABEL) {
                throw new IOException("value " + value + " at x=" + i % width + ", y=" + i / width
                        + " is no label; labels are whole numbers from 0 to " + HIGHEST_LABEL);
            }
            labels[i++] = label;
        }
        return new LabelImage(width, labels.length / width, labels);
    }

    static FloatMap map(RandomAccessibleInterval<? extends RealType<?>> plane) {
        float[] values = new float[area(plane)];
        int i = 0;
        for (RealType<?> pixel : Views.flatIterable(plane)) {
            values[i++] = pixel.getRealFloat();
        }
        return new FloatMap(width(plane), values.length / width(plane), values);
    }

    private static int width(RandomAccessibleInterval<?> plane) {
        return (int) plane.dimension(0);
    }

    private static int area(RandomAccessibleInterval<?> plane) {
        return Math.toIntExact(plane.dimension(0) * plane.dimension(1));
    }
}
