package io.github.imagejdiffusion.imagej.restoration;

import io.github.imagejdiffusion.imagej.macro.KeyText;
import io.github.imagejdiffusion.imagej.macro.MacroKey;

/** The macro keys that mean the same in all commands that restore. */
public enum RestorationKeys implements MacroKey {
    CHANNEL("channel", "channel, from 1", "all, each on its own"),
    SAMPLE("sample", "switch: one of the images that there may be, in place of their mean; not for measuring", "off"),
    SPREAD("spread", "switch: show the spread of the runs (4 or more runs of 2 or more steps)", "off"),
    RESIDUAL("residual", "switch: show what was taken away, in units of the noise", "off"),
    PIXEL_TYPE(
            "pixel_type",
            "of the result: float, 32 bits, neither rounded nor cut off; or input, that of the image, in which 8 and 16 bits"
                    + " are rounded and cut off",
            "float");

    private final KeyText text;

    RestorationKeys(String key, String meaning, String defaultValue) {
        text = new KeyText(key, meaning, defaultValue);
    }

    @Override
    public KeyText text() {
        return text;
    }
}
