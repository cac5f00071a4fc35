package io.github.imagejdiffusion.imagej.segment.dialog;

import ij.plugin.frame.Recorder;
import io.github.imagejdiffusion.imagej.segment.SegmentLine;
import io.github.imagejdiffusion.imagej.segment.SegmentSettings;

/** Tells ImageJ's macro recorder what was chosen, in full: also what the dialog did not show. */
final class LineRecorder {

    private LineRecorder() {}

    /** For the command that runs now; nothing happens when nothing is recorded. */
    static void record(SegmentSettings complete) {
        if (!Recorder.record) {
            return;
        }
        for (SegmentLine.Option option : SegmentLine.of(complete)) {
            option.value()
                    .ifPresentOrElse(
                            value -> Recorder.recordOption(option.key(), value),
                            () -> Recorder.recordOption(option.key()));
        }
    }

    /** The command was cancelled: it does not belong into a macro. */
    static void forget() {
        Recorder.setCommand(null);
    }
}
