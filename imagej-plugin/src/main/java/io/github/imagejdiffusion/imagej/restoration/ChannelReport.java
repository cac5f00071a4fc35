package io.github.imagejdiffusion.imagej.restoration;

import io.github.imagejdiffusion.diffusion.camera.NoiseModel;
import io.github.imagejdiffusion.diffusion.camera.Residual;
import io.github.imagejdiffusion.diffusion.camera.ResidualSummary;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What is known of one channel: its noise, its mean before and after, and whether the restoration fits the data. */
final class ChannelReport {

    private final int channel;
    private final Optional<NoiseModel> noise;
    private final Optional<Residual> residual;
    private final Function<ResidualSummary, String> verdict;
    private long pixels;
    private double sumBefore;
    private double sumAfter;

    /**
     * @param channel from 0
     * @param noise empty if it could not be measured
     * @param width of rows
     * @param verdict in words
     */
    ChannelReport(
            int channel,
            Optional<NoiseModel> noise,
            int width,
            PixelFormat format,
            Function<ResidualSummary, String> verdict) {
        this.channel = channel;
        this.noise = noise;
        this.residual = noise.map(model -> new Residual(model, width, format.lowest(), format.highest()));
        this.verdict = verdict;
    }

    boolean noiseIsKnown() {
        return noise.isPresent();
    }

    void beginPlane() {
        residual.ifPresent(Residual::beginPlane);
    }

    /**
     * Takes the next rows.
     *
     * @param seen what a camera without noise would have seen of the restored image
     * @param measured the image
     * @return the difference in units of the noise; empty if that is not known
     */
    Optional<float[]> add(float[] seen, float[] measured) {
        for (int i = 0; i < seen.length; i++) {
            sumBefore += measured[i];
            sumAfter += seen[i];
        }
        pixels += seen.length;
        return residual.map(r -> r.add(seen, measured));
    }

    /** In a few words. */
    String words() {
        return residual.map(Residual::summary).map(verdict).orElse("its noise could not be measured");
    }

    /** Names and values in a fixed order; names begin with the channel, from 1. */
    Map<String, String> properties() {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("mean_before", sumBefore / pixels);
        record.put("mean_after", sumAfter / pixels);
        noise.ifPresent(model -> model.record().forEach((key, value) -> record.put("noise." + key, value)));
        residual.ifPresent(r -> r.summary().record().forEach((key, value) -> record.put("residual." + key, value)));
        record.put("residual.verdict", words());
        Map<String, String> properties = new LinkedHashMap<>();
        record.forEach((key, value) -> properties.put("channel." + (channel + 1) + "." + key, value.toString()));
        return properties;
    }
}
