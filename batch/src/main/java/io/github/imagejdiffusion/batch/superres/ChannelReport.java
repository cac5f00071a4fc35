package io.github.imagejdiffusion.batch.superres;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.imagejdiffusion.batch.evaluate.image.SingleImageResolution;
import io.github.imagejdiffusion.batch.run.InputRecord;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.superres.consistency.ConsistencyCheck;
import io.github.imagejdiffusion.superres.consistency.ConsistencySummary;
import io.github.imagejdiffusion.superres.consistency.Psf;
import io.github.imagejdiffusion.superres.consistency.TrainedOn;
import java.util.List;
import java.util.OptionalDouble;

/** What is known of one channel: its noise and blur, its resolution before and after, and whether the result fits. */
final class ChannelReport {

    private static final String RESOLUTION =
            "Fourier ring correlation of checkerboard halves of one image, threshold 1/7,"
                    + " middle of the first plane; " + SingleImageResolution.LIMIT
                    + " px is the finest it can tell, and after"
                    + " enlarging, where neighbours share noise, it flatters";

    private static final String BLUR =
            "of the image, by its spectrum, middle of the first plane; the objects' own" + " smoothness counts";

    private final int channel;
    private final PercentileLimits limits;
    private final ConsistencyCheck check;
    private final TrainedOn trainedOn;
    private final Psf psf;
    private OptionalDouble blur = OptionalDouble.empty();
    private OptionalDouble resolutionBefore = OptionalDouble.empty();
    private OptionalDouble resolutionAfter = OptionalDouble.empty();

    /**
     * @param channel from 0
     * @param limits of its normalisation
     * @param psf of the options
     */
    ChannelReport(int channel, PercentileLimits limits, ConsistencyCheck check, TrainedOn trainedOn, Psf psf) {
        this.channel = channel;
        this.limits = limits;
        this.check = check;
        this.trainedOn = trainedOn;
        this.psf = psf;
    }

    PercentileLimits limits() {
        return limits;
    }

    ConsistencyCheck check() {
        return check;
    }

    /** When the crop is complete. */
    void measure(CentralCrop crop) {
        blur = crop.blur(check.noise());
        resolutionBefore = crop.before();
        resolutionAfter = crop.after();
    }

    private OptionalDouble photons() {
        return TrainedOn.photons(check.noise(), limits);
    }

    /** In a few words. */
    String words() {
        return check.summary().verdict();
    }

    /** In what the image is not like those that the model was trained on. */
    List<String> objections() {
        return trainedOn.objections(photons(), blur, psf);
    }

    JsonObject json(Calibration calibration) {
        JsonObject json = new JsonObject();
        json.addProperty("channel", channel + 1);
        check.noise().ifPresent(noise -> json.add("noise", InputRecord.json(noise.record())));
        photons().ifPresent(photons -> json.addProperty("photons_at_brightest", photons));
        blur.ifPresent(sigma -> json.add("blur", blur(sigma, calibration)));
        ConsistencySummary summary = check.summary();
        JsonObject consistency = InputRecord.json(summary.record());
        calibration.pixelWidth().ifPresent(w -> consistency.addProperty("psf_sigma_um", w * summary.psfSigma()));
        json.add("consistency", consistency);
        json.add("resolution", resolution(calibration));
        JsonArray outside = new JsonArray();
        objections().forEach(outside::add);
        json.add("outside_of_training", outside);
        json.addProperty("verdict", words());
        return json;
    }

    private static JsonObject blur(double sigma, Calibration calibration) {
        JsonObject json = new JsonObject();
        json.addProperty("method", BLUR);
        json.addProperty("sigma_px", sigma);
        calibration.pixelWidth().ifPresent(w -> json.addProperty("sigma_um", sigma * w));
        return json;
    }

    private JsonObject resolution(Calibration calibration) {
        JsonObject json = new JsonObject();
        json.addProperty("method", RESOLUTION);
        resolutionBefore.ifPresent(px -> json.addProperty("before_px", px));
        resolutionAfter.ifPresent(px -> json.addProperty("after_fine_px", px));
        calibration.pixelWidth().ifPresent(w -> {
            resolutionBefore.ifPresent(px -> json.addProperty("before_um", px * w));
            resolutionAfter.ifPresent(px -> json.addProperty("after_um", px * w / check.factor()));
        });
        return json;
    }
}
