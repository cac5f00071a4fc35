package io.github.imagejdiffusion.segdiff.objects;

import java.util.BitSet;
import net.imglib2.Interval;

/**
 * Components of a mask that are wider or higher than the margin of a tile, such as a network of membranes that crosses
 * the whole plane. No tile sees them whole, so each tile keeps what lies in its core, and nothing is lost or named twice.
 *
 * <p>All tiles agree on which components these are. One that is no larger than the margin lies whole in the window of
 * every tile whose core it reaches; of a larger one, such a tile sees either all or a part that leads from its core
 * across its margin.
 */
final class LargeComponents {

    private LargeComponents() {}

    /**
     * Takes the parts of large components that lie outside the core out of the mask.
     *
     * @param core (x, y) in pixels of the hills
     * @param margin in pixels
     * @return the components that reach into the core afterwards
     */
    static MaskComponents cut(MaskedHills hills, Interval core, int margin) {
        MaskComponents components = MaskComponents.reachingInto(hills, core);
        BitSet outside = new BitSet();
        for (int c = 0; c < components.count(); c++) {
            int[] pixels = components.pixels(c);
            if (isLarge(hills, pixels, margin)) {
                for (int pixel : pixels) {
                    int x = hills.x(pixel);
                    int y = hills.y(pixel);
                    if (x < core.min(0) || x > core.max(0) || y < core.min(1) || y > core.max(1)) {
                        outside.set(pixel);
                    }
                }
            }
        }
        outside.stream().forEach(pixel -> hills.values()[pixel] = Float.NaN);
        return outside.isEmpty() ? components : MaskComponents.reachingInto(hills, core);
    }

    private static boolean isLarge(MaskedHills hills, int[] pixels, int margin) {
        int left = Integer.MAX_VALUE;
        int right = Integer.MIN_VALUE;
        int top = Integer.MAX_VALUE;
        int bottom = Integer.MIN_VALUE;
        for (int pixel : pixels) {
            left = Math.min(left, hills.x(pixel));
            right = Math.max(right, hills.x(pixel));
            top = Math.min(top, hills.y(pixel));
            bottom = Math.max(bottom, hills.y(pixel));
        }
        return right - left >= margin || bottom - top >= margin;
    }
}
