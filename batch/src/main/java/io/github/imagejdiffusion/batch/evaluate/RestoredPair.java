package io.github.imagejdiffusion.batch.evaluate;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A clean truth and the restored image that the prediction folder holds for it.
 *
 * @param stem       name of the image, without extension
 * @param truth      the clean image
 * @param prediction the restored image; empty if missing or ambiguous
 * @param fault      why there is no prediction; empty if there is one
 */
record RestoredPair(String stem, Path truth, Optional<Path> prediction, String fault) {}
