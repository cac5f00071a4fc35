package io.github.imagejdiffusion.imagej.dialog;

import ij.plugin.frame.Recorder;
import io.github.imagejdiffusion.imagej.macro.MacroOption;
import java.util.List;

/** Tells ImageJ's macro recorder what was chosen, in full: also what the dialog did not show. */
public final class LineRecorder {

    private LineRecorder() {}

    /** For the command that runs now; nothing happens when nothing is recorded. */
    public static void record(List<MacroOption> line) {
        if (!Recorder.record) {
            return;
        }
        for (MacroOption option : line) {
            option.value()
                    .ifPresentOrElse(
                            value -> Recorder.recordOption(option.key(), value),
                            () -> Recorder.recordOption(option.key()));
        }
    }

    /** The command was cancelled: it does not belong into a macro. */
    public static void forget() {
        Recorder.setCommand(null);
    }
}
