package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.batch.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the restored image of every truth by name.
 *
 * <p>Truth {@code <stem>.*} pairs with {@code <stem>_restored.*} or {@code <stem>_superres.*} of the prediction folder:
 * the {@code .tif}, or the only image of that name. A folder without a single image of either ending is taken for the
 * work of another tool, and there {@code <stem>.*} is the prediction. (In a folder with such endings it is more likely
 * the input.)
 *
 * @param pairs     one per truth, sorted by stem
 * @param unmatched stems of restored images that belong to no truth
 */
record RestoredPairing(List<RestoredPair> pairs, List<String> unmatched) {

    static final String RESTORED = "_restored";
    static final String SUPERRES = "_superres";

    private static final List<String> ENDINGS = List.of(RESTORED, SUPERRES);

    /**
     * Pairs two folders.
     *
     * @throws UsageException if a folder cannot be used, two truths share a stem, or no truth has a prediction
     */
    static RestoredPairing of(Path truthFolder, Path predictionFolder, MapReader reader) {
        ImageFolder truths = ImageFolder.list(truthFolder, "--truth", reader);
        ImageFolder predictions = ImageFolder.list(predictionFolder, "--prediction", reader);
        List<RestoredPair> pairs = new ArrayList<>();
        for (String stem : truths.stems()) {
            List<Path> files = truths.files(stem);
            if (files.size() > 1) {
                throw new UsageException(
                        "--truth " + truthFolder + " holds several truths for '" + stem + "'; keep one file per image");
            }
            pairs.add(pair(stem, files.get(0), predictions));
        }
        if (pairs.stream().allMatch(pair -> pair.prediction().isEmpty())) {
            String stem = pairs.get(0).stem();
            throw new UsageException("no truth in " + truthFolder + " has a usable prediction in " + predictionFolder
                    + "; predictions are named like " + stem + RESTORED + ".tif or " + stem + SUPERRES + ".tif");
        }
        return new RestoredPairing(List.copyOf(pairs), unmatched(predictions, pairs));
    }

    private static RestoredPair pair(String stem, Path truth, ImageFolder predictions) {
        List<Path> found = new ArrayList<>();
        ENDINGS.forEach(ending -> predictions.find(stem + ending).ifPresent(found::add));
        if (found.isEmpty() && ENDINGS.stream().noneMatch(predictions::hasEnding)) {
            predictions.find(stem).ifPresent(found::add);
        }
        if (found.size() == 1) {
            return new RestoredPair(stem, truth, Optional.of(found.get(0)), "");
        }
        String fault = found.isEmpty()
                ? "no prediction for " + truth + ": not scored; expected "
                        + predictions.path().resolve(stem + RESTORED + ".tif") + " or " + stem + SUPERRES + ".tif"
                : "two predictions for " + truth + ": not scored; keep one of " + found.get(0) + " and "
                        + found.get(1).getFileName();
        return new RestoredPair(stem, truth, Optional.empty(), fault);
    }

    private static List<String> unmatched(ImageFolder predictions, List<RestoredPair> pairs) {
        Set<String> known = pairs.stream()
                .flatMap(pair -> ENDINGS.stream().map(ending -> pair.stem() + ending))
                .collect(Collectors.toSet());
        return predictions.stems().stream()
                .filter(stem -> ENDINGS.stream().anyMatch(stem::endsWith) && !known.contains(stem))
                .toList();
    }
}
