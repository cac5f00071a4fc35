package io.github.imagejdiffusion.imagej.entry;

import ij.plugin.PlugIn;

/** {@code Plugins > Diffusion > Segment (SegDiff)...}. */
public final class SegmentSegDiff implements PlugIn {

    @Override
    public void run(String argument) {
        ActionStarter.start("io.github.imagejdiffusion.imagej.segment.SegmentAction");
    }
}
