package io.github.imagejdiffusion.segdiff.objects;

/** The labels of all planes of an image, one plane after the other, each row-major. */
@FunctionalInterface
public interface LabelSource {

    /** Fills the array. @param from index of the first label */
    void read(long from, int[] labels);
}
