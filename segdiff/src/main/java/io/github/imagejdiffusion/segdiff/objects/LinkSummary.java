package io.github.imagejdiffusion.segdiff.objects;

/**
 * What linking through z has done.
 *
 * @param slices number of slices
 * @param objects in all slices together
 * @param volumes that they became: objects - links
 * @param links pairs of objects in neighbouring slices that were joined
 * @param longest most slices that one volume goes through; 0 without objects
 * @param refused pairs that overlap enough and were not joined, because one of the two fits a third object better: an
 *     object that divides or merges along z is continued by one part only
 * @param minOverlap smallest intersection over union of objects that were joined
 */
public record LinkSummary(
        int slices, long objects, int volumes, long links, int longest, long refused, double minOverlap) {

    /** One line for people, for example {@code 12 objects in 5 slices are 4 volumes, ...}. */
    public String text() {
        return counted(objects, "object") + " in " + counted(slices, "slice")
                + (volumes == 1 ? " is " : " are ") + counted(volumes, "volume")
                + ", the longest through " + counted(longest, "slice")
                + "; " + counted(links, "pair") + " joined (overlap at least " + minOverlap + "), "
                + refused + " not joined as another fitted better";
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
