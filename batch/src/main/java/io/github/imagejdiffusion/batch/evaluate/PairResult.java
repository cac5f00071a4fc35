package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.batch.evaluate.metric.Calibration;
import io.github.imagejdiffusion.batch.evaluate.metric.ObjectSample;
import io.github.imagejdiffusion.batch.evaluate.metric.Scores;
import java.util.List;

/**
 * What became of one truth.
 *
 * @param pair        the files
 * @param scores      scores of the image
 * @param uncertainty its predicted objects with their mean uncertainty; empty without that map
 * @param spread      its predicted objects with their mean spread; empty without that map
 * @param objects     its predicted objects with their uncertainty of the object table; empty without that
 * @param objectSpread its predicted objects with their spread of the object table; empty without that
 * @param calibration of its planes; empty without a map of probabilities
 * @param problems    one line each; empty if all went well
 */
record PairResult(
        ImagePair pair,
        Scores scores,
        List<ObjectSample> uncertainty,
        List<ObjectSample> spread,
        List<ObjectSample> objects,
        List<ObjectSample> objectSpread,
        List<Calibration> calibration,
        List<String> problems) {

    PairResult {
        uncertainty = List.copyOf(uncertainty);
        spread = List.copyOf(spread);
        objects = List.copyOf(objects);
        objectSpread = List.copyOf(objectSpread);
        calibration = List.copyOf(calibration);
        problems = List.copyOf(problems);
    }

    /** The result of a pair that could not be scored. */
    static PairResult failed(ImagePair pair, String problem) {
        return new PairResult(
                pair, Scores.zero(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(problem));
    }

    /** The result of a pair of which nothing but the labels was looked at. */
    static PairResult ofLabels(ImagePair pair, Scores scores) {
        return new PairResult(pair, scores, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }
}
