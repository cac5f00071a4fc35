package io.github.imagejdiffusion.batch.evaluate;

import io.github.imagejdiffusion.batch.UsageException;
import io.github.imagejdiffusion.batch.outputs.OutputSuffixes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the predictions of every truth by name.
 *
 * <p>Truth {@code <stem>.*} (or {@code <stem>_labels.*}, {@code <stem>_segmentation.*}) pairs with
 * {@code <stem>_labels.tif} of the prediction folder, with the only image called {@code <stem>_labels.*}, or with
 * {@code <stem>_segmentation.ome.zarr}, whose maps are its channels; to have both is an error. A folder without a single image of these endings is
 * taken for the work of another tool, and there the only image called {@code <stem>.*} is the prediction. (In a folder
 * with such images it is more likely the input picture.) Maps are otherwise {@code <stem>_probability},
 * {@code _uncertainty} and {@code _spread}, found by the first of these rules; the object table is
 * {@code <stem>_objects.csv}. In the truth folder, such maps lying beside
 * {@code <stem>_labels} are skipped, so that the output of {@code segment} can serve as truth.
 *
 * @param pairs     one per truth, sorted by stem
 * @param unmatched stems of label images in the prediction folder that belong to no truth
 */
record Pairing(List<ImagePair> pairs, List<String> unmatched) {

    private static final List<String> MAPS = List.of("_probability", "_uncertainty", "_spread");

    /**
     * Pairs two folders.
     *
     * @throws UsageException if a folder cannot be used, two truths share a stem, a truth has two predictions, or no truth
     *     has one
     */
    static Pairing of(Path truthFolder, Path predictionFolder, MapReader reader) {
        ImageFolder truths = ImageFolder.list(truthFolder, "--truth", reader);
        ImageFolder predictions = ImageFolder.list(predictionFolder, "--prediction", reader);
        List<ImagePair> pairs = new ArrayList<>();
        Set<String> stems = new HashSet<>();
        for (String fileStem : truths.stems()) {
            if (isMapBesideLabels(fileStem, truths)) {
                continue;
            }
            List<Path> files = truths.files(fileStem);
            String stem = Stem.ofImage(files.get(0));
            if (files.size() > 1 || !stems.add(stem)) {
                throw new UsageException(
                        "--truth " + truthFolder + " holds several truths for '" + stem + "'; keep one file per image");
            }
            pairs.add(pair(stem, files.get(0), predictions));
        }
        if (pairs.stream().allMatch(pair -> pair.prediction().isEmpty())) {
            throw new UsageException("no truth in " + truthFolder + " has a prediction in " + predictionFolder
                    + "; predictions are named like " + pairs.get(0).expected().getFileName());
        }
        return new Pairing(List.copyOf(pairs), unmatched(predictions, pairs));
    }

    private static boolean isMapBesideLabels(String fileStem, ImageFolder folder) {
        return MAPS.stream()
                .filter(fileStem::endsWith)
                .map(map -> fileStem.substring(0, fileStem.length() - map.length()))
                .anyMatch(stem -> !folder.files(stem + Stem.LABELS).isEmpty());
    }

    private static ImagePair pair(String stem, Path truth, ImageFolder predictions) {
        Optional<Path> labels = predictions.find(stem + Stem.LABELS);
        Optional<Path> together = predictions.find(stem + Stem.SEGMENTATION);
        if (labels.isPresent() && together.isPresent()) {
            throw new UsageException("--prediction " + predictions.path() + " holds two results for '" + stem + "', "
                    + labels.get().getFileName() + " and " + together.get().getFileName() + "; keep one of them");
        }
        if (labels.isEmpty() && Stem.OF_LABELS.stream().noneMatch(predictions::hasEnding)) {
            labels = predictions.find(stem);
        }
        return new ImagePair(
                stem,
                truth,
                together.isPresent() ? together : labels,
                predictions.path().resolve(stem + Stem.LABELS + ".tif"),
                map(MAPS.get(0), stem, together, predictions),
                map(MAPS.get(1), stem, together, predictions),
                map(MAPS.get(2), stem, together, predictions),
                Optional.of(predictions.path().resolve(stem + OutputSuffixes.OBJECTS))
                        .filter(Files::isRegularFile));
    }

    /** @param together where labels and maps are, if they are in one image */
    private static Optional<MapPlace> map(
            String suffix, String stem, Optional<Path> together, ImageFolder predictions) {
        return together.isPresent()
                ? together.map(image -> new MapPlace(image, Optional.of(suffix.substring(1))))
                : predictions.find(stem + suffix).map(MapPlace::ofFile);
    }

    private static List<String> unmatched(ImageFolder predictions, List<ImagePair> pairs) {
        Set<String> known = new HashSet<>();
        pairs.forEach(pair -> Stem.OF_LABELS.forEach(ending -> known.add(pair.stem() + ending)));
        return predictions.stems().stream()
                .filter(stem -> Stem.OF_LABELS.stream().anyMatch(stem::endsWith) && !known.contains(stem))
                .toList();
    }
}
