package io.github.imagejdiffusion.imagej.restore;

import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.imagej.ImageJModels;
import io.github.imagejdiffusion.imagej.command.ImageCommand;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import io.github.imagejdiffusion.imagej.progress.StatusProgress;
import io.github.imagejdiffusion.imagej.restoration.RestorationResult;
import io.github.imagejdiffusion.imagej.restore.dialog.RestoreDialog;
import java.util.Optional;

/** {@code Plugins > Diffusion > Restore (ILVR)...}. */
public final class RestoreAction extends ImageCommand<RestoreSettings> {

    /** As in the menu. */
    public static final String COMMAND = "Restore (ILVR)...";

    public RestoreAction() {
        super(COMMAND, "Restoring");
    }

    @Override
    protected RestoreSettings read(String options) {
        return RestoreSettings.read(options);
    }

    @Override
    protected Optional<RestoreSettings> ask(SourceImage source) {
        return RestoreDialog.ask(source, ImageJModels.repository());
    }

    @Override
    protected String work(SourceImage source, RestoreSettings settings, StatusProgress progress) {
        RestorationResult result = restore(source, settings, progress);
        progress.requireNotCancelled();
        result.show();
        return result.summary();
    }

    private static RestorationResult restore(SourceImage source, RestoreSettings settings, StatusProgress progress) {
        try (DiffusionModel model = ImageJModels.open(
                ImageJModels.repository().resolve(settings.modelName()),
                settings.request().device())) {
            return new RestoreJob(source, settings, model).run(progress);
        }
    }
}
