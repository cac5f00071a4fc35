package io.github.imagejdiffusion.segdiff.objects;

import java.util.ArrayList;
import java.util.List;

/**
 * Joins objects that were found slice by slice into volumes, by their overlap along z.
 *
 * <p>An object of a slice and one of the next are joined if their intersection over union is at least a threshold and
 * each is the other's best partner; among equals the smaller label. So an object has at most one continuation in each
 * direction, and a volume never has two objects in one slice. Nothing is joined across an empty slice. The measure and
 * the default of 0.25 are those of Cellpose ({@code stitch3D} with its {@code stitch_threshold}; Stringer et al. 2021,
 * Nature Methods 18, 100-106, https://doi.org/10.1038/s41592-020-01018-x). There, an object whose best partner went to
 * another may be joined to its second best; here it begins a new volume.
 *
 * <pre>{@code
 * SliceLinker linker = new SliceLinker(SliceLinker.DEFAULT_MIN_OVERLAP);
 * for (LabelPlane plane : slices) {
 *     linker.plane(plane.count());
 *     linker.rows(before, plane.labels()); // null before the first slice; whole planes, or a few rows at a time
 *     before = plane.labels();
 * }
 * LinkedLabels volumes = linker.finish();
 * }</pre>
 *
 * <p>Keeps no pixels: memory is proportional to the number of objects, and of pairs that overlap within two slices. Not
 * thread-safe. Deterministic: how planes are cut into rows does not matter.
 */
public final class SliceLinker {

    /** As Cellpose has it. */
    public static final double DEFAULT_MIN_OVERLAP = 0.25;

    private final double minOverlap;
    private final List<int[]> volumes = new ArrayList<>();
    private Slice before;
    private Slice now;
    private int volumeCount;
    private long objects;
    private long links;
    private long refused;
    private int longest;
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
     * Begins the next slice.
     *
     * @param count number of its objects: labels are 0 to count
     * @throws IllegalArgumentException if it is negative
     * @throws IllegalStateException after {@link #finish}, or if the slice before had fewer or more pixels than the first
     */
    public void plane(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("a slice cannot have " + count + " objects");
        }
        closeSlice();
        before = now;
        now = new Slice(count);
    }

    /**
     * Adds rows of the slice that {@link #plane} began; any number of calls, in any order, each pixel once.
     *
     * @param previous the labels of the slice before at the same pixels; null in the first slice; not modified
     * @param rows labels, 0 background; not modified
     * @throws IllegalArgumentException if a label is negative or above its slice's count, the lengths differ, or previous
     *     rows are missing or too many
     * @throws IllegalStateException without a slice, or after {@link #finish}; after any exception begin with a new linker
     */
    public void rows(int[] previous, int[] rows) {
        if (now == null || finished) {
            throw new IllegalStateException("rows need a slice; call plane() first");
        }
        if ((previous == null) != (before == null)) {
            throw new IllegalArgumentException(
                    before == null ? "the first slice has none before it" : "the rows of the slice before are missing");
        }
        if (previous != null && previous.length != rows.length) {
            throw new IllegalArgumentException(
                    rows.length + " pixels, but " + previous.length + " of the slice before");
        }
        int start = 0;
        for (int i = 1; i <= rows.length; i++) {
            // Runs of equal pairs: a table look-up for each pixel would take most of the time.
            if (i == rows.length || rows[i] != rows[start] || previous != null && previous[i] != previous[start]) {
                addRun(previous == null ? 0 : previous[start], rows[start], i - start);
                start = i;
            }
        }
        now.pixels += rows.length;
    }

    private void addRun(int previous, int label, int length) {
        now.requireLabel(label);
        if (before != null) {
            before.requireLabel(previous);
        }
        now.areas[label] += length;
        if (previous != 0 && label != 0) {
            now.overlaps.add(previous, label, length);
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
        return new LinkedLabels(
                List.copyOf(volumes),
                volumeCount,
                new LinkSummary(volumes.size(), objects, volumeCount, links, longest, refused, minOverlap));
    }

    private void closeSlice() {
        if (finished) {
            throw new IllegalStateException("finished already; take a new linker for the next stack");
        }
        if (now == null) {
            return;
        }
        if (before == null) {
            assign(new int[now.areas.length]);
        } else {
            if (now.pixels != before.pixels) {
                throw new IllegalStateException("slice " + (volumes.size() + 1) + " has " + now.pixels
                        + " pixels, the one before " + before.pixels);
            }
            SliceMatching matching = SliceMatching.of(now.overlaps, before.areas, now.areas, minOverlap);
            links += matching.links();
            refused += matching.refused();
            assign(matching.previous());
        }
        now.overlaps = null;
    }

    private void assign(int[] previous) {
        int[] volumesBefore = volumes.isEmpty() ? new int[1] : volumes.get(volumes.size() - 1);
        int[] volumesNow = new int[previous.length];
        for (int label = 1; label < previous.length; label++) {
            int partner = previous[label];
            if (partner == 0) {
                volumeCount = Math.incrementExact(volumeCount);
            }
            volumesNow[label] = partner == 0 ? volumeCount : volumesBefore[partner];
            now.lengths[label] = partner == 0 ? 1 : before.lengths[partner] + 1;
            longest = Math.max(longest, now.lengths[label]);
        }
        objects += previous.length - 1;
        volumes.add(volumesNow);
    }

    /** What is known of a slice; entries of arrays are by label. */
    private static final class Slice {

        private final long[] areas;
        /** How many slices the volume has gone through. */
        private final int[] lengths;

        private OverlapTable overlaps = new OverlapTable();
        private long pixels;

        private Slice(int count) {
            areas = new long[count + 1];
            lengths = new int[count + 1];
        }

        private void requireLabel(int label) {
            if (label < 0 || label >= areas.length) {
                throw new IllegalArgumentException(
                        "label " + label + " in a slice of " + (areas.length - 1) + " objects");
            }
        }
    }
}
