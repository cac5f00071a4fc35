package io.github.imagejdiffusion.segdiff.objects;

import java.util.List;
import java.util.function.ToLongFunction;

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

    /**
     * One line for people, for example {@code 12 objects in 5 slices are 4 volumes, ...}; what did not happen is left out.
     *
     * @param frames of one image, each of as many slices
     * @return empty without frames
     */
    public static String text(List<LinkSummary> frames) {
        if (frames.isEmpty()) {
            return "";
        }
        LinkSummary first = frames.get(0);
        String where = (frames.size() == 1 ? "" : frames.size() + " time points of ") + counted(first.slices, "slice");
        if (first.slices == 1) {
            return "nothing to link through z in " + where
                    + (frames.size() == 1 ? "" : ": objects are joined through z only, not through time");
        }
        long volumes = sum(frames, LinkSummary::volumes);
        long bridged = sum(frames, LinkSummary::bridged);
        long refused = sum(frames, LinkSummary::refused);
        long cut = sum(frames, LinkSummary::cut);
        int longest = frames.stream().mapToInt(LinkSummary::longest).max().orElse(0);
        return counted(sum(frames, LinkSummary::objects), "object") + " in " + where
                + (volumes == 1 ? " is " : " are ") + counted(volumes, "volume")
                + ", the longest through " + counted(longest, "slice")
                + "; " + counted(sum(frames, LinkSummary::links), "pair")
                + " joined (overlap at least " + first.minOverlap + ")"
                + (bridged == 0 ? "" : ", " + bridged + " of them across a slice without the object")
                + (refused == 0 ? "" : ", " + refused + " not joined as another fitted better")
                + (cut == 0 ? "" : ", " + cut + " parted where the volume dims");
    }

    private static long sum(List<LinkSummary> frames, ToLongFunction<LinkSummary> part) {
        return frames.stream().mapToLong(part).sum();
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
