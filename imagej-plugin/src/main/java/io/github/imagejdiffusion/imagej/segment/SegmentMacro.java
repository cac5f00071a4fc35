package io.github.imagejdiffusion.imagej.segment;

import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.diffusion.sampler.SamplerException;
import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import io.github.imagejdiffusion.imagej.macro.MacroOptions;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads the settings of a macro. Nothing is remembered from earlier runs. Stateless and thread-safe. */
final class SegmentMacro {

    private SegmentMacro() {}

    /** @throws io.github.imagejdiffusion.imagej.PluginException naming the key that is unknown or out of range */
    static SegmentSettings read(String text) {
        MacroOptions options = MacroOptions.parse(text, SegmentKeys.all());
        OptionalDouble diameter = options.number(SegmentKeys.DIAMETER.key(), 0, Double.MAX_VALUE);
        return new SegmentSettings(
                options.text(SegmentKeys.MODEL.key()),
                options.integer(SegmentKeys.CHANNEL.key(), 1, Integer.MAX_VALUE),
                diameter.isPresent() && diameter.getAsDouble() == 0 ? OptionalDouble.empty() : diameter,
                planes(options, SegmentKeys.SLICES.key()),
                planes(options, SegmentKeys.FRAMES.key()),
                options.flag(SegmentKeys.LINK.key()),
                new SegmentSettings.Outputs(
                        options.flag(SegmentKeys.PROBABILITY.key()),
                        options.flag(SegmentKeys.UNCERTAINTY.key()),
                        options.flag(SegmentKeys.SPREAD.key()),
                        options.flag(SegmentKeys.OUTLINES.key()),
                        options.flag(SegmentKeys.TABLE.key())),
                new SegmentSettings.Sampling(
                        options.integer(SegmentKeys.STEPS.key(), 1, Integer.MAX_VALUE),
                        options.integer(SegmentKeys.RUNS.key(), 1, Integer.MAX_VALUE),
                        sampler(options),
                        options.whole(SegmentKeys.SEED.key()).orElse(0)),
                options.number(SegmentKeys.THRESHOLD.key(), 0, 1),
                options.integer(SegmentKeys.MIN_SIZE.key(), 0, Integer.MAX_VALUE),
                device(options),
                files(options));
    }

    private static SegmentSettings.Files files(MacroOptions options) {
        Optional<Path> rois = path(options, SegmentKeys.SAVE_ROIS.key());
        Optional<Path> objects = path(options, SegmentKeys.SAVE_OBJECTS.key());
        if (rois.isPresent() && objects.isPresent() && absolute(rois.get()).equals(absolute(objects.get()))) {
            throw options.bad(
                    SegmentKeys.SAVE_OBJECTS.key(), "must be another file than that of " + SegmentKeys.SAVE_ROIS.key());
        }
        return new SegmentSettings.Files(rois, objects);
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static PlaneChoice planes(MacroOptions options, String key) {
        return options.text(key)
                .map(text -> PlaneChoice.parse(text)
                        .orElseThrow(() -> options.bad(key, "must be all, current, or a range such as 2-5")))
                .orElse(PlaneChoice.ALL);
    }

    private static Optional<SolverKind> sampler(MacroOptions options) {
        try {
            return options.text(SegmentKeys.SAMPLER.key()).map(SolverKind::parse);
        } catch (SamplerException e) {
            throw options.bad(SegmentKeys.SAMPLER.key(), "must be ddim, ddpm or dpmpp2m");
        }
    }

    private static DeviceChoice device(MacroOptions options) {
        try {
            return options.text(SegmentKeys.DEVICE.key())
                    .map(DeviceChoice::parse)
                    .orElse(DeviceChoice.AUTO);
        } catch (IllegalArgumentException e) {
            throw options.bad(SegmentKeys.DEVICE.key(), "must be auto, cpu, gpu, or gpu:i with i from 0");
        }
    }

    private static Optional<Path> path(MacroOptions options, String key) {
        try {
            return options.text(key).map(Path::of);
        } catch (InvalidPathException e) {
            throw options.bad(key, "must be the path of a file");
        }
    }
}
