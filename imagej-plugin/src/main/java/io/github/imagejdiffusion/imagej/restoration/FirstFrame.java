package io.github.imagejdiffusion.imagej.restoration;

import io.github.imagejdiffusion.diffusion.camera.NoiseEstimator;
import io.github.imagejdiffusion.diffusion.camera.NoiseModel;
import io.github.imagejdiffusion.diffusion.planes.PlaneSource;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import io.github.imagejdiffusion.imagej.settings.ChosenPlanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * The chosen slices of one channel at the first of the chosen frames. A camera does not change its noise from frame to
 * frame: one is enough, and the first bleached least.
 *
 * @param planes each (x, y)
 */
public record FirstFrame(List<RandomAccessibleInterval<? extends RealType<?>>> planes) {

    /** @param channel of the source, from 0 */
    public static FirstFrame of(SourceImage source, ChosenPlanes chosen, int channel) {
        PlaneSource all = source.planes(List.of(channel));
        List<RandomAccessibleInterval<? extends RealType<?>>> planes = new ArrayList<>();
        for (int z = chosen.z().first() - 1; z < chosen.z().last(); z++) {
            planes.add(all.plane(z, chosen.t().first() - 1).get(0));
        }
        return new FirstFrame(planes);
    }

    /** Empty if it cannot be measured. */
    public Optional<NoiseModel> noise() {
        return NoiseEstimator.estimate(planes);
    }
}
