package io.github.imagejdiffusion.imagej.settings;

import io.github.imagejdiffusion.diffusion.network.Orientation;
import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.diffusion.sampler.SamplerException;
import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import io.github.imagejdiffusion.imagej.macro.MacroKey;
import io.github.imagejdiffusion.imagej.macro.MacroOptions;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the {@link CommonKeys} of a macro. Every method throws a {@link io.github.imagejdiffusion.imagej.PluginException}
 * that names the key if its value cannot be. Stateless and thread-safe.
 */
public final class CommonSettings {

    private CommonSettings() {}

    public static PlaneChoice slices(MacroOptions options) {
        return planes(options, CommonKeys.SLICES);
    }

    public static PlaneChoice frames(MacroOptions options) {
        return planes(options, CommonKeys.FRAMES);
    }

    private static PlaneChoice planes(MacroOptions options, MacroKey key) {
        return options.text(key.key())
                .map(text -> PlaneChoice.parse(text)
                        .orElseThrow(() -> options.bad(key.key(), "must be all, current, or a range such as 2-5")))
                .orElse(PlaneChoice.ALL);
    }

    public static Sampling sampling(MacroOptions options) {
        return new Sampling(
                options.integer(CommonKeys.STEPS.key(), 1, Integer.MAX_VALUE),
                options.integer(CommonKeys.RUNS.key(), 1, Integer.MAX_VALUE),
                orientations(options),
                sampler(options),
                options.whole(CommonKeys.SEED.key()).orElse(0));
    }

    private static OptionalInt orientations(MacroOptions options) {
        OptionalInt count = options.integer(CommonKeys.ORIENTATIONS.key(), 1, Integer.MAX_VALUE);
        try {
            count.ifPresent(Orientation::first);
            return count;
        } catch (IllegalArgumentException e) {
            throw options.bad(CommonKeys.ORIENTATIONS.key(), "must be 1, 2, 4 or 8");
        }
    }

    private static Optional<SolverKind> sampler(MacroOptions options) {
        try {
            return options.text(CommonKeys.SAMPLER.key()).map(SolverKind::parse);
        } catch (SamplerException e) {
            throw options.bad(CommonKeys.SAMPLER.key(), "must be ddim, ddpm or dpmpp2m");
        }
    }

    public static DeviceChoice device(MacroOptions options) {
        try {
            return options.text(CommonKeys.DEVICE.key())
                    .map(DeviceChoice::parse)
                    .orElse(DeviceChoice.AUTO);
        } catch (IllegalArgumentException e) {
            throw options.bad(CommonKeys.DEVICE.key(), "must be auto, cpu, gpu, or gpu:i with i from 0");
        }
    }
}
