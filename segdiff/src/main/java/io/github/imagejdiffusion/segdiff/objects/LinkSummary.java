package io.github.imagejdiffusion.segdiff.objects;

/**
 * What linking through z has done.
 *
 * @param slices number of slices
 * @param objects in all slices together
 * @param volumes that they became: objects - links
 * @param links pairs of objects that were joined and not cut again
 * @param longest most slices that one volume goes through; 0 without objects
 * @param refused pairs in neighbouring slices that overlap enough and were not joined, because one of the two fits a
 *     third object better: an object that divides or merges along z is continued by one part only
 * @param bridged how many of the links are across a slice in which the object is missing
 * @param cut pairs that overlap and were not joined, because the volume dims there between two brighter parts
 * @param minOverlap smallest intersection over union of objects that were joined
 */
public record LinkSummary(
        int slices,
        long objects,
        int volumes,
        long links,
        int longest,
        long refused,
        long bridged,
        long cut,
        double minOverlap) {

    /** One line for people, for example {@code 12 objects in 5 slices are 4 volumes, ...}. */
    public String text() {
        return counted(objects, "object") + " in " + counted(slices, "slice")
                + (volumes == 1 ? " is " : " are ") + counted(volumes, "volume")
                + ", the longest through " + counted(longest, "slice")
                + "; " + counted(links, "pair") + " joined (overlap at least " + minOverlap + "), " + bridged
                + " of them across a slice without the object, "
                + refused + " not joined as another fitted better, " + cut + " as the volume dims there";
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
