package io.github.imagejdiffusion.imagej.segment.dialog;

import ij.gui.Roi;
import io.github.imagejdiffusion.diffusion.model.ModelPackage;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import io.github.imagejdiffusion.imagej.result.OutlineRois;
import io.github.imagejdiffusion.imagej.segment.SegmentJob;
import io.github.imagejdiffusion.imagej.segment.SegmentSettings;
import io.github.imagejdiffusion.imagej.settings.PlaneChoice;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Outlines of what would be found in the visible field of the current plane: the same pixels as the result will have
 * there. Used by the event thread.
 */
final class Preview implements AutoCloseable {

    private final SourceImage source;
    private final BackgroundModel background;
    private final Consumer<String> message;
    private final TemporaryOverlay overlay;
    private boolean on;

    /** @param message shows how it goes */
    Preview(SourceImage source, BackgroundModel background, Consumer<String> message) {
        this.source = source;
        this.background = background;
        this.message = message;
        this.overlay = new TemporaryOverlay(source.image());
    }

    /** Starts anew; outlines that are there stay until the new ones are ready. */
    void start(ModelPackage model, SegmentSettings settings) {
        SegmentSettings ofPlane = ofCurrentPlane(settings);
        message.accept("Preview...");
        on = true;
        background.run(
                model,
                settings.device(),
                (open, progress) ->
                        OutlineRois.overlay(new SegmentJob(VisibleField.of(source), ofPlane, open).run(progress)),
                new Shown());
    }

    /** Only outlines, since only they are drawn; and no links, since there is but one slice. */
    private static SegmentSettings ofCurrentPlane(SegmentSettings settings) {
        return new SegmentSettings(
                settings.model(),
                settings.channel(),
                settings.diameter(),
                PlaneChoice.CURRENT,
                PlaneChoice.CURRENT,
                false,
                new SegmentSettings.Outputs(false, false, false, true, false),
                settings.sampling(),
                settings.threshold(),
                settings.minSize(),
                settings.device(),
                new SegmentSettings.Files(Optional.empty(), Optional.empty()));
    }

    /** Ends it if it is on; the image gets back its own overlay. */
    void stop() {
        if (on) {
            on = false;
            background.cancel();
            overlay.clear();
            message.accept("");
        }
    }

    @Override
    public void close() {
        stop();
    }

    private final class Shown implements BackgroundModel.Outcome<List<Roi>> {

        @Override
        public void progressed(int percent) {
            message.accept("Preview: " + percent + " %");
        }

        @Override
        public void done(List<Roi> outlines) {
            overlay.draw(outlines);
            message.accept("Preview: " + outlines.size() + (outlines.size() == 1 ? " object" : " objects"));
        }

        @Override
        public void failed(String problem) {
            overlay.clear();
            message.accept(problem);
        }
    }
}
