package io.github.imagejdiffusion.batch.restore;

import com.google.gson.JsonObject;
import io.github.imagejdiffusion.batch.run.InputRecord;
import io.github.imagejdiffusion.diffusion.camera.NoiseModel;
import io.github.imagejdiffusion.diffusion.camera.Residual;
import io.github.imagejdiffusion.diffusion.camera.ResidualSummary;
import io.github.imagejdiffusion.diffusion.paired.ExpectedError;
import io.github.imagejdiffusion.diffusion.paired.RestoredRows;
import java.util.Optional;

/**
 * What is known of one channel: its noise, its mean before and after, and whether the restoration fits the data; all by the
 * values that were computed, before any are rounded and cut off for the file.
 */
final class ChannelReport {

    private final int channel;
    private final NoiseModel noise;
    private final Residual residual;
    private final Optional<ExpectedError> error;
    private final boolean keepsNoise;
    private long pixels;
    private double sumBefore;
    private double sumAfter;

    /**
     * @param channel from 0
     * @param noise or null if it could not be measured
     * @param residual or null without noise
     * @param error empty if it is not known
     * @param keepsNoise whether the method is not meant to take noise away
     */
    ChannelReport(int channel, NoiseModel noise, Residual residual, Optional<ExpectedError> error, boolean keepsNoise) {
        this.channel = channel;
        this.noise = noise;
        this.residual = residual;
        this.error = error;
        this.keepsNoise = keepsNoise;
    }

    boolean knowsError() {
        return error.isPresent();
    }

    /** How far pixels may be from the truth, in the units of the image. @throws java.util.NoSuchElementException if it is not known */
    float[] expectedError(RestoredRows rows) {
        return error.orElseThrow().of(rows.values(), rows.spread());
    }

    void beginPlane() {
        if (residual != null) {
            residual.beginPlane();
        }
    }

    /** Takes the next rows, on the grid of the image. @return what was taken away, in units of the noise; null without noise */
    float[] add(float[] restored, float[] measured) {
        for (int i = 0; i < restored.length; i++) {
            sumBefore += measured[i];
            sumAfter += restored[i];
        }
        pixels += restored.length;
        return residual == null ? null : residual.add(restored, measured);
    }

    /** In a few words. */
    String words() {
        return summary()
                .map(keepsNoise ? ResidualSummary::agreement : ResidualSummary::verdict)
                .orElse("its noise could not be measured");
    }

    JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("channel", channel + 1);
        json.addProperty("mean_before", sumBefore / pixels);
        json.addProperty("mean_after", sumAfter / pixels);
        summary().ifPresent(summary -> {
            json.add("noise", InputRecord.json(noise.record()));
            JsonObject departure = InputRecord.json(summary.record());
            departure.addProperty("verdict", words());
            json.add("residual", departure);
        });
        json.addProperty("verdict", words());
        return json;
    }

    private Optional<ResidualSummary> summary() {
        return Optional.ofNullable(residual).map(Residual::summary);
    }
}
