package io.github.imagejdiffusion.batch.restore;

import com.google.gson.JsonObject;
import io.github.imagejdiffusion.batch.run.InputRecord;
import io.github.imagejdiffusion.diffusion.camera.NoiseModel;
import io.github.imagejdiffusion.diffusion.camera.Residual;
import io.github.imagejdiffusion.diffusion.camera.ResidualSummary;
import java.util.Optional;

/** What is known of one channel: its noise, its mean before and after, and whether the restoration fits the data. */
final class ChannelReport {

    private final int channel;
    private final NoiseModel noise;
    private final Residual residual;
    private long pixels;
    private double sumBefore;
    private double sumAfter;

    /**
     * @param channel from 0
     * @param noise or null if it could not be measured
     * @param residual or null without noise
     */
    ChannelReport(int channel, NoiseModel noise, Residual residual) {
        this.channel = channel;
        this.noise = noise;
        this.residual = residual;
    }

    void beginPlane() {
        if (residual != null) {
            residual.beginPlane();
        }
    }

    /** Takes the next rows. @return what was taken away, in units of the noise; null without noise */
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
        return summary().map(ResidualSummary::verdict).orElse("its noise could not be measured");
    }

    JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("channel", channel + 1);
        json.addProperty("mean_before", sumBefore / pixels);
        json.addProperty("mean_after", sumAfter / pixels);
        summary().ifPresent(summary -> {
            json.add("noise", InputRecord.json(noise.record()));
            json.add("residual", InputRecord.json(summary.record()));
        });
        json.addProperty("verdict", words());
        return json;
    }

    private Optional<ResidualSummary> summary() {
        return Optional.ofNullable(residual).map(Residual::summary);
    }
}
