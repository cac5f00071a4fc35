package io.github.imagejdiffusion.segdiff.objects;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/** Cuts volumes where they dim, and numbers them in the order in which they appear, by slice and then by label. */
final class VolumeNumbers {

    private final List<LinkedSlice> slices;
    private final double[] dimming;
    private final List<int[]> volumes = new ArrayList<>();
    private long objects;
    private long links;
    private long bridged;
    private long cut;
    private int count;
    private int longest;

    private VolumeNumbers(List<LinkedSlice> slices) {
        this.slices = slices;
        this.dimming = DarkPlanes.of(slices);
    }

    /**
     * @param slices with their partners, which are changed
     * @param minOverlap what was asked for, for the summary
     * @param refused likewise
     */
    static LinkedLabels of(List<LinkedSlice> slices, double minOverlap, long refused) {
        VolumeNumbers numbers = new VolumeNumbers(slices);
        numbers.cutAll();
        numbers.number();
        return new LinkedLabels(
                List.copyOf(numbers.volumes),
                numbers.count,
                new LinkSummary(
                        slices.size(),
                        numbers.objects,
                        numbers.count,
                        numbers.links,
                        numbers.longest,
                        refused,
                        numbers.bridged,
                        numbers.cut,
                        minOverlap));
    }

    private void cutAll() {
        for (int slice = slices.size() - 1; slice >= 0; slice--) {
            for (int label = 1; label <= slices.get(slice).count(); label++) {
                if (slices.get(slice).ends(label)) {
                    cut(slice, label);
                }
            }
        }
    }

    /** Cuts the volume that ends with this object. */
    private void cut(int lastSlice, int lastLabel) {
        List<int[]> sections = new ArrayList<>();
        int label = lastLabel;
        for (int slice = lastSlice; label != 0; ) {
            sections.add(new int[] {slice, label});
            LinkedSlice here = slices.get(slice);
            slice -= here.step(label);
            label = here.previous(label);
        }
        Collections.reverse(sections);
        double[] brightness = new double[sections.size()];
        float[] overlaps = new float[sections.size()];
        for (int i = 0; i < brightness.length; i++) {
            int z = sections.get(i)[0];
            LinkedSlice slice = slices.get(z);
            brightness[i] = slice.brightness(sections.get(i)[1]) / dimming[z];
            overlaps[i] = slice.overlap(sections.get(i)[1]);
        }
        BitSet cuts = DimCuts.of(brightness, overlaps);
        cuts.stream().forEach(i -> slices.get(sections.get(i)[0]).cut(sections.get(i)[1]));
        cut += cuts.cardinality();
    }

    private void number() {
        List<int[]> lengths = new ArrayList<>();
        for (int z = 0; z < slices.size(); z++) {
            LinkedSlice slice = slices.get(z);
            int[] volumesNow = new int[slice.count() + 1];
            int[] lengthsNow = new int[slice.count() + 1];
            for (int label = 1; label <= slice.count(); label++) {
                int step = slice.step(label);
                if (step == 0) {
                    count = Math.incrementExact(count);
                    volumesNow[label] = count;
                    lengthsNow[label] = 1;
                } else {
                    volumesNow[label] = volumes.get(z - step)[slice.previous(label)];
                    lengthsNow[label] = lengths.get(z - step)[slice.previous(label)] + step;
                    links++;
                    bridged += step - 1;
                }
                longest = Math.max(longest, lengthsNow[label]);
            }
            objects += slice.count();
            volumes.add(volumesNow);
            lengths.add(lengthsNow);
        }
    }
}
