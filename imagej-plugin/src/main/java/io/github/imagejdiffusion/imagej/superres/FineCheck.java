package io.github.imagejdiffusion.imagej.superres;

import io.github.imagejdiffusion.diffusion.camera.NoiseModel;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.imagej.image.PixelFormat;
import io.github.imagejdiffusion.imagej.restoration.ChannelCheck;
import io.github.imagejdiffusion.imagej.restoration.FirstFrame;
import io.github.imagejdiffusion.superres.SuperResolve;
import io.github.imagejdiffusion.superres.consistency.ConsistencyCheck;
import io.github.imagejdiffusion.superres.consistency.Psf;
import io.github.imagejdiffusion.superres.consistency.TrainedOn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** Compares a super-resolved channel, blurred and binned as the microscope would, with the image. */
final class FineCheck implements ChannelCheck {

    private final PercentileLimits limits;
    private final ConsistencyCheck check;
    private final TrainedOn trainedOn;
    private final Psf psf;

    /**
     * @param trainedOn what the model was
     * @param width of rows of the image
     * @param format of its pixels
     * @param psf of the options
     */
    FineCheck(
            FirstFrame frame, SuperResolve superResolve, TrainedOn trainedOn, int width, PixelFormat format, Psf psf) {
        Optional<NoiseModel> noise = frame.noise();
        this.limits = superResolve.limits(frame.planes());
        this.trainedOn = trainedOn;
        this.check = new ConsistencyCheck(
                superResolve.factor(), width, noise.orElse(null), format.lowest(), format.highest(), psf);
        this.psf = psf;
    }

    @Override
    public Consumer<float[]> plane(RandomAccessibleInterval<? extends RealType<?>> input, Consumer<float[]> residuals) {
        return check.plane(input, limits, residuals)::rows;
    }

    @Override
    public boolean noiseIsKnown() {
        return check.noise().isPresent();
    }

    @Override
    public String verdict() {
        return check.summary().verdict();
    }

    @Override
    public List<String> warnings() {
        List<String> objections = trainedOn.objections(photons(), OptionalDouble.empty(), psf);
        return objections.isEmpty()
                ? List.of()
                : List.of(
                        "Warning: the image is not like those of training: " + String.join(", and ", objections) + ".");
    }

    private OptionalDouble photons() {
        return TrainedOn.photons(check.noise(), limits);
    }

    @Override
    public Map<String, Object> record() {
        Map<String, Object> record = new LinkedHashMap<>();
        check.noise().ifPresent(noise -> record.put("noise", noise.record()));
        photons().ifPresent(photons -> record.put("photons_at_brightest", photons));
        record.put("consistency", check.summary().record());
        return record;
    }
}
