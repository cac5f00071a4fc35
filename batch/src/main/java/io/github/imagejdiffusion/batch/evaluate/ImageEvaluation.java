package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.batch.evaluate.image.ImageScore;
import io.github.imagejdiffusion.batch.evaluate.image.ImageScores;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Scores the restored images of two folders: {@code --metric image}. */
final class ImageEvaluation {

    static final String METRIC = "image";

    private static final String RANGE_OF_TRUTH =
            "8-bit truths without calibration function: 255; others: max - min of the truth";

    private ImageEvaluation() {}

    /**
     * Scores all pairs, one after the other in order of stem.
     *
     * @param range the data range of PSNR and SSIM, positive; without one it is that of each truth
     */
    static Report of(Path truth, Path prediction, MapReader reader, OptionalDouble range) {
        RestoredPairing pairing = RestoredPairing.of(truth, prediction, reader);
        RestoredScorer scorer = new RestoredScorer(reader, range);
        List<RestoredResult> images =
                pairing.pairs().stream().map(scorer::score).toList();
        ImageScores mean =
                ImageScores.mean(images.stream().map(RestoredResult::scores).toList());
        return new Report(
                METRIC,
                truth,
                prediction,
                columns(),
                images.stream().map(ImageEvaluation::row).toList(),
                numbers(mean),
                Map.of("range_from", range.isPresent() ? "--range" : RANGE_OF_TRUTH),
                pairing.unmatched());
    }

    private static List<Report.Column> columns() {
        return Arrays.stream(ImageScore.values())
                .map(score -> new Report.Column(score.key(), score.format(), false))
                .toList();
    }

    private static Report.Image row(RestoredResult image) {
        RestoredPair pair = image.pair();
        return new Report.Image(
                pair.stem(), pair.truth(), pair.prediction(), numbers(image.scores()), image.problems());
    }

    private static List<OptionalDouble> numbers(ImageScores scores) {
        return Arrays.stream(ImageScore.values()).map(scores::get).toList();
    }
}
