package io.github.imagejdiffusion.imagej.superres;

import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.imagej.ImageJModels;
import io.github.imagejdiffusion.imagej.command.ImageCommand;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import io.github.imagejdiffusion.imagej.progress.StatusProgress;
import io.github.imagejdiffusion.imagej.restoration.RestorationResult;
import io.github.imagejdiffusion.imagej.superres.dialog.SuperresDialog;
import java.util.Optional;

/** {@code Plugins > Diffusion > Super-resolve...}. */
public final class SuperresAction extends ImageCommand<SuperresSettings> {

    /** As in the menu. */
    public static final String COMMAND = "Super-resolve...";

    public SuperresAction() {
        super(COMMAND, "Super-resolving");
    }

    @Override
    protected SuperresSettings read(String options) {
        return SuperresSettings.read(options);
    }

    @Override
    protected Optional<SuperresSettings> ask(SourceImage source) {
        return SuperresDialog.ask(source, ImageJModels.repository());
    }

    @Override
    protected String work(SourceImage source, SuperresSettings settings, StatusProgress progress) {
        RestorationResult result = superResolve(source, settings, progress);
        progress.requireNotCancelled();
        result.show();
        return result.summary();
    }

    private static RestorationResult superResolve(
            SourceImage source, SuperresSettings settings, StatusProgress progress) {
        try (DiffusionModel model = ImageJModels.open(
                ImageJModels.repository().resolve(settings.modelName()),
                settings.request().device())) {
            return new SuperresJob(source, settings, model).run(progress);
        }
    }
}
