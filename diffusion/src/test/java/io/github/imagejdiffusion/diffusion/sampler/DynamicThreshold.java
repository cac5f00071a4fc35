package io.github.imagejdiffusion.diffusion.sampler;

import io.github.imagejdiffusion.diffusion.guide.GuideStep;
import io.github.imagejdiffusion.diffusion.guide.X0Guide;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.Arrays;

/** Imagen's dynamic thresholding, as an example of a guide on x0: per batch element, over all channels and pixels. */
record DynamicThreshold(double ratio, double maximum) implements X0Guide {

    @Override
    public void guide(Tensor x0, Tensor x, GuideStep step) {
        int length = x0.channels() * x0.planeSize();
        for (int n = 0; n < x0.batch(); n++) {
            int from = x0.offset(n, 0);
            double threshold = Math.min(maximum, Math.max(1, quantile(x0.data(), from, length)));
            for (int i = from; i < from + length; i++) {
                double clipped = Math.max(-threshold, Math.min(threshold, x0.data()[i]));
                x0.data()[i] = (float) (clipped / threshold);
            }
        }
    }

    private double quantile(float[] data, int from, int length) {
        float[] sorted = new float[length];
        for (int i = 0; i < length; i++) {
            sorted[i] = Math.abs(data[from + i]);
        }
        Arrays.sort(sorted);
        double position = ratio * (length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
