package io.github.imagejdiffusion.segdiff.objects;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/** Measures the objects of one plane. Sums are in double, in raster order. */
final class ObjectMeasurer {

    private final ObjectPixels pixels;
    private final int width;
    private final float[] stored;
    private final DoubleUnaryOperator intensity;
    private final float[] probability;

    /**
     * @param pixels of the objects
     * @param width of the plane
     * @param stored input image on the labels' grid
     * @param intensity what its values stand for
     * @param probability 0..1
     */
    ObjectMeasurer(ObjectPixels pixels, int width, float[] stored, DoubleUnaryOperator intensity, float[] probability) {
        this.pixels = pixels;
        this.width = width;
        this.stored = stored;
        this.intensity = intensity;
        this.probability = probability;
    }

    /**
     * Measures all objects.
     *
     * @param uncertainty 0..1, entry i is that of label i + 1, see {@link ObjectUncertainty}
     * @param spread likewise, see {@link ObjectSpread}; or null
     * @return one entry per label, in order of id
     */
    List<SegmentedObject> measure(double[] uncertainty, double[] spread) {
        SegmentedObject[] objects = new SegmentedObject[pixels.count()];
        pixels.forEachLabel(label -> objects[label - 1] = measure(
                label,
                uncertainty[label - 1],
                spread == null ? OptionalDouble.empty() : OptionalDouble.of(spread[label - 1])));
        return Arrays.asList(objects);
    }

    private SegmentedObject measure(int label, double uncertainty, OptionalDouble spread) {
        double x = 0;
        double y = 0;
        double values = 0;
        double light = 0;
        double p = 0;
        double doubt = 0;
        for (int at = pixels.first(label); at < pixels.end(label); at++) {
            int i = pixels.pixel(at);
            x += i % width + 0.5;
            y += i / width + 0.5;
            values += stored[i];
            light += intensity.applyAsDouble(stored[i]);
            p += probability[i];
            doubt += Uncertainty.of(probability[i]);
        }
        long area = pixels.end(label) - pixels.first(label);
        double a = area;
        return new SegmentedObject(
                label, x / a, y / a, area, values / a, light / a, p / a, doubt / a, uncertainty, spread);
    }
}
