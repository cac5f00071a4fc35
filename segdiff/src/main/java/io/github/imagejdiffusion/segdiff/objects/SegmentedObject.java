package io.github.imagejdiffusion.segdiff.objects;

import java.util.OptionalDouble;

/**
 * One object of a plane.
 *
 * @param id label, from 1
 * @param centroidX mean x of its pixel centres, in pixels (the first pixel's centre is 0.5, as in ImageJ)
 * @param centroidY mean y, likewise
 * @param area in pixels
 * @param meanStored mean of the values of the input image's first segmented channel, as they are stored
 * @param meanIntensity mean of what these values stand for, see {@link ObjectReceiver#intensity}
 * @param meanProbability mean foreground probability, 0..1
 * @param meanUncertainty mean of sqrt(p (1 - p)), 0..0.5
 * @param uncertainty how far the object contradicts the network's maps, 0..1, see {@link ObjectUncertainty}
 * @param spread how far the draws of the object differ from each other, 0..1: its draws' distance maps (probabilities,
 *     where the model has none) have this share, squared, of their sum of squares not in common; empty unless there are
 *     draws to compare, see {@code SegDiffOptions.spreadIsDefined}
 */
public record SegmentedObject(
        int id,
        double centroidX,
        double centroidY,
        long area,
        double meanStored,
        double meanIntensity,
        double meanProbability,
        double meanUncertainty,
        double uncertainty,
        OptionalDouble spread) {

    /** The same object under another label. */
    public SegmentedObject withId(int newId) {
        return new SegmentedObject(
                newId,
                centroidX,
                centroidY,
                area,
                meanStored,
                meanIntensity,
                meanProbability,
                meanUncertainty,
                uncertainty,
                spread);
    }

    /** The same object in a plane whose origin lies elsewhere. */
    SegmentedObject shifted(double x, double y) {
        return new SegmentedObject(
                id,
                centroidX + x,
                centroidY + y,
                area,
                meanStored,
                meanIntensity,
                meanProbability,
                meanUncertainty,
                uncertainty,
                spread);
    }
}
