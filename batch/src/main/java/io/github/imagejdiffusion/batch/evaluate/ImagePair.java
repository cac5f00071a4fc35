package io.github.imagejdiffusion.batch.evaluate;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A truth file and the files that the prediction folder holds for it.
 *
 * @param stem        name of the image, without extension and {@code _labels}
 * @param truth       true labels
 * @param prediction  predicted labels; empty if missing or ambiguous
 * @param expected    where the predicted labels should be, for messages
 * @param probability foreground probability, if there
 * @param uncertainty uncertainty map, if there
 * @param spread      spread over runs, if there
 * @param objects     table of predicted objects, if there
 */
record ImagePair(
        String stem,
        Path truth,
        Optional<Path> prediction,
        Path expected,
        Optional<MapPlace> probability,
        Optional<MapPlace> uncertainty,
        Optional<MapPlace> spread,
        Optional<Path> objects) {}
