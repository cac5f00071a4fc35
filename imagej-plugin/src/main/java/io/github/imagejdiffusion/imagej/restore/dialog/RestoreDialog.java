package io.github.imagejdiffusion.imagej.restore.dialog;

import ij.Prefs;
import ij.gui.GenericDialog;
import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.diffusion.model.ModelRepository;
import io.github.imagejdiffusion.diffusion.model.config.DiffusionConfig;
import io.github.imagejdiffusion.imagej.PluginException;
import io.github.imagejdiffusion.imagej.dialog.FieldColumn;
import io.github.imagejdiffusion.imagej.dialog.HelpPage;
import io.github.imagejdiffusion.imagej.dialog.LineRecorder;
import io.github.imagejdiffusion.imagej.dialog.MessageLine;
import io.github.imagejdiffusion.imagej.dialog.Numbers;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import io.github.imagejdiffusion.imagej.restoration.ModelNames;
import io.github.imagejdiffusion.imagej.restoration.RestorationRequest;
import io.github.imagejdiffusion.imagej.restoration.dialog.ModelField;
import io.github.imagejdiffusion.imagej.restoration.dialog.RequestFields;
import io.github.imagejdiffusion.imagej.restore.CompleteSettings;
import io.github.imagejdiffusion.imagej.restore.Guidance;
import io.github.imagejdiffusion.imagej.restore.RestoreAction;
import io.github.imagejdiffusion.imagej.restore.RestoreSettings;
import io.github.imagejdiffusion.imagej.restore.RestoreTask;
import java.awt.Choice;
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

    private final GenericDialog dialog = new GenericDialog(TITLE);
    private final Map<RestoreTask, List<String>> models;
    private final List<RestoreTask> tasks;
    private final Choice task;
    private final ModelField model;
    private final TextField factor;
    private final RequestFields request;
    private final MessageLine message;
    private RestoreTask shown;

    private RestoreDialog(SourceImage source, ModelRepository repository) {
        this.models = models(repository);
        this.tasks = List.copyOf(models.keySet());
        RestoreTask first = lastTask();
        FieldColumn column = new FieldColumn(dialog);
        this.task =
                column.choice("Task:", tasks.stream().map(RestoreTask::title).toList(), first.title());
        this.model = new ModelField(column, repository, models.get(first));
        this.factor = column.text("Factor:", "", "ILVR: finer content is the model's; empty: 2, or 4 to upsample");
        this.request = new RequestFields(column, source, PREFIX);
        this.message = new MessageLine(dialog);
        dialog.addHelp(HelpPage.html(RestoreDialog.class, "restore.html"));
        dialog.addDialogListener((changed, event) -> event == null || refresh());
    }

    /** Those of which there is a model, with the models. */
    private static Map<RestoreTask, List<String>> models(ModelRepository repository) {
        Map<RestoreTask, List<String>> models = new EnumMap<>(RestoreTask.class);
        for (RestoreTask task : RestoreTask.values()) {
            List<String> names = ModelNames.of(repository, config -> fits(config, task), task.usualModel());
            if (!names.isEmpty()) {
                models.put(task, names);
            }
        }
        if (models.isEmpty()) {
            throw new PluginException(
                    "There is no model that restores. Plugins > Diffusion > Models... shows where models"
                            + " are looked for; the file models-*.jar of the installation holds the bundled ones.");
        }
        return models;
    }

    private static boolean fits(DiffusionConfig config, RestoreTask task) {
        boolean oneChannel = config.targetChannels().size() == 1;
        return task.takes(config.kind()) && oneChannel && (task.byIlvr() || config.imageChannels() == 1);
    }

    private RestoreTask lastTask() {
        String last = Prefs.get(PREFIX + "task", tasks.get(0).name());
        return tasks.stream().filter(t -> t.name().equals(last)).findFirst().orElse(tasks.get(0));
    }

    /**
     * Shows the dialog until the person closes it; blocks the calling thread, which must be the command's.
     *
     * @return what was chosen, with nothing left to defaults; empty if the person cancelled
     * @throws PluginException if there is no model, or the image has a selection
     */
    public static Optional<RestoreSettings> ask(SourceImage source, ModelRepository repository) {
        source.requireWhole(RestoreAction.COMMAND);
        Optional<RestoreSettings> settings = new RestoreDialog(source, repository).show();
        settings.ifPresentOrElse(chosen -> LineRecorder.record(chosen.line()), LineRecorder::forget);
        return settings;
    }

    private Optional<RestoreSettings> show() {
        refresh();
        dialog.showDialog();
        if (dialog.wasCanceled()) {
            return Optional.empty();
        }
        Prefs.set(PREFIX + "task", shown.name());
        model.remember(PREFIX + "model." + shown.name());
        request.remember();
        return Optional.of(settings());
    }

    /** @throws PluginException saying what is wrong with a field */
    private RestoreSettings settings() {
        DiffusionConfig config = model.config();
        RestorationRequest asked = request.request(config.schedule().numTrainTimesteps());
        RestoreSettings settings = new RestoreSettings(shown, Optional.of(model.name()), guidance(), asked);
        return CompleteSettings.of(settings, config);
    }

    private Guidance guidance() {
        String text = factor.getText();
        boolean usual = text.isBlank() || !shown.byIlvr();
        OptionalInt chosen =
                usual ? OptionalInt.empty() : OptionalInt.of(Numbers.whole("Factor", text, 2, Integer.MAX_VALUE));
        return Guidance.ofFactor(chosen, shown);
    }

    /** Whether the fields can be used; called on the event thread after every change. */
    private boolean refresh() {
        RestoreTask chosen = tasks.get(task.getSelectedIndex());
        if (chosen != shown) {
            shown = chosen;
            model.offer(models.get(chosen), PREFIX + "model." + chosen.name());
            factor.setEnabled(chosen.byIlvr());
            request.enableSample(!chosen.byIlvr());
        }
        try {
            message.show(settings().summary());
            return true;
        } catch (PluginException | DiffusionException e) {
            message.show(e.getMessage());
            return false;
        }
    }
}
