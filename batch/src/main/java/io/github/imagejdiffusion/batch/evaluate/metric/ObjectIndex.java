package io.github.imagejdiffusion.batch.evaluate.metric;

/** The objects of one plane, as {@link ObjectNumbers} numbers them, and which pixels they own. */
final class ObjectIndex {

    private final int[] objectOfPixel;
    private final long[] areas;
    private final int[] labels;

    private ObjectIndex(int[] objectOfPixel, ObjectNumbers numbers) {
        this.objectOfPixel = objectOfPixel;
        this.areas = numbers.areas();
        this.labels = numbers.labels();
    }

    static ObjectIndex of(LabelImage plane) {
        ObjectNumbers numbers = new ObjectNumbers();
        return new ObjectIndex(numbers.add(plane), numbers);
    }

    /** The value of every object; entry 0 (background) is unused. */
    double[] valuesOf(ObjectValues values) {
        double[] found = new double[areas.length];
        for (int object = 1; object < found.length; object++) {
            found[object] = values.of(labels[object]);
        }
        return found;
    }

    /** The mean of a map inside every object; entry 0 (background) is unused. */
    double[] meansOf(FloatMap map) {
        float[] values = map.values();
        double[] means = new double[areas.length];
        for (int i = 0; i < values.length; i++) {
            means[objectOfPixel[i]] += values[i];
        }
        means[0] = 0;
        for (int object = 1; object < means.length; object++) {
            means[object] /= areas[object];
        }
        return means;
    }
}
