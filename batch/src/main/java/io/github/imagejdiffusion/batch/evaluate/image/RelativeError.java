package io.github.imagejdiffusion.batch.evaluate.image;

import java.util.OptionalDouble;

/** Errors in units of the truth itself; empty where that is zero. */
final class RelativeError {

    private static final double PERCENT = 100;

    private RelativeError() {}

    /** The Euclidean norm of the error over the Euclidean norm of the truth, as scikit-image normalises by default. */
    static OptionalDouble normalisedRootMeanSquare(PlanePair pair) {
        double errors = 0;
        double norm = 0;
        for (int i = 0; i < pair.truth().length; i++) {
            double truth = pair.truth()[i];
            double error = pair.prediction()[i] - truth;
            errors += error * error;
            norm += truth * truth;
        }
        return norm > 0 ? OptionalDouble.of(Math.sqrt(errors / norm)) : OptionalDouble.empty();
    }

    /** (mean of the prediction - mean of the truth) / |mean of the truth|, in percent. */
    static OptionalDouble biasPercent(PlanePair pair) {
        double mean = pair.truthMean();
        return mean == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(PERCENT * (pair.predictionMean() - mean) / Math.abs(mean));
    }
}
