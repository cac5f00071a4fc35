package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.batch.evaluate.metric.Auroc;
import io.github.imagejdiffusion.batch.evaluate.metric.ObjectSample;
import io.github.imagejdiffusion.batch.evaluate.metric.Score;
import io.github.imagejdiffusion.batch.evaluate.metric.Scores;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Everything an evaluation found out.
 *
 * @param truth      folder of truths
 * @param prediction folder of predictions
 * @param images     one result per truth, sorted by stem; at least one
 * @param unmatched  label images in the prediction folder that belong to no truth
 */
record Evaluation(Path truth, Path prediction, List<PairResult> images, List<String> unmatched) {

    /** Scores all pairs of two folders, one after the other in order of stem. */
    static Evaluation of(Path truth, Path prediction, MapReader reader) {
        Pairing pairing = Pairing.of(truth, prediction, reader);
        PairScorer scorer = new PairScorer(reader);
        List<PairResult> images = pairing.pairs().stream().map(scorer::score).toList();
        return new Evaluation(truth, prediction, images, pairing.unmatched());
    }

    /** Every score averaged over the images that have it, and AUROC over the objects of all images together. */
    Scores mean() {
        Scores mean = Scores.mean(images.stream().map(PairResult::scores).toList());
        mean = withAuroc(mean, Score.AUROC_UNCERTAINTY, PairResult::uncertainty);
        mean = withAuroc(mean, Score.AUROC_SPREAD, PairResult::spread);
        return withAuroc(mean, Score.AUROC_OBJECT, PairResult::objects);
    }

    private Scores withAuroc(Scores mean, Score score, Function<PairResult, List<ObjectSample>> samples) {
        OptionalDouble area = Auroc.of(
                images.stream().flatMap(image -> samples.apply(image).stream()).toList());
        return area.isPresent() ? mean.with(score, area.getAsDouble()) : mean;
    }

    /** All problems, in order of images. */
    List<String> problems() {
        return images.stream().flatMap(image -> image.problems().stream()).toList();
    }
}
