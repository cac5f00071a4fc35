package io.github.imagejdiffusion.batch.evaluate;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What reports show of an evaluation, whatever was measured.
 *
 * @param metric     what {@code --metric} asked for
 * @param truth      folder of truths
 * @param prediction folder of predictions
 * @param columns    the numbers that there are, in order
 * @param images     one row per truth, sorted by stem; at least one
 * @param mean       every number over all images, in order of columns
 * @param details    what else the JSON report tells, in order: records, maps, strings and numbers
 * @param unmatched  stems of predictions that belong to no truth
 */
record Report(
        String metric,
        Path truth,
        Path prediction,
        List<Column> columns,
        List<Image> images,
        List<OptionalDouble> mean,
        Map<String, ?> details,
        List<String> unmatched) {

    /**
     * A number that images have.
     *
     * @param key    its name in files and tables
     * @param format how a terminal shows it, as {@link String#format} understands
     * @param pooled whether only all images together have it
     */
    record Column(String key, String format, boolean pooled) {}

    /**
     * One image.
     *
     * @param stem       its name
     * @param truth      the true image
     * @param prediction the predicted one; empty if missing or ambiguous
     * @param scores     in order of columns
     * @param problems   one line each; empty if all went well
     */
    record Image(
            String stem, Path truth, Optional<Path> prediction, List<OptionalDouble> scores, List<String> problems) {}

    /** All problems, in order of images. */
    List<String> problems() {
        return images.stream().flatMap(image -> image.problems().stream()).toList();
    }
}
