package io.github.imagejdiffusion.segdiff.objects;

import java.util.List;

/**
 * Labels of slices and the volumes they belong to.
 *
 * @param volumes for each slice a map from its labels to volumes: entry 0 is 0, entry i is the volume of object i, from
 *     1 to {@link #count}; volumes are numbered in the order in which they appear, by slice and then by label; not copied
 * @param count number of volumes
 * @param summary what was done
 */
public record LinkedLabels(List<int[]> volumes, int count, LinkSummary summary) {

    /** The map of one slice, from 0; not copied. */
    public int[] ofSlice(int slice) {
        return volumes.get(slice);
    }
}
