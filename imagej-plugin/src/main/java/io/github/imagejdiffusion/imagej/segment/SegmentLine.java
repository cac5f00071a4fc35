package io.github.imagejdiffusion.imagej.segment;

import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import io.github.imagejdiffusion.imagej.macro.MacroOption;
import io.github.imagejdiffusion.imagej.macro.OptionLine;
import io.github.imagejdiffusion.segdiff.DiameterChoice;
import java.nio.file.Path;
import java.util.List;

/** Writes settings as a macro has them; {@link SegmentMacro} reads the same settings back. Stateless and thread-safe. */
public final class SegmentLine {

    private SegmentLine() {}

    /** What the settings say, in the order of {@link SegmentKeys}; switches that are off do not appear. */
    public static List<MacroOption> of(SegmentSettings settings) {
        return new OptionLine()
                .add(SegmentKeys.MODEL, settings.model())
                .add(SegmentKeys.CHANNEL, settings.channel())
                .add(SegmentKeys.DIAMETER, diameter(settings.diameter()))
                .add(SegmentKeys.SLICES, settings.slices().toString())
                .add(SegmentKeys.FRAMES, settings.frames().toString())
                .add(SegmentKeys.LINK, settings.link())
                .add(SegmentKeys.PROBABILITY, settings.outputs().probability())
                .add(SegmentKeys.UNCERTAINTY, settings.outputs().uncertainty())
                .add(SegmentKeys.SPREAD, settings.outputs().spread())
                .add(SegmentKeys.OUTLINES, settings.outputs().outlines())
                .add(SegmentKeys.TABLE, settings.outputs().table())
                .add(SegmentKeys.STEPS, settings.sampling().steps())
                .add(SegmentKeys.RUNS, settings.sampling().runs())
                .add(SegmentKeys.ORIENTATIONS, settings.sampling().orientations())
                .add(SegmentKeys.SAMPLER, settings.sampling().sampler().map(SolverKind::optionName))
                .add(SegmentKeys.SEED, Long.toString(settings.sampling().seed()))
                .add(SegmentKeys.THRESHOLD, settings.threshold())
                .add(SegmentKeys.MIN_SIZE, settings.minSize())
                .add(SegmentKeys.DEVICE, settings.device().toString())
                .add(SegmentKeys.SAVE_ROIS, settings.files().rois().map(Path::toString))
                .add(SegmentKeys.SAVE_OBJECTS, settings.files().objects().map(Path::toString))
                .options();
    }

    private static String diameter(DiameterChoice choice) {
        return choice.measured()
                ? DiameterChoice.AUTO_NAME
                : OptionLine.shortest(choice.pixels().orElse(0));
    }
}
