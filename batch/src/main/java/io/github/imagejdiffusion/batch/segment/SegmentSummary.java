package io.github.imagejdiffusion.batch.segment;

import io.github.imagejdiffusion.segdiff.objects.LinkSummary;
import java.util.List;

/**
 * What came out for one image.
 *
 * @param objects labels in the image: volumes if they were linked through z, else objects of single planes
 * @param planes that were segmented
 * @param scale magnification at which the network saw the image
 * @param links what linking through z did, for each frame; empty if nothing was linked
 * @param notices what the user should know: which images did not fit into the chosen format
 */
record SegmentSummary(long objects, int planes, double scale, List<LinkSummary> links, List<String> notices) {}
