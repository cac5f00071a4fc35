package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.batch.evaluate.image.ImageScores;
import java.util.List;

/**
 * What became of one truth.
 *
 * @param pair     the files
 * @param scores   scores of the image
 * @param problems one line each; empty if all went well
 */
record RestoredResult(RestoredPair pair, ImageScores scores, List<String> problems) {

    RestoredResult {
        problems = List.copyOf(problems);
    }

    /** The result of a pair that could not be scored. */
    static RestoredResult failed(RestoredPair pair, String problem) {
        return new RestoredResult(pair, ImageScores.none(), List.of(problem));
    }
}
