package io.github.imagejdiffusion.imagej.segment;

import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.imagej.ImageJModels;
import io.github.imagejdiffusion.imagej.PluginException;
import io.github.imagejdiffusion.imagej.command.ImageCommand;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import io.github.imagejdiffusion.imagej.progress.StatusProgress;
import io.github.imagejdiffusion.imagej.result.ProvenanceProperties;
import io.github.imagejdiffusion.imagej.result.ResultOutput;
import io.github.imagejdiffusion.imagej.result.SegmentResult;
import io.github.imagejdiffusion.imagej.segment.dialog.SegmentDialog;
import io.github.imagejdiffusion.segdiff.objects.LinkSummary;
import java.util.Optional;

/** {@code Plugins > Diffusion > Segment (SegDiff)...}. */
public final class SegmentAction extends ImageCommand<SegmentSettings> {

    /** As in the menu. */
    public static final String COMMAND = "Segment (SegDiff)...";

    public SegmentAction() {
        super(COMMAND, "Segmenting");
    }

    @Override
    protected SegmentSettings read(String options) {
        return SegmentMacro.read(options);
    }

    @Override
    protected Optional<SegmentSettings> ask(SourceImage source) {
        requireNoResult(source);
        return SegmentDialog.ask(source, new ModelChoice(ImageJModels.repository()));
    }

    @Override
    protected String work(SourceImage source, SegmentSettings settings, StatusProgress progress) {
        requireNoResult(source);
        SegmentSettings.Files files = settings.files();
        ResultOutput.requireWritable(files.rois(), files.objects());
        SegmentResult result = segment(source, settings, progress);
        progress.requireNotCancelled();
        ResultOutput.save(result, files.rois(), files.objects());
        ResultOutput.show(
                result,
                source.axes(),
                settings.outputs().outlines(),
                settings.outputs().table());
        return summary(result);
    }

    /** The labels are in front when a segmentation is done: whoever runs the next one at once would segment these. */
    private static void requireNoResult(SourceImage source) {
        if (COMMAND.equals(source.image().getProp(ProvenanceProperties.PREFIX + "command"))) {
            throw new PluginException("'" + source.axes().title() + "' is itself a result of " + COMMAND
                    + ": select the image that is to be segmented, and run again.");
        }
    }

    private static SegmentResult segment(SourceImage source, SegmentSettings settings, StatusProgress progress) {
        ModelChoice models = new ModelChoice(ImageJModels.repository());
        try (DiffusionModel model = ImageJModels.open(models.resolve(settings, source.rgb()), settings.device())) {
            return new SegmentJob(source, settings, model).run(progress);
        }
    }

    private static String summary(SegmentResult result) {
        StringBuilder text =
                new StringBuilder().append(result.count()).append(result.count() == 1 ? " object" : " objects");
        if (!result.links().isEmpty()) {
            text.append("; ").append(LinkSummary.text(result.links()));
        }
        return text.toString();
    }
}
