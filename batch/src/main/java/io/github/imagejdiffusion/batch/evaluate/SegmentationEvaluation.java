package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.batch.evaluate.metric.Auroc;
import io.github.imagejdiffusion.batch.evaluate.metric.Calibration;
import io.github.imagejdiffusion.batch.evaluate.metric.ObjectSample;
import io.github.imagejdiffusion.batch.evaluate.metric.Score;
import io.github.imagejdiffusion.batch.evaluate.metric.Scores;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Scores the label images of two folders: {@code --metric segmentation}. */
final class SegmentationEvaluation {

    static final String METRIC = "segmentation";

    private static final String COUNT = "%.1f";
    private static final String FRACTION = "%.4f";

    private final List<PairResult> images;

    private SegmentationEvaluation(List<PairResult> images) {
        this.images = images;
    }

    /**
     * Scores all pairs, one after the other in order of stem.
     *
     * @param volumes whether objects go through the slices of a stack
     */
    static Report of(Path truth, Path prediction, MapReader reader, boolean volumes) {
        Pairing pairing = Pairing.of(truth, prediction, reader);
        PairScorer scorer = new PairScorer(reader, volumes);
        SegmentationEvaluation evaluation = new SegmentationEvaluation(
                pairing.pairs().stream().map(scorer::score).toList());
        return new Report(
                METRIC,
                truth,
                prediction,
                columns(),
                evaluation.images.stream().map(SegmentationEvaluation::row).toList(),
                numbers(evaluation.mean()),
                volumes ? Map.of("objects", "volumes") : Map.of("ranked_objects", evaluation.rankedObjects()),
                pairing.unmatched());
    }

    private static List<Report.Column> columns() {
        return Arrays.stream(Score.values())
                .map(score -> new Report.Column(
                        score.key(),
                        score.kind() == Score.Kind.COUNT ? COUNT : FRACTION,
                        score.kind() == Score.Kind.POOLED))
                .toList();
    }

    private static Report.Image row(PairResult image) {
        ImagePair pair = image.pair();
        return new Report.Image(
                pair.stem(), pair.truth(), pair.prediction(), numbers(image.scores()), image.problems());
    }

    private static List<OptionalDouble> numbers(Scores scores) {
        return Arrays.stream(Score.values()).map(scores::get).toList();
    }

    /** Every score averaged over the images that have it; pooled ones over the pixels or objects of all together. */
    private Scores mean() {
        Scores mean = Scores.mean(images.stream().map(PairResult::scores).toList());
        Optional<Calibration> calibration = Calibration.pooled(
                images.stream().flatMap(image -> image.calibration().stream()).toList());
        if (calibration.isPresent()) {
            mean = mean.with(Score.ECE_POOLED, calibration.get().expectedError());
        }
        mean = withAuroc(mean, Score.AUROC_UNCERTAINTY, PairResult::uncertainty);
        mean = withAuroc(mean, Score.AUROC_SPREAD, PairResult::spread);
        mean = withAuroc(mean, Score.AUROC_OBJECT, PairResult::objects);
        return withAuroc(mean, Score.AUROC_OBJECT_SPREAD, PairResult::objectSpread);
    }

    private Scores withAuroc(Scores mean, Score score, Function<PairResult, List<ObjectSample>> samples) {
        OptionalDouble area = Auroc.of(all(samples));
        return area.isPresent() ? mean.with(score, area.getAsDouble()) : mean;
    }

    private Map<String, ?> rankedObjects() {
        Map<String, Object> ranked = new LinkedHashMap<>();
        ranked.put("uncertainty", numbersOf(all(PairResult::uncertainty)));
        ranked.put("spread", numbersOf(all(PairResult::spread)));
        ranked.put("object", numbersOf(all(PairResult::objects)));
        ranked.put("object_spread", numbersOf(all(PairResult::objectSpread)));
        return ranked;
    }

    private static Map<String, ?> numbersOf(List<ObjectSample> samples) {
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("objects", samples.size());
        numbers.put(
                "iou_below_half", samples.stream().filter(ObjectSample::poor).count());
        return numbers;
    }

    private List<ObjectSample> all(Function<PairResult, List<ObjectSample>> samples) {
        return images.stream().flatMap(image -> samples.apply(image).stream()).toList();
    }
}
