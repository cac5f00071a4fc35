package io.github.imagejdiffusion.restore.ilvr;

import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.paired.PlaneRestorer;
import io.github.imagejdiffusion.diffusion.paired.PlaneToRestore;
import io.github.imagejdiffusion.diffusion.paired.RestorationSink;
import io.github.imagejdiffusion.diffusion.planes.FrameStack;
import io.github.imagejdiffusion.diffusion.planes.PlaneSource;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** Restores the planes of one image by several that show the same, all normalised together. */
record FollowedSources(Ilvr ilvr, IlvrOptions options, List<? extends PlaneSource> others) implements PlaneRestorer {

    @Override
    public PercentileLimits limits(List<? extends RandomAccessibleInterval<? extends RealType<?>>> planes) {
        return ilvr.limits(planes);
    }

    @Override
    public PercentileLimits limits(
            List<? extends RandomAccessibleInterval<? extends RealType<?>>> planes, int channel, int frame) {
        List<RandomAccessibleInterval<? extends RealType<?>>> all = new ArrayList<>(planes);
        for (PlaneSource other : others) {
            int index = index(other, channel, frame);
            FrameStack.of(other, frame).forEach(channels -> all.add(channels.get(index)));
        }
        return ilvr.limits(all);
    }

    @Override
    public void restore(PlaneToRestore plane, ProgressListener listener, RestorationSink sink) {
        int inSource = plane.place().plane();
        List<RandomAccessibleInterval<? extends RealType<?>>> followed = new ArrayList<>();
        for (PlaneSource other : others) {
            int z = Math.floorMod(inSource, other.sizeZ());
            int frame = Math.floorDiv(inSource, other.sizeZ());
            followed.add(other.plane(z, frame).get(index(other, plane.channel(), frame)));
        }
        ilvr.restore(plane, followed, options, listener, sink);
    }

    private static int index(PlaneSource other, int channel, int frame) {
        int channels = other.plane(0, frame).size();
        for (int i = 0; i < channels; i++) {
            if (other.channel(i) == channel) {
                return i;
            }
        }
        throw new IlvrException("a reference has no channel " + (channel + 1) + "; give one with the image's channels");
    }
}
