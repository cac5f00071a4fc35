package io.github.imagejdiffusion.imagej.restoration;

import io.github.imagejdiffusion.diffusion.onnx.DeviceChoice;
import io.github.imagejdiffusion.diffusion.paired.ResultPixels;
import io.github.imagejdiffusion.diffusion.sampler.SolverKind;
import io.github.imagejdiffusion.imagej.PluginException;
import io.github.imagejdiffusion.imagej.image.SourceAxes;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import io.github.imagejdiffusion.imagej.macro.MacroOptions;
import io.github.imagejdiffusion.imagej.macro.OptionLine;
import io.github.imagejdiffusion.imagej.settings.ChannelChoice;
import io.github.imagejdiffusion.imagej.settings.ChosenPlanes;
import io.github.imagejdiffusion.imagej.settings.CommonKeys;
import io.github.imagejdiffusion.imagej.settings.CommonSettings;
import io.github.imagejdiffusion.imagej.settings.PlaneChoice;
import io.github.imagejdiffusion.imagej.settings.Sampling;
import java.util.OptionalInt;

/**
 * What every restoration is asked for, beside its method.
 *
 * @param channel from 1; empty for all
 * @param slices which z planes
 * @param frames which time points
 * @param sampling what is left out is the model's own
 * @param sample whether one draw is wanted in place of the mean
 * @param spread whether the spread of the runs is shown
 * @param residual whether what was taken away is shown
 * @param pixels of the restored image
 * @param device where to run
 */
public record RestorationRequest(
        OptionalInt channel,
        PlaneChoice slices,
        PlaneChoice frames,
        Sampling sampling,
        boolean sample,
        boolean spread,
        boolean residual,
        ResultPixels pixels,
        DeviceChoice device) {

    /** From a macro. @throws PluginException naming the key whose value cannot be */
    public static RestorationRequest read(MacroOptions options) {
        return new RestorationRequest(
                options.integer(RestorationKeys.CHANNEL.key(), 1, Integer.MAX_VALUE),
                CommonSettings.slices(options),
                CommonSettings.frames(options),
                CommonSettings.sampling(options),
                options.flag(RestorationKeys.SAMPLE.key()),
                options.flag(RestorationKeys.SPREAD.key()),
                options.flag(RestorationKeys.RESIDUAL.key()),
                pixels(options),
                CommonSettings.device(options));
    }

    private static ResultPixels pixels(MacroOptions options) {
        try {
            return options.text(RestorationKeys.PIXEL_TYPE.key())
                    .map(ResultPixels::parse)
                    .orElse(ResultPixels.FLOAT);
        } catch (IllegalArgumentException e) {
            throw options.bad(RestorationKeys.PIXEL_TYPE.key(), "must be float or input");
        }
    }

    /** Adds what {@link #read} reads back. */
    public void write(OptionLine line) {
        line.add(RestorationKeys.CHANNEL, channel)
                .add(CommonKeys.SLICES, slices.toString())
                .add(CommonKeys.FRAMES, frames.toString())
                .add(CommonKeys.STEPS, sampling.steps())
                .add(CommonKeys.RUNS, sampling.runs())
                .add(CommonKeys.ORIENTATIONS, sampling.orientations())
                .add(CommonKeys.SAMPLER, sampling.sampler().map(SolverKind::optionName))
                .add(CommonKeys.SEED, Long.toString(sampling.seed()))
                .add(RestorationKeys.SAMPLE, sample)
                .add(RestorationKeys.SPREAD, spread)
                .add(RestorationKeys.RESIDUAL, residual)
                .add(RestorationKeys.PIXEL_TYPE, pixels.optionName())
                .add(CommonKeys.DEVICE, device.toString());
    }

    /** The same with another sampling. */
    public RestorationRequest with(Sampling other) {
        return new RestorationRequest(channel, slices, frames, other, sample, spread, residual, pixels, device);
    }

    /** @throws PluginException if the spread is to be shown and is not defined */
    public void requireSpread(boolean defined) {
        if (spread && !defined) {
            throw new PluginException(
                    "The spread is defined for 4 or more runs of 2 or more steps: choose more, or leave"
                            + " the spread out.");
        }
    }

    /** @throws PluginException if the image has no such planes or channel */
    public ChosenPlanes planes(SourceImage source) {
        SourceAxes axes = source.axes();
        return ChosenPlanes.of(axes, ChannelChoice.each(source, channel), slices, frames);
    }
}
