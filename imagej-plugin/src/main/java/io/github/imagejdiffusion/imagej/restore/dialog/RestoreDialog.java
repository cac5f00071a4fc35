package io.github.imagejdiffusion.imagej.restore.dialog;

import ij.gui.GenericDialog;
import io.github.imagejdiffusion.diffusion.model.ModelRepository;
import io.github.imagejdiffusion.diffusion.model.config.DiffusionConfig;
import io.github.imagejdiffusion.imagej.dialog.FieldColumn;
import io.github.imagejdiffusion.imagej.dialog.HelpPage;
import io.github.imagejdiffusion.imagej.dialog.LineRecorder;
import io.github.imagejdiffusion.imagej.dialog.Numbers;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import io.github.imagejdiffusion.imagej.restoration.ModelNames;
import io.github.imagejdiffusion.imagej.restoration.RestorationRequest;
import io.github.imagejdiffusion.imagej.restoration.dialog.CheckedDialog;
import io.github.imagejdiffusion.imagej.restoration.dialog.ModelField;
import io.github.imagejdiffusion.imagej.restoration.dialog.RequestFields;
import io.github.imagejdiffusion.imagej.restore.CompleteSettings;
import io.github.imagejdiffusion.imagej.restore.Guidance;
import io.github.imagejdiffusion.imagej.restore.RestoreSettings;
import io.github.imagejdiffusion.imagej.restore.RestoreTask;
import java.awt.TextField;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Asks a person for the settings of a restoration. Opens a window: must not be loaded where there is no screen.
 *
 * <p>What is recorded for macros is complete, so that it gives the same pixels wherever and whenever it is replayed.
 */
public final class RestoreDialog {

    private static final String TITLE = "Restore (ILVR)";
    private static final String PREFIX = "diffusion.restore.";

    private final ModelField<RestoreTask> model;
    private final TextField factor;
    private final RequestFields request;
    private final CheckedDialog<RestoreSettings> dialog;

    private RestoreDialog(SourceImage source, ModelRepository repository) {
        GenericDialog window = new GenericDialog(TITLE);
        FieldColumn column = new FieldColumn(window);
        this.model = new ModelField<>(column, repository, PREFIX, "Task:", models(repository), RestoreTask::title);
        this.factor = column.text("Factor:", "", "ILVR: finer content is the model's; empty: 2, or 4 to upsample");
        this.request =
                new RequestFields(column, source, PREFIX, "Residual: what was taken away, in units of the noise");
        String help = HelpPage.html(RestoreDialog.class, "restore.html");
        this.dialog = new CheckedDialog<>(window, this::settings, RestoreSettings::summary, help);
        enable(model.purpose());
    }

    private static Map<RestoreTask, List<String>> models(ModelRepository repository) {
        Map<RestoreTask, List<String>> models = new EnumMap<>(RestoreTask.class);
        for (RestoreTask task : RestoreTask.values()) {
            models.put(task, ModelNames.of(repository, config -> fits(config, task), task.usualModel()));
        }
        return models;
    }

    private static boolean fits(DiffusionConfig config, RestoreTask task) {
        boolean oneChannel = config.targetChannels().size() == 1;
        return task.takes(config.kind()) && oneChannel && (task.byIlvr() || config.imageChannels() == 1);
    }

    private void enable(RestoreTask task) {
        factor.setEnabled(task.byIlvr());
        request.enableMean(!task.byIlvr());
    }

    /**
     * Shows the dialog until the person closes it; blocks the calling thread, which must be the command's.
     *
     * @return what was chosen, with nothing left to defaults; empty if the person cancelled
     * @throws io.github.imagejdiffusion.imagej.PluginException if there is no model
     */
    public static Optional<RestoreSettings> ask(SourceImage source, ModelRepository repository) {
        RestoreDialog asked = new RestoreDialog(source, repository);
        Optional<RestoreSettings> settings = asked.dialog.show();
        settings.ifPresentOrElse(
                chosen -> {
                    asked.model.remember();
                    asked.request.remember();
                    LineRecorder.record(chosen.line());
                },
                LineRecorder::forget);
        return settings;
    }

    /** @throws io.github.imagejdiffusion.imagej.PluginException saying what is wrong with a field */
    private RestoreSettings settings() {
        if (model.refresh()) {
            enable(model.purpose());
        }
        DiffusionConfig config = model.config();
        RestorationRequest asked = request.request(config.schedule().numTrainTimesteps());
        return CompleteSettings.of(
                new RestoreSettings(model.purpose(), Optional.of(model.name()), guidance(), asked), config);
    }

    private Guidance guidance() {
        String text = factor.getText();
        boolean usual = text.isBlank() || !model.purpose().byIlvr();
        return Guidance.ofFactor(
                usual ? OptionalInt.empty() : OptionalInt.of(Numbers.whole("Factor", text, 2, Integer.MAX_VALUE)),
                model.purpose());
    }
}
