package io.github.imagejdiffusion.segdiff.objects;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Joins objects that were found slice by slice into volumes, by their overlap along z.
 *
 * <ol>
 *   <li>An object of a slice and one of the next are joined if their intersection over union is at least a threshold and
 *       each is the other's best partner; among equals the smaller label. The measure and the default of 0.25 are those
 *       of Cellpose ({@code stitch3D} with its {@code stitch_threshold}; Stringer et al. 2021, Nature Methods 18,
 *       100-106, https://doi.org/10.1038/s41592-020-01018-x). There, an object whose best partner went to another may be
 *       joined to its second best; here it is not.
 *   <li>What ends in a slice and what begins two slices later are joined likewise: an object may be missed once, or have
 *       been taken for a part of its neighbour.
 *   <li>Where a volume dims between two brighter parts, two objects lie on top of each other, and it is cut, see
 *       {@link DimCuts}. That needs the brightness of the objects. Where most objects of a slice dim, it is the slice,
 *       see {@link DarkPlanes}.
 * </ol>
 *
 * <p>So an object has at most one continuation in each direction, and a volume never has two objects in one slice.
 *
 * <pre>{@code
 * SliceLinker linker = new SliceLinker(SliceLinker.DEFAULT_MIN_OVERLAP);
 * for (LabelPlane plane : slices) {
 *     linker.plane(plane.count());
 *     linker.rows(twoBefore, before, plane.labels()); // null where there is none; whole planes, or a few rows at a time
 *     twoBefore = before;
 *     before = plane.labels();
 * }
 * LinkedLabels volumes = linker.finish();
 * }</pre>
 *
 * <p>Keeps no pixels: memory is proportional to the number of objects, and of pairs that overlap within three slices. Not
 * thread-safe. Deterministic: how planes are cut into rows does not matter.
 */
public final class SliceLinker {

    /** As Cellpose has it. */
    public static final double DEFAULT_MIN_OVERLAP = 0.25;

    /** Slices in which an object may be missing. */
    public static final int MOST_MISSED = 1;

    /** A section darker than this share of both sides parts two objects. */
    public static final double DIM = 0.85;

    private final double minOverlap;
    private final List<LinkedSlice> slices = new ArrayList<>();
    private OverlapTable overlaps;
    private OverlapTable acrossOne;
    private long refused;
    private boolean finished;

    /**
     * @param minOverlap smallest intersection over union, above 0 and at most 1
     * @throws IllegalArgumentException if it is out of range
     */
    public SliceLinker(double minOverlap) {
        if (!(minOverlap > 0 && minOverlap <= 1)) {
            throw new IllegalArgumentException(
                    "the overlap of linked objects must be above 0 and at most 1, but is " + minOverlap);
        }
        this.minOverlap = minOverlap;
    }

    /**
     * Begins the next slice, the brightness of whose objects is not known: they are not cut from others.
     *
     * @param count number of its objects: labels are 0 to count
     * @throws IllegalArgumentException if it is negative
     * @throws IllegalStateException after {@link #finish}, or if the slice before had fewer or more pixels than the first
     */
    public void plane(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("a slice cannot have " + count + " objects");
        }
        double[] unknown = new double[count];
        Arrays.fill(unknown, Double.NaN);
        plane(unknown);
    }

    /**
     * Begins the next slice.
     *
     * @param brightness how much brighter than the background each object is, label 1 first; all slices in one unit; NaN
     *     where it is not known. Not copied.
     * @throws IllegalStateException after {@link #finish}, or if the slice before had fewer or more pixels than the first
     */
    public void plane(double[] brightness) {
        closeSlice();
        slices.add(new LinkedSlice(brightness));
        overlaps = new OverlapTable();
        acrossOne = new OverlapTable();
    }

    /**
     * Adds rows of the slice that {@link #plane} began; any number of calls, in any order, each pixel once.
     *
     * @param twoBefore the labels two slices before, at the same pixels; null in the first two slices; not modified
     * @param previous the labels of the slice before at the same pixels; null in the first slice; not modified
     * @param rows labels, 0 background; not modified
     * @throws IllegalArgumentException if a label is negative or above its slice's count, the lengths differ, or rows of
     *     a slice before are missing or too many
     * @throws IllegalStateException without a slice, or after {@link #finish}; after any exception begin with a new linker
     */
    public void rows(int[] twoBefore, int[] previous, int[] rows) {
        if (slices.isEmpty() || finished) {
            throw new IllegalStateException("rows need a slice; call plane() first");
        }
        int[] noLabels = new int[rows.length];
        int[] first = before(2, twoBefore, noLabels);
        int[] second = before(1, previous, noLabels);
        int start = 0;
        for (int i = 1; i <= rows.length; i++) {
            // Runs of equal labels: a table look-up for each pixel would take most of the time.
            if (i == rows.length || rows[i] != rows[start] || second[i] != second[start] || first[i] != first[start]) {
                addRun(first[start], second[start], rows[start], i - start);
                start = i;
            }
        }
        now().addPixels(rows.length);
    }

    private int[] before(int slicesBefore, int[] given, int[] noLabels) {
        if ((given == null) != (slices.size() <= slicesBefore)) {
            throw new IllegalArgumentException("rows of the slice " + slicesBefore + " before "
                    + (given == null ? "are missing" : "were given, but there is none"));
        }
        if (given != null && given.length != noLabels.length) {
            throw new IllegalArgumentException(
                    noLabels.length + " pixels, but " + given.length + " of the slice " + slicesBefore + " before");
        }
        return given == null ? noLabels : given;
    }

    private void addRun(int twoBefore, int previous, int label, int length) {
        now().add(label, length);
        if (previous != 0) {
            slice(1).requireLabel(previous);
            if (label != 0) {
                overlaps.add(previous, label, length);
            }
        }
        if (twoBefore != 0) {
            slice(2).requireLabel(twoBefore);
            if (label != 0) {
                acrossOne.add(twoBefore, label, length);
            }
        }
    }

    /**
     * Ends the last slice.
     *
     * @throws IllegalStateException if called twice, or if the last slice had fewer or more pixels than the first
     */
    public LinkedLabels finish() {
        closeSlice();
        finished = true;
        return VolumeNumbers.of(slices, minOverlap, refused);
    }

    private void closeSlice() {
        if (finished) {
            throw new IllegalStateException("finished already; take a new linker for the next stack");
        }
        if (slices.size() < 2) {
            return;
        }
        LinkedSlice before = slice(1);
        if (now().pixels() != before.pixels()) {
            throw new IllegalStateException(
                    "slice " + slices.size() + " has " + now().pixels() + " pixels, the one before " + before.pixels());
        }
        SliceMatching matching =
                SliceMatching.of(overlaps, before.areas(), now().areas(), minOverlap, label -> true, label -> true);
        refused += matching.refused();
        now().join(1, before, matching);
        if (slices.size() > 2) {
            LinkedSlice twoBefore = slice(2);
            now().join(
                            2,
                            twoBefore,
                            SliceMatching.of(
                                    acrossOne,
                                    twoBefore.areas(),
                                    now().areas(),
                                    minOverlap,
                                    twoBefore::ends,
                                    label -> now().step(label) == 0));
            twoBefore.forgetAreas();
        }
    }

    private LinkedSlice now() {
        return slice(0);
    }

    private LinkedSlice slice(int before) {
        return slices.get(slices.size() - 1 - before);
    }
}
