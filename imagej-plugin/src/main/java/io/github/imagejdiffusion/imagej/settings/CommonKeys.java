package io.github.imagejdiffusion.imagej.settings;

import io.github.imagejdiffusion.imagej.macro.KeyText;
import io.github.imagejdiffusion.imagej.macro.MacroKey;

/** The macro keys that mean the same in every command. */
public enum CommonKeys implements MacroKey {
    SLICES("slices", "all, current, or a range such as 2-5", "all"),
    FRAMES("frames", "all, current, or a range such as 2-5", "all"),
    STEPS("steps", "network calls per run", "the model's"),
    RUNS("runs", "draws that are averaged", "the model's"),
    ORIENTATIONS("orientations", "of the image, turned and mirrored: 1, 2, 4 or 8; the mean is taken", "the model's"),
    SAMPLER("sampler", "ddim, ddpm or dpmpp2m", "the model's"),
    SEED("seed", "of the noise, a whole number", "0"),
    DEVICE("device", "auto, cpu, gpu or gpu:i", "auto");

    private final KeyText text;

    CommonKeys(String key, String meaning, String defaultValue) {
        text = new KeyText(key, meaning, defaultValue);
    }

    @Override
    public KeyText text() {
        return text;
    }
}
