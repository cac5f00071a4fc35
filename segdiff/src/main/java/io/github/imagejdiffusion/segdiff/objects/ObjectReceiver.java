package io.github.imagejdiffusion.segdiff.objects;

import java.util.function.DoubleUnaryOperator;

/** Is told the objects of one plane as they are found. Calls come from one thread. */
public interface ObjectReceiver {

    /**
     * The next rows of the label image, from the top, without gaps.
     *
     * @param rows whole rows, row-major: 0 background, 1..N objects; the receiver's to keep
     */
    void labels(int[] rows);

    /** One object, in order of id: before the last of its label rows. */
    void object(FoundObject object);

    /**
     * What each value of the image stands for, such as the optical density of a grey value; by default it is itself. Objects
     * are measured in it, pixel by pixel, and found by the stored values all the same.
     */
    default DoubleUnaryOperator intensity() {
        return DoubleUnaryOperator.identity();
    }

    /** Whether outlines are to be traced; false by default. */
    default boolean wantsOutlines() {
        return false;
    }
}
