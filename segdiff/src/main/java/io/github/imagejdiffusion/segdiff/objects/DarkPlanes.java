package io.github.imagejdiffusion.segdiff.objects;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How much darker whole slices are than those around them, as where a lamp flickers: the median, over the objects that go
 * through, of their brightness there to the mean of that before and after. Objects on top of each other rarely all meet in
 * one slice.
 */
final class DarkPlanes {

    /** Fewer may as well all dim by themselves. */
    private static final int FEWEST_OBJECTS = 5;

    private DarkPlanes() {}

    /**
     * Compares each slice with its neighbours.
     *
     * @param slices with their partners
     * @return for each slice what its objects' brightness is to be divided by: 1 unless they are so dark that volumes would
     *     be cut there
     */
    static double[] of(List<LinkedSlice> slices) {
        double[] dimming = new double[slices.size()];
        Arrays.fill(dimming, 1);
        for (int z = 1; z + 1 < dimming.length; z++) {
            double[] ratios = ratios(slices.get(z - 1), slices.get(z), slices.get(z + 1))
                    .sorted()
                    .toArray();
            if (ratios.length >= FEWEST_OBJECTS) {
                double median = ratios[ratios.length / 2];
                dimming[z] = median > 0 && median < SliceLinker.DIM ? median : 1;
            }
        }
        return dimming;
    }

    private static DoubleStream ratios(LinkedSlice before, LinkedSlice slice, LinkedSlice after) {
        DoubleStream.Builder ratios = DoubleStream.builder();
        for (int label = 1; label <= after.count(); label++) {
            int middle = after.step(label) == 1 ? after.previous(label) : 0;
            if (middle != 0 && slice.step(middle) == 1) {
                double around = (before.brightness(slice.previous(middle)) + after.brightness(label)) / 2;
                double ratio = slice.brightness(middle) / around;
                if (around > 0 && !Double.isNaN(ratio)) {
                    ratios.add(ratio);
                }
            }
        }
        return ratios.build();
    }
}
