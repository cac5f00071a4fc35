package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.batch.Failure;
import io.github.imagejdiffusion.batch.evaluate.image.ImageMetrics;
import io.github.imagejdiffusion.batch.evaluate.image.ImageScores;
import io.github.imagejdiffusion.batch.evaluate.metric.FloatMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Reads a truth and its restored image and scores them.
 *
 * <p>Stacks and channels are scored plane by plane as 2-D images, with one data range for all; the file gets the mean
 * over its planes. Unless a range is given, it is that of the truth's type for 8 bit without a calibration function, and
 * max - min of the truth, over all its planes, for others. A pair that cannot be compared has no scores.
 */
final class RestoredScorer {

    private final MapReader reader;
    private final OptionalDouble givenRange;

    RestoredScorer(MapReader reader, OptionalDouble givenRange) {
        this.reader = reader;
        this.givenRange = givenRange;
    }

    RestoredResult score(RestoredPair pair) {
        if (pair.prediction().isEmpty()) {
            return RestoredResult.failed(pair, pair.fault());
        }
        Path restored = pair.prediction().get();
        try (ImagePlanes truth = reader.openImage(pair.truth());
                ImagePlanes prediction = reader.openImage(restored)) {
            requireSamePlanes(truth, prediction);
            return score(pair, truth, prediction);
        } catch (IOException e) {
            return failed(pair, restored, Failure.reason(e));
        } catch (RuntimeException | OutOfMemoryError e) {
            return failed(pair, restored, Failure.of(e));
        }
    }

    private static RestoredResult failed(RestoredPair pair, Path restored, String why) {
        return RestoredResult.failed(
                pair,
                "truth " + pair.truth() + " and prediction " + restored + " cannot be compared: " + why
                        + "; not scored");
    }

    private static void requireSamePlanes(ImagePlanes truth, ImagePlanes prediction) throws IOException {
        if (truth.channels() != prediction.channels()) {
            throw new IOException("numbers of channels differ, " + truth.channels() + " and " + prediction.channels());
        }
        if (truth.count() != prediction.count()) {
            throw new IOException("numbers of planes differ, " + truth.count() / truth.channels() + " and "
                    + prediction.count() / prediction.channels());
        }
    }

    private RestoredResult score(RestoredPair pair, ImagePlanes truth, ImagePlanes prediction) throws IOException {
        OptionalDouble range = range(truth);
        OptionalDouble pixelSize = truth.pixelSize().isPresent() ? truth.pixelSize() : prediction.pixelSize();
        List<ImageScores> planes = new ArrayList<>();
        for (int i = 0; i < truth.count(); i++) {
            FloatMap clean = finite(truth.plane(i), "truth", i);
            FloatMap restored = finite(prediction.plane(i), "prediction", i);
            requireSameSize(clean, restored);
            planes.add(ImageMetrics.of(clean, restored, range, pixelSize));
        }
        List<String> problems = range.isPresent()
                ? List.of()
                : List.of("truth " + pair.truth() + " is constant and so has no range: scored without psnr, si_psnr and"
                        + " ssim; give --range");
        return new RestoredResult(pair, ImageScores.mean(planes), problems);
    }

    private OptionalDouble range(ImagePlanes truth) throws IOException {
        if (givenRange.isPresent()) {
            return givenRange;
        }
        if (truth.typeRange().isPresent()) {
            return truth.typeRange();
        }
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < truth.count(); i++) {
            for (float value : finite(truth.plane(i), "truth", i).values()) {
                lowest = Math.min(lowest, value);
                highest = Math.max(highest, value);
            }
        }
        return highest > lowest ? OptionalDouble.of(highest - lowest) : OptionalDouble.empty();
    }

    private static FloatMap finite(FloatMap plane, String which, int index) throws IOException {
        for (int i = 0; i < plane.values().length; i++) {
            if (!Float.isFinite(plane.values()[i])) {
                throw new IOException("the " + which + " holds " + plane.values()[i] + " at x=" + i % plane.width()
                        + ", y=" + i / plane.width() + " of plane " + (index + 1));
            }
        }
        return plane;
    }

    private static void requireSameSize(FloatMap truth, FloatMap prediction) throws IOException {
        if (truth.width() != prediction.width() || truth.height() != prediction.height()) {
            throw new IOException("sizes differ, " + truth.width() + " x " + truth.height() + " and "
                    + prediction.width() + " x " + prediction.height()
                    + " pixels; a super-resolved image needs a truth on its own grid");
        }
    }
}
