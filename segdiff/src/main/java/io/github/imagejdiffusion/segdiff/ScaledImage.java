package io.github.imagejdiffusion.segdiff;

import io.github.imagejdiffusion.diffusion.block.MirrorPadding;
import io.github.imagejdiffusion.diffusion.block.PlaneReader;
import io.github.imagejdiffusion.diffusion.resample.LinearResampler;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.List;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** The image as the network is to see it: normalised and at the model's scale, read part by part. */
final class ScaledImage {

    private final PlaneToSegment plane;
    private final LinearResampler resampler;
    private final MirrorPadding mirror;

    ScaledImage(PlaneToSegment plane, int toWidth, int toHeight) {
        this.plane = plane;
        this.resampler =
                new LinearResampler(Math.toIntExact(plane.width()), Math.toIntExact(plane.height()), toWidth, toHeight);
        this.mirror = new MirrorPadding(toWidth, toHeight);
    }

    /**
     * @param region (x, y) at the model's scale; what lies outside the plane is mirrored
     * @return [1,C,H,W]
     */
    Tensor read(Interval region) {
        List<? extends RandomAccessibleInterval<? extends RealType<?>>> channels = plane.channels();
        Tensor image = Tensor.zeros(
                1, channels.size(), Math.toIntExact(region.dimension(1)), Math.toIntExact(region.dimension(0)));
        Interval inside = mirror.needed(region);
        for (int c = 0; c < channels.size(); c++) {
            float[] values;
            if (resampler.isIdentity()) {
                values = PlaneReader.read(channels.get(c), inside);
            } else {
                Interval source = resampler.source(inside);
                values = resampler.region(PlaneReader.read(channels.get(c), source), inside);
            }
            plane.limits().get(c).apply(values);
            float[] padded = mirror.pad(values, region);
            System.arraycopy(padded, 0, image.data(), image.offset(0, c), padded.length);
        }
        return image;
    }
}
