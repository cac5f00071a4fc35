package io.github.imagejdiffusion.batch.evaluate.image;

import io.github.imagejdiffusion.batch.evaluate.metric.FloatMap;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** Small images whose scores are known. */
public final class Pictures {

    private Pictures() {}

    /** White noise, mean 100, standard deviation 10. */
    public static FloatMap noise(int width, int height, long seed) {
        Random random = new Random(seed);
        float[] values = new float[width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (100 + 10 * random.nextGaussian());
        }
        return new FloatMap(width, height, values);
    }

    public static FloatMap constant(int width, int height, float value) {
        return mapped(new FloatMap(width, height, new float[width * height]), pixel -> value);
    }

    /** Every pixel changed alike. */
    public static FloatMap mapped(FloatMap plane, DoubleUnaryOperator change) {
        float[] values = new float[plane.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) change.applyAsDouble(plane.values()[i]);
        }
        return new FloatMap(plane.width(), plane.height(), values);
    }

    /** The sum of two planes. */
    static FloatMap sum(FloatMap one, FloatMap other) {
        float[] values = new float[one.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = one.values()[i] + other.values()[i];
        }
        return new FloatMap(one.width(), one.height(), values);
    }

    /** Without any frequency above the given one, in cycles per pixel. */
    static FloatMap lowPassed(FloatMap plane, double cutOff) {
        int width = plane.width();
        int height = plane.height();
        double[] re = new double[width * height];
        double[] im = new double[re.length];
        for (int i = 0; i < re.length; i++) {
            re[i] = plane.values()[i];
        }
        FourierTransform.ofPlane(width, height, re, im);
        for (int i = 0; i < re.length; i++) {
            double u = Math.min(i % width, width - i % width) / (double) width;
            double v = Math.min(i / width, height - i / width) / (double) height;
            if (Math.hypot(u, v) > cutOff) {
                re[i] = 0;
                im[i] = 0;
            }
        }
        FourierTransform.ofPlane(width, height, im, re);
        float[] values = new float[re.length];
        for (int i = 0; i < re.length; i++) {
            values[i] = (float) (re[i] / re.length);
        }
        return new FloatMap(width, height, values);
    }
}
