package io.github.imagejdiffusion.imagej.result;

import ij.ImagePlus;
import io.github.imagejdiffusion.diffusion.planes.PlaneRange;
import io.github.imagejdiffusion.segdiff.objects.LinkSummary;
import io.github.imagejdiffusion.segdiff.objects.NumberedObject;
import io.github.imagejdiffusion.segdiff.objects.ObjectTable;
import java.util.List;
import java.util.Optional;

/**
 * All of one segmentation, not shown yet.
 *
 * @param labels 0 background, 1..N objects; 16-bit up to 65,535, else 32-bit
 * @param probability 32-bit 0..1, NaN outside of the selection; if it was asked for
 * @param uncertainty 32-bit 0..0.5, likewise
 * @param spread 32-bit 0..0.5, likewise, if it is defined
 * @param table one row per object
 * @param objects with outlines if any were asked for, in order of plane
 * @param links what linking through z did, for each frame
 * @param z planes of the source
 * @param t time points of the source
 * @param count the largest label
 */
public record SegmentResult(
        ImagePlus labels,
        Optional<ImagePlus> probability,
        Optional<ImagePlus> uncertainty,
        Optional<ImagePlus> spread,
        ObjectTable table,
        List<NumberedObject> objects,
        List<LinkSummary> links,
        PlaneRange z,
        PlaneRange t,
        int count) {}
