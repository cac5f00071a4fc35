package io.github.imagejdiffusion.imagej.segment;

import ij.IJ;
import io.github.imagejdiffusion.imagej.ImageJModels;
import io.github.imagejdiffusion.imagej.Problems;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/** Segments the active image with the settings of a macro and tells what went wrong instead of ending the macro. */
public final class SegmentAttempt implements Function<String, String> {

    private static final String CANCELLED = "cancelled";

    /**
     * Runs on the calling thread until the results are shown.
     *
     * @param options macro keys and values
     * @return empty, {@code cancelled}, or a message
     */
    @Override
    public String apply(String options) {
        try {
            SegmentSettings settings = SegmentMacro.read(options);
            SegmentAction.segment(SourceImage.active(), settings, new ModelChoice(ImageJModels.repository()));
            return "";
        } catch (CancellationException e) {
            return CANCELLED;
        } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
            IJ.showStatus("");
            return Problems.explain(SegmentAction.COMMAND, e);
        }
    }
}
