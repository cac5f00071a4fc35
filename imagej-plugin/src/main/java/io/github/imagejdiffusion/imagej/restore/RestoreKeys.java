package io.github.imagejdiffusion.imagej.restore;

import io.github.imagejdiffusion.imagej.macro.KeyText;
import io.github.imagejdiffusion.imagej.macro.MacroKey;
import io.github.imagejdiffusion.imagej.restoration.RestorationKeys;
import io.github.imagejdiffusion.imagej.settings.CommonKeys;

/**
 * The macro keys of {@code Restore (ILVR)...}. A public contract: once released, a key is never renamed and never changes
 * its meaning.
 */
public enum RestoreKeys implements MacroKey {
    TASK("task", "denoise, or upsample: more pixels, the finer content invented; not for measuring", "denoise"),
    METHOD(
            "method",
            "model: trained for the task; ilvr: a model of clean images that follows the image",
            "model to denoise, ilvr to upsample"),
    MODEL("model", "name or path of a model", "fluorescence-denoise; fluorescence-prior for ilvr"),
    CHANNEL(RestorationKeys.CHANNEL),
    SLICES(CommonKeys.SLICES),
    FRAMES(CommonKeys.FRAMES),
    FACTOR(
            "factor",
            "ilvr: what is finer than so many pixels is the model's, a power of two; to upsample, how many times as"
                    + " large: 2, 4 or 8",
            "2; 4 to upsample"),
    RANGE_T("range_t", "ilvr: so many steps, and one more, do not follow the image at the end; -1: all do", "-1"),
    KERNEL("kernel", "ilvr: low-pass filter: cubic, lanczos2, lanczos3, linear or box", "cubic"),
    NOISING(
            "noising",
            "ilvr: how noisy the image is made in each step: paper, or code, as the authors have it",
            "paper"),
    STEPS(CommonKeys.STEPS.key(), CommonKeys.STEPS.meaning(), "the model's; to denoise, 10 for sample or several runs"),
    RUNS(CommonKeys.RUNS),
    ORIENTATIONS(
            CommonKeys.ORIENTATIONS.key(),
            CommonKeys.ORIENTATIONS.meaning(),
            "the model's; 1 for sample or several runs, and by ILVR"),
    SAMPLER(CommonKeys.SAMPLER),
    SEED(CommonKeys.SEED),
    SAMPLE(RestorationKeys.SAMPLE),
    SPREAD(
            RestorationKeys.SPREAD.key(),
            RestorationKeys.SPREAD.meaning()
                    + ", and where the model was calibrated for so many steps, the expected error",
            RestorationKeys.SPREAD.defaultValue()),
    RESIDUAL(RestorationKeys.RESIDUAL),
    PIXEL_TYPE(RestorationKeys.PIXEL_TYPE),
    DEVICE(CommonKeys.DEVICE);

    private final KeyText text;

    RestoreKeys(String key, String meaning, String defaultValue) {
        text = new KeyText(key, meaning, defaultValue);
    }

    RestoreKeys(MacroKey common) {
        text = common.text();
    }

    @Override
    public KeyText text() {
        return text;
    }
}
