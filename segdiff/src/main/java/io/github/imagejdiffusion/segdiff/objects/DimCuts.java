package io.github.imagejdiffusion.segdiff.objects;

import java.util.BitSet;

/**
 * Where a volume is cut, because it is two objects on top of each other: between them there is but blurred light of both.
 * A section is a gap if it is darker than {@link SliceLinker#DIM} times what both the sections before and those after it
 * reach, each in two sections in a row, so that one odd section makes no part. The darkest gap, relative to the dimmer of its two
 * sides, goes first, then the parts are judged likewise. The cut is before or after the gap's section, where the overlap
 * is smaller.
 *
 * <p>The measure is brightness and not size, because areas in its place divided more nuclei that are whole, in each of
 * four sets of simulated stacks. Irregular nuclei, and those with a large dark nucleolus, are divided now and then.
 */
final class DimCuts {

    private final double[] brightness;
    private final float[] overlaps;
    private final BitSet cuts = new BitSet();

    private DimCuts(double[] brightness, float[] overlaps) {
        this.brightness = brightness;
        this.overlaps = overlaps;
    }

    /**
     * Finds the cuts.
     *
     * @param brightness above background, of all sections of a volume, one after the other; NaN is never cut off
     * @param overlaps of each section with the one before; entry 0 is not used
     * @return sections that begin a new volume, the first one excepted
     */
    static BitSet of(double[] brightness, float[] overlaps) {
        DimCuts all = new DimCuts(brightness, overlaps);
        all.cut(0, brightness.length);
        return all.cuts;
    }

    private void cut(int from, int to) {
        if (to - from < 5) {
            return;
        }
        double[] after = new double[to - from];
        for (int i = to - 3; i > from; i--) {
            after[i - from] = Math.max(after[i + 1 - from], Math.min(brightness[i + 1], brightness[i + 2]));
        }
        double before = 0;
        double darkest = SliceLinker.DIM;
        int gap = -1;
        for (int i = from + 2; i < to - 2; i++) {
            before = Math.max(before, Math.min(brightness[i - 2], brightness[i - 1]));
            double side = Math.min(before, after[i - from]);
            if (side > 0 && brightness[i] / side < darkest) {
                darkest = brightness[i] / side;
                gap = i;
            }
        }
        if (gap < 0) {
            return;
        }
        int begin = overlaps[gap] <= overlaps[gap + 1] ? gap : gap + 1;
        cuts.set(begin);
        cut(from, begin);
        cut(begin, to);
    }
}
