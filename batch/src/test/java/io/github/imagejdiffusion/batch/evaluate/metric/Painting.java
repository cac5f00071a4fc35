package io.github.imagejdiffusion.batch.evaluate.metric;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** Paints rectangles of labels; later ones cover earlier ones, parts outside the plane are cut off. */
public final class Painting {

    private final int width;
    private final int height;
    private final int[] labels;

    public Painting(int width, int height) {
        this.width = width;
        this.height = height;
        this.labels = new int[width * height];
    }

    public Painting box(int label, int left, int top, int boxWidth, int boxHeight) {
        for (int y = Math.max(top, 0); y < Math.min(top + boxHeight, height); y++) {
            for (int x = Math.max(left, 0); x < Math.min(left + boxWidth, width); x++) {
                labels[y * width + x] = label;
            }
        }
        return this;
    }

    public LabelImage labels() {
        return new LabelImage(width, height, labels.clone());
    }

    /** The same objects under other ids. */
    public static LabelImage relabelled(LabelImage image, IntUnaryOperator id) {
        int[] labels = new int[image.labels().length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = image.labels()[i] == 0 ? 0 : id.applyAsInt(image.labels()[i]);
        }
        return new LabelImage(image.width(), image.height(), labels);
    }

    public static FloatMap constant(LabelImage like, float value) {
        float[] values = new float[like.labels().length];
        Arrays.fill(values, value);
        return new FloatMap(like.width(), like.height(), values);
    }
}
