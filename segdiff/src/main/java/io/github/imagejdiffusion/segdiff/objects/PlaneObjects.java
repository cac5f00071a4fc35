package io.github.imagejdiffusion.segdiff.objects;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The objects of one plane, taken as they are found, and what is dark there. Not thread-safe. */
public final class PlaneObjects {

    private final List<FoundObject> found = new ArrayList<>();
    private double background = Double.NaN;

    /** The next object, in order of label, from 1 without gaps. */
    public void add(FoundObject object) {
        found.add(object);
    }

    /** What an image value without any object is, in the units of {@link SegmentedObject#meanStored}. */
    public void background(double value) {
        background = value;
    }

    /** In order of label; a view. */
    public List<FoundObject> all() {
        return Collections.unmodifiableList(found);
    }

    /** Number of objects. */
    public int count() {
        return found.size();
    }

    /** How much brighter than the background each object is; NaN if the background is not known. */
    double[] brightness() {
        return found.stream()
                .mapToDouble(object -> object.measured().meanStored() - background)
                .toArray();
    }
}
