package io.github.imagejdiffusion.batch.evaluate.image;

/** Peak signal-to-noise ratio: 10 log10(range^2 / mean square error), in dB; infinite without any error. */
final class PeakSignalToNoise {

    private PeakSignalToNoise() {}

    /** PSNR of the prediction as it is. */
    static double of(PlanePair pair, double range) {
        double sum = 0;
        for (int i = 0; i < pair.truth().length; i++) {
            double error = (double) pair.prediction()[i] - pair.truth()[i];
            sum += error * error;
        }
        return decibel(sum / pair.truth().length, range);
    }

    /**
     * PSNR of a * prediction + b, with the a and b of the least mean square error, for predictions that are right up to
     * gain and offset.
     *
     * <p>This is the fit by which Weigert et al., "Content-aware image restoration", Nature Methods 15 (2018), compare
     * restored images ({@code normalize_minmse} of their csbdeep), known as scale-invariant PSNR in the denoising papers
     * after it, which take max - min of the truth for the range. The sign of a is free: an inverted image is fitted as
     * well. A constant prediction is fitted by the mean of the truth.
     */
    static double scaleInvariant(PlanePair pair, double range) {
        double truthMean = pair.truthMean();
        double predictionMean = pair.predictionMean();
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < pair.truth().length; i++) {
            double deviation = pair.prediction()[i] - predictionMean;
            covariance += deviation * (pair.truth()[i] - truthMean);
            variance += deviation * deviation;
        }
        double gain = variance > 0 ? covariance / variance : 0;
        double sum = 0;
        for (int i = 0; i < pair.truth().length; i++) {
            double error = gain * (pair.prediction()[i] - predictionMean) - (pair.truth()[i] - truthMean);
            sum += error * error;
        }
        return decibel(sum / pair.truth().length, range);
    }

    private static double decibel(double meanSquareError, double range) {
        return meanSquareError == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(range * range / meanSquareError);
    }
}
