package io.github.imagejdiffusion.imagej.segment;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import io.github.imagejdiffusion.diffusion.model.ModelPackage;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.imagej.ImageJModels;
import io.github.imagejdiffusion.imagej.PluginException;
import io.github.imagejdiffusion.imagej.Problems;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import io.github.imagejdiffusion.imagej.progress.StatusProgress;
import io.github.imagejdiffusion.imagej.result.ResultOutput;
import io.github.imagejdiffusion.imagej.result.SegmentResult;
import io.github.imagejdiffusion.imagej.segment.dialog.SegmentDialog;
import java.awt.GraphicsEnvironment;
import java.util.Optional;

/** {@code Plugins > Diffusion > Segment (SegDiff)...}: settings from a dialog or a macro; then the work; then the result. */
public final class SegmentAction implements Runnable {

    /** As in the menu. */
    public static final String COMMAND = "Segment (SegDiff)...";

    /** Runs on the calling thread until the results are shown; never throws, but may end a macro. */
    @Override
    public void run() {
        try {
            SourceImage source = SourceImage.active();
            ModelChoice models = new ModelChoice(ImageJModels.repository());
            Optional<SegmentSettings> settings = settings(source, models);
            if (settings.isPresent()) {
                segment(source, settings.get(), models);
            }
        } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
            Problems.tell(COMMAND, e);
        }
    }

    private static Optional<SegmentSettings> settings(SourceImage source, ModelChoice models) {
        String options = Macro.getOptions();
        if (options != null || GraphicsEnvironment.isHeadless()) {
            return Optional.of(SegmentMacro.read(options));
        }
        return SegmentDialog.ask(source, models);
    }

    /** The work and its results, on the calling thread. */
    static void segment(SourceImage source, SegmentSettings settings, ModelChoice models) {
        ImagePlus image = source.image();
        if (!image.lockSilently()) {
            throw new PluginException("Another command is working on '"
                    + source.axes().title() + "'. Wait until it is done, or end it with Escape.");
        }
        try (StatusProgress progress =
                StatusProgress.begin("Segmenting " + source.axes().title())) {
            SegmentResult result = run(source, settings, models, progress);
            progress.requireNotCancelled();
            ResultOutput.save(result, settings.files().rois(), settings.files().objects());
            ResultOutput.show(
                    result,
                    source.axes(),
                    settings.outputs().outlines(),
                    settings.outputs().table());
            IJ.showStatus(summary(result));
        } finally {
            image.unlock();
        }
    }

    private static SegmentResult run(
            SourceImage source, SegmentSettings settings, ModelChoice models, StatusProgress progress) {
        ModelPackage found = models.resolve(settings, source.rgb());
        int threads = Runtime.getRuntime().availableProcessors();
        try (DiffusionModel model = DiffusionModel.open(found, settings.device(), threads, warning -> {})) {
            return new SegmentJob(source, settings, model).run(progress);
        }
    }

    private static String summary(SegmentResult result) {
        StringBuilder text =
                new StringBuilder().append(result.count()).append(result.count() == 1 ? " object" : " objects");
        result.links().forEach(link -> text.append("; ").append(link.text()));
        return text.toString();
    }
}
