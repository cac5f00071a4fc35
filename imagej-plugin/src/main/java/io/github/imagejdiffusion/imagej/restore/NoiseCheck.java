package io.github.imagejdiffusion.imagej.restore;

import io.github.imagejdiffusion.diffusion.block.PlaneReader;
import io.github.imagejdiffusion.diffusion.camera.NoiseModel;
import io.github.imagejdiffusion.diffusion.camera.PixelBinning;
import io.github.imagejdiffusion.diffusion.camera.Residual;
import io.github.imagejdiffusion.diffusion.camera.ResidualSummary;
import io.github.imagejdiffusion.diffusion.model.config.ErrorLaw;
import io.github.imagejdiffusion.diffusion.paired.ExpectedError;
import io.github.imagejdiffusion.imagej.image.PixelFormat;
import io.github.imagejdiffusion.imagej.restoration.ChannelCheck;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** Compares a restored channel, as a camera without noise would see it, with the image. */
final class NoiseCheck implements ChannelCheck {

    private final int factor;
    private final boolean enlarged;
    private final Optional<NoiseModel> noise;
    private final Optional<ExpectedError> error;
    private final Optional<Residual> residual;
    private long pixels;
    private double sumBefore;
    private double sumAfter;

    /**
     * @param noise empty if it could not be measured
     * @param law for the spread of the draws; empty if there is none
     * @param width of rows of the image
     * @param format of its pixels
     * @param factor pixels of the result for a pixel of the image, along each side
     * @param enlarged whether the method is meant to enlarge, not to take noise away
     */
    NoiseCheck(
            Optional<NoiseModel> noise,
            Optional<ErrorLaw> law,
            int width,
            PixelFormat format,
            int factor,
            boolean enlarged) {
        this.noise = noise;
        this.error = ExpectedError.of(law, noise);
        this.residual = noise.map(model -> enlarged
                ? new Residual(model, width, format.lowest(), format.highest())
                : Residual.ofDenoised(model, width, format.lowest(), format.highest()));
        this.factor = factor;
        this.enlarged = enlarged;
    }

    @Override
    public Consumer<float[]> plane(RandomAccessibleInterval<? extends RealType<?>> input, Consumer<float[]> residuals) {
        residual.ifPresent(Residual::beginPlane);
        int width = Math.toIntExact(input.dimension(0));
        PixelBinning camera = new PixelBinning(width, factor);
        long[] done = {0};
        return rows -> {
            float[] seen = camera.add(rows);
            long end = done[0] + seen.length / width;
            if (end > done[0]) {
                float[] measured = PlaneReader.read(input, FinalInterval.createMinMax(0, done[0], width - 1, end - 1));
                count(seen, measured);
                residual.ifPresent(r -> residuals.accept(r.add(seen, measured)));
            }
            done[0] = end;
        };
    }

    private void count(float[] seen, float[] measured) {
        for (int i = 0; i < seen.length; i++) {
            sumBefore += measured[i];
            sumAfter += seen[i];
        }
        pixels += seen.length;
    }

    @Override
    public boolean noiseIsKnown() {
        return noise.isPresent();
    }

    @Override
    public Optional<ExpectedError> expectedError() {
        return error;
    }

    @Override
    public String verdict() {
        return residual.map(Residual::summary)
                .map(enlarged ? ResidualSummary::agreement : ResidualSummary::verdict)
                .orElse("its noise could not be measured");
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public Map<String, Object> record() {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("mean_before", sumBefore / pixels);
        record.put("mean_after", sumAfter / pixels);
        noise.ifPresent(model -> record.put("noise", model.record()));
        residual.ifPresent(r -> record.put("residual", r.summary().record()));
        return record;
    }
}
