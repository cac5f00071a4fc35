package io.github.imagejdiffusion.superres.consistency;

import io.github.imagejdiffusion.diffusion.camera.ResidualSummary;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How well fine images explain the coarse ones, A(x) against y.
 *
 * @param psfSigma of the forward model in coarse pixels, the median over planes; 0 for the block mean alone
 * @param psfKnown whether that is the blur of the image, too; else noise had a say in it, and it is too small
 * @param psfSource where psfSigma comes from
 * @param pixels that count: all but those at the ends of the camera's range
 * @param rmse root mean square of A(x) - y, in grey values
 * @param rmseOfRange likewise, as share of the range from percentile to percentile that the model's scale spans
 * @param residual in units of the noise; empty if the noise could not be measured
 */
public record ConsistencySummary(
        double psfSigma,
        boolean psfKnown,
        Psf.Source psfSource,
        long pixels,
        double rmse,
        double rmseOfRange,
        Optional<ResidualSummary> residual) {

    /** Below this share of the range nothing is missing that could be seen. */
    private static final double EXACT = 0.003;

    /** In units of the noise. */
    private static final double LITTLE = 0.75;

    /** With fewer a blur can be found by which almost anything explains them. */
    private static final int FEWEST_PIXELS = 256;

    /** Root mean square of A(x) - y in units of the noise; at most about 1 if they are consistent. */
    public OptionalDouble rmseInNoise() {
        return residual.filter(r -> r.pixels() > 0)
                .map(r -> OptionalDouble.of(Math.hypot(r.deviation(), r.mean())))
                .orElse(OptionalDouble.empty());
    }

    /**
     * One line: consistent with the data or not, and why. Other than for denoising, less than the noise is no objection:
     * it may come back in what was made of the data, but what was made explains the data.
     */
    public String verdict() {
        if (pixels == 0) {
            return "not judged: no pixel lies within the camera's range";
        }
        if (pixels < FEWEST_PIXELS) {
            return "not judged: too few pixels";
        }
        boolean less = rmseInNoise().isPresent() && rmseInNoise().getAsDouble() < LITTLE;
        if (rmseOfRange <= EXACT || less) {
            return "consistent with the data";
        }
        return residual.map(ResidualSummary::verdict).orElse("not judged: the noise could not be measured");
    }

    /** Names and values in a fixed order; what a provenance record says. */
    public Map<String, Object> record() {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("psf_sigma_px", psfSigma);
        record.put("psf_sigma_known", psfKnown);
        record.put("psf_source", psfSource.lowerCase());
        record.put("pixels", pixels);
        record.put("rmse", rmse);
        record.put("rmse_share_of_range", rmseOfRange);
        rmseInNoise().ifPresent(value -> record.put("rmse_in_noise", value));
        residual.ifPresent(summary -> record.put("residual", summary.record()));
        record.put("verdict", verdict());
        return record;
    }
}
