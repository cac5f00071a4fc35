package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.batch.Failure;
import io.github.imagejdiffusion.batch.evaluate.metric.Calibration;
import io.github.imagejdiffusion.batch.evaluate.metric.LabelImage;
import io.github.imagejdiffusion.batch.evaluate.metric.ObjectSample;
import io.github.imagejdiffusion.batch.evaluate.metric.Score;
import io.github.imagejdiffusion.batch.evaluate.metric.Scores;
import io.github.imagejdiffusion.batch.evaluate.metric.SegmentationMetrics;
import io.github.imagejdiffusion.batch.evaluate.metric.VolumeMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the files of one pair and scores them.
 *
 * <p>A stack is scored plane by plane as 2-D images, which is how {@code segment} makes it; the file gets the mean over
 * its planes, and counts of objects are summed. Or, where volumes are asked for, every frame is one volume and maps and
 * tables are left aside; the file gets the mean over its frames.
 *
 * <p>A missing, unreadable or misfitting prediction scores zero. A fault of a map or of the object table costs only the
 * scores that need it.
 */
final class PairScorer {

    private final MapReader reader;
    private final boolean volumes;

    /** @param volumes whether objects go through the slices of a stack */
    PairScorer(MapReader reader, boolean volumes) {
        this.reader = reader;
        this.volumes = volumes;
    }

    PairResult score(ImagePair pair) {
        if (pair.prediction().isEmpty()) {
            return PairResult.failed(
                    pair, "no prediction for " + pair.truth() + ": scored zero; expected " + pair.expected());
        }
        Path labels = pair.prediction().get();
        try (Planes<LabelImage> truth = reader.openLabels(pair.truth());
                Planes<LabelImage> prediction = reader.openLabels(labels)) {
            if (truth.count() != prediction.count()) {
                throw new IOException("numbers of planes differ, " + truth.count() + " and " + prediction.count());
            }
            if (volumes && truth.slices() != prediction.slices()) {
                throw new IOException("numbers of slices differ, " + truth.slices() + " and " + prediction.slices());
            }
            return volumes ? scoreVolumes(pair, truth, prediction) : score(pair, truth, prediction);
        } catch (IOException e) {
            return failed(pair, labels, Failure.reason(e));
        } catch (RuntimeException | OutOfMemoryError e) {
            return failed(pair, labels, Failure.of(e));
        }
    }

    private static PairResult failed(ImagePair pair, Path labels, String why) {
        return PairResult.failed(
                pair,
                "truth " + pair.truth() + " and prediction " + labels + " cannot be compared: " + why
                        + "; scored zero");
    }

    private PairResult score(ImagePair pair, Planes<LabelImage> truth, Planes<LabelImage> prediction)
            throws IOException {
        Path labels = pair.prediction().orElseThrow();
        int count = prediction.count();
        List<String> problems = new ArrayList<>();
        List<ObjectSample> uncertain = new ArrayList<>();
        List<ObjectSample> spread = new ArrayList<>();
        List<ObjectSample> objects = new ArrayList<>();
        List<ObjectSample> objectSpread = new ArrayList<>();
        List<Scores> planes = new ArrayList<>();
        List<Calibration> calibration = new ArrayList<>();
        CompanionTable table = CompanionTable.open(pair.objects(), problems);
        try (CompanionMap probabilities = CompanionMap.open(pair.probability(), labels, count, reader, problems);
                CompanionMap uncertainties = CompanionMap.open(pair.uncertainty(), labels, count, reader, problems);
                CompanionMap spreads = CompanionMap.open(pair.spread(), labels, count, reader, problems)) {
            for (int i = 0; i < count; i++) {
                LabelImage predicted = prediction.plane(i);
                SegmentationMetrics metrics = compare(truth.plane(i), predicted);
                int plane = planes.size();
                planes.add(metrics.scores());
                probabilities.withPlane(
                        i, predicted, map -> metrics.calibration(map).ifPresent(found -> {
                            planes.set(plane, planes.get(plane).with(found));
                            calibration.add(found);
                        }));
                uncertainties.withPlane(i, predicted, map -> uncertain.addAll(metrics.objectSamples(map)));
                spreads.withPlane(i, predicted, map -> spread.addAll(metrics.objectSamples(map)));
                table.withNextPlane(
                        values -> objects.addAll(metrics.objectSamples(values)),
                        values -> objectSpread.addAll(metrics.objectSamples(values)));
            }
            Scores scores = Scores.ofPlanes(planes);
            return new PairResult(
                    pair,
                    probabilities.usable() ? scores : scores.without(Score.Kind.CALIBRATION),
                    uncertainties.usable() ? uncertain : List.of(),
                    spreads.usable() ? spread : List.of(),
                    table.hasUncertainty() ? objects : List.of(),
                    table.hasSpread() ? objectSpread : List.of(),
                    probabilities.usable() ? calibration : List.of(),
                    problems);
        }
    }

    private static PairResult scoreVolumes(ImagePair pair, Planes<LabelImage> truth, Planes<LabelImage> prediction)
            throws IOException {
        List<Scores> frames = new ArrayList<>();
        for (int first = 0; first < truth.count(); first += truth.slices()) {
            VolumeMetrics metrics = new VolumeMetrics();
            for (int i = first; i < first + truth.slices(); i++) {
                LabelImage plane = truth.plane(i);
                LabelImage predicted = prediction.plane(i);
                requireSameSize(plane, predicted);
                metrics.add(plane, predicted);
            }
            frames.add(metrics.scores());
        }
        return PairResult.ofLabels(pair, Scores.ofPlanes(frames));
    }

    private static SegmentationMetrics compare(LabelImage truth, LabelImage prediction) throws IOException {
        requireSameSize(truth, prediction);
        return new SegmentationMetrics(truth, prediction);
    }

    private static void requireSameSize(LabelImage truth, LabelImage prediction) throws IOException {
        if (!truth.sameSizeAs(prediction)) {
            throw new IOException("sizes differ, " + truth.width() + " x " + truth.height() + " and "
                    + prediction.width() + " x " + prediction.height() + " pixels");
        }
    }
}
