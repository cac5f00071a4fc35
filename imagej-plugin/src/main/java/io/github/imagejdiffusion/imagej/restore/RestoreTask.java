package io.github.imagejdiffusion.imagej.restore;

import io.github.imagejdiffusion.diffusion.model.config.ModelKind;
import io.github.imagejdiffusion.imagej.macro.MacroOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is restored, and by which method: the combinations that there are. The first of a task is its usual one. */
public enum RestoreTask {
    DENOISE_BY_MODEL(
            "denoise", "model", "Denoise", "denoised", "fluorescence-denoise", ModelKind.DENOISE, ModelKind.PAIRED),
    DENOISE_BY_ILVR("denoise", "ilvr", "Denoise by ILVR", "denoised by ILVR", "fluorescence-prior", ModelKind.PRIOR),
    UPSAMPLE_BY_ILVR(
            "upsample", "ilvr", "Upsample by ILVR", "upsampled by ILVR", "fluorescence-prior", ModelKind.PRIOR);

    private final String task;
    private final String method;
    private final String title;
    private final String done;
    private final String usualModel;
    private final Set<ModelKind> kinds;

    RestoreTask(String task, String method, String title, String done, String usualModel, ModelKind... kinds) {
        this.task = task;
        this.method = method;
        this.title = title;
        this.done = done;
        this.usualModel = usualModel;
        this.kinds = Set.of(kinds);
    }

    /** From a macro. @throws io.github.imagejdiffusion.imagej.PluginException naming the key that is not known */
    static RestoreTask read(MacroOptions options) {
        String task = options.text(RestoreKeys.TASK.key()).orElse(DENOISE_BY_MODEL.task);
        List<RestoreTask> ofTask =
                Arrays.stream(values()).filter(known -> known.task.equals(task)).toList();
        if (ofTask.isEmpty()) {
            throw options.bad(RestoreKeys.TASK.key(), "must be denoise or upsample");
        }
        Optional<String> method = options.text(RestoreKeys.METHOD.key());
        return method.isEmpty()
                ? ofTask.get(0)
                : ofTask.stream()
                        .filter(known -> known.method.equals(method.get()))
                        .findFirst()
                        .orElseThrow(() -> options.bad(
                                RestoreKeys.METHOD.key(),
                                "must be "
                                        + String.join(
                                                " or ",
                                                ofTask.stream()
                                                        .map(RestoreTask::method)
                                                        .toList())
                                        + " to " + task));
    }

    /** As macros write it. */
    public String task() {
        return task;
    }

    /** As macros write it. */
    public String method() {
        return method;
    }

    /** For a dialog. */
    public String title() {
        return title;
    }

    /** What has happened to the image. */
    String done() {
        return done;
    }

    /** The model where none is chosen; never another one because models were added. */
    public String usualModel() {
        return usualModel;
    }

    /** Whether models of this kind can do it. */
    public boolean takes(ModelKind kind) {
        return kinds.contains(kind);
    }

    /** Whether a model of clean images follows the image. */
    public boolean byIlvr() {
        return this != DENOISE_BY_MODEL;
    }

    /** Whether the result has more pixels. */
    public boolean enlarges() {
        return this == UPSAMPLE_BY_ILVR;
    }
}
