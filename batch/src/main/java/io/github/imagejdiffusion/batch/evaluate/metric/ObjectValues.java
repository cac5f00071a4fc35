package io.github.imagejdiffusion.batch.evaluate.metric;

/** Something known about every predicted object of a plane. */
public interface ObjectValues {

    /**
     * The value of one object; asked once for each object of a plane.
     *
     * @param label its label in the predicted image
     * @throws IllegalArgumentException if there is none
     */
    double of(int label);
}
