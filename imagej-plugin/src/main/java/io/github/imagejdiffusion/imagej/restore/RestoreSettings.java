package io.github.imagejdiffusion.imagej.restore;

import io.github.imagejdiffusion.imagej.macro.MacroKey;
import io.github.imagejdiffusion.imagej.macro.MacroOption;
import io.github.imagejdiffusion.imagej.macro.MacroOptions;
import io.github.imagejdiffusion.imagej.macro.OptionLine;
import io.github.imagejdiffusion.imagej.restoration.RestorationRequest;
import java.util.List;
import java.util.Optional;

/**
 * What a person or a macro asked for.
 *
 * @param model name or path; empty for the usual one of the task
 * @param guidance only for ILVR
 */
public record RestoreSettings(RestoreTask task, Optional<String> model, Guidance guidance, RestorationRequest request) {

    /**
     * Reads a macro's; nothing is remembered from earlier runs.
     *
     * @throws io.github.imagejdiffusion.imagej.PluginException naming the key that is unknown or out of range
     */
    static RestoreSettings read(String text) {
        MacroOptions options = MacroOptions.parse(text, MacroKey.names(RestoreKeys.values()));
        RestoreTask task = RestoreTask.read(options);
        if (task.byIlvr() && options.flag(RestoreKeys.SAMPLE.key())) {
            throw options.bad(RestoreKeys.SAMPLE.key(), "does not go with ilvr, each run of which is a sample");
        }
        return new RestoreSettings(
                task,
                options.text(RestoreKeys.MODEL.key()),
                Guidance.read(options, task),
                RestorationRequest.read(options));
    }

    /** As a macro has them; {@link #read} reads the same settings back. Switches that are off do not appear. */
    public List<MacroOption> line() {
        OptionLine line = new OptionLine()
                .add(RestoreKeys.TASK, task.task())
                .add(RestoreKeys.METHOD, task.method())
                .add(RestoreKeys.MODEL, model);
        guidance.write(line);
        request.write(line);
        return line.options();
    }

    /** How the model will be sampled, for a dialog. */
    public String summary() {
        return request.sampling().summary()
                + (guidance.factor().isPresent()
                        ? ", factor " + guidance.factor().getAsInt()
                        : "");
    }

    /** The model that was named, else the usual one. */
    public String modelName() {
        return model.orElse(task.usualModel());
    }
}
