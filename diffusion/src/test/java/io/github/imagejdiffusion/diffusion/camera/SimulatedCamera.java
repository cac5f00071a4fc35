package io.github.imagejdiffusion.diffusion.camera;

import java.util.Arrays;
import java.util.Random;

/**
 * Takes noisy pictures of discs.
 *
 * @param gain grey values per photon
 * @param read standard deviation of the read noise, grey values
 * @param correlation of neighbours along x; along y it is half of that
 */
record SimulatedCamera(double gain, double read, double correlation) {

    /** Soft discs of several brightnesses between two grey values. */
    static float[] discs(int width, int height, double low, double high) {
        Random random = new Random(5);
        float[] scene = new float[width * height];
        for (int disc = 0; disc < width * height / 4000; disc++) {
            double x = random.nextDouble() * width;
            double y = random.nextDouble() * height;
            double radius = 8 + 20 * random.nextDouble();
            double brightness = 0.2 + 0.8 * random.nextDouble();
            for (int i = 0; i < scene.length; i++) {
                double distance = Math.hypot(i % width - x, i / width - y);
                double v = brightness / (1 + Math.exp((distance - radius) / 1.5));
                scene[i] = (float) Math.max(scene[i], v);
            }
        }
        for (int i = 0; i < scene.length; i++) {
            scene[i] = (float) (low + (high - low) * scene[i]);
        }
        return scene;
    }

    /** Soft spots of the size of small nuclei, each cut by tiles, on a flat ground. */
    static float[] spots(int side, double low, double high) {
        Random random = new Random(6);
        float[] scene = new float[side * side];
        for (int spot = 0; spot < side * side / 2500; spot++) {
            double x = random.nextDouble() * side;
            double y = random.nextDouble() * side;
            double brightness = 0.3 + 0.7 * random.nextDouble();
            for (int i = 0; i < scene.length; i++) {
                double v = brightness / (1 + Math.exp(Math.hypot(i % side - x, i / side - y) - 6));
                scene[i] = (float) Math.max(scene[i], v);
            }
        }
        for (int i = 0; i < scene.length; i++) {
            scene[i] = (float) (low + (high - low) * scene[i]);
        }
        return scene;
    }

    /**
     * Structure at every pixel, as fine as optics let through: white noise blurred by a Gaussian.
     *
     * @param width of the Gaussian, its deviation in pixels
     * @param deviation of the grey values around their mean
     */
    static float[] texture(int side, double width, double mean, double deviation) {
        Random random = new Random(8);
        double[] scene = random.doubles((long) side * side).map(v -> v - 0.5).toArray();
        double[] kernel = new double[13];
        for (int k = 0; k < kernel.length; k++) {
            kernel[k] = Math.exp(-0.5 * Math.pow((k - 6) / width, 2));
        }
        scene = blurred(blurred(scene, kernel, 1), kernel, side);
        double norm = deviation / Math.sqrt(Arrays.stream(scene).map(v -> v * v).sum() / scene.length);
        float[] out = new float[scene.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (mean + norm * scene[i]);
        }
        return out;
    }

    private static double[] blurred(double[] scene, double[] kernel, int step) {
        double[] out = new double[scene.length];
        for (int i = 0; i < out.length; i++) {
            for (int k = 0; k < kernel.length; k++) {
                out[i] += kernel[k] * scene[Math.floorMod(i + (k - kernel.length / 2) * step, scene.length)];
            }
        }
        return out;
    }

    float[] expose(float[] scene, int width, long seed) {
        Random random = new Random(seed);
        float[] noise = new float[scene.length];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) (gain * poisson(random, scene[i] / gain) + read * random.nextGaussian() - scene[i]);
        }
        noise = mixed(mixed(noise, weight(correlation), 1), weight(correlation / 2), width);
        for (int i = 0; i < noise.length; i++) {
            noise[i] += scene[i];
        }
        return noise;
    }

    /** Such that n(x) + w n(x-1) correlates with its neighbour by r = w / (1 + w^2). */
    private static double weight(double r) {
        return r == 0 ? 0 : (1 - Math.sqrt(1 - 4 * r * r)) / (2 * r);
    }

    private static float[] mixed(float[] noise, double weight, int step) {
        float[] out = new float[noise.length];
        for (int i = 0; i < out.length; i++) {
            float other = noise[Math.floorMod(i - step, noise.length)];
            out[i] = (float) ((noise[i] + weight * other) / Math.sqrt(1 + weight * weight));
        }
        return out;
    }

    private static double poisson(Random random, double mean) {
        if (mean > 60) {
            return Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }

    static float[] asBytes(float[] image) {
        float[] out = new float[image.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) Math.max(0, Math.min(255, Math.rint(image[i])));
        }
        return out;
    }
}
