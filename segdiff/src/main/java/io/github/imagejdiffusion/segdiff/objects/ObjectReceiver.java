package io.github.imagejdiffusion.segdiff.objects;

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

    /** Whether outlines are to be traced; false by default. */
    default boolean wantsOutlines() {
        return false;
    }
}
