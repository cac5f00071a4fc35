package io.github.imagejdiffusion.imagej.superres;

import io.github.imagejdiffusion.imagej.macro.KeyText;
import io.github.imagejdiffusion.imagej.macro.MacroKey;
import io.github.imagejdiffusion.imagej.restoration.RestorationKeys;
import io.github.imagejdiffusion.imagej.settings.CommonKeys;

/**
 * The macro keys of {@code Super-resolve...}. A public contract: once released, a key is never renamed and never changes
 * its meaning.
 */
public enum SuperresKeys implements MacroKey {
    FACTOR("factor", "by which width and height grow: 2 or 4", "2"),
    MODEL("model", "name or path of a model", "fluorescence-sr-x2 or fluorescence-sr-x4, by the factor"),
    CHANNEL(
            RestorationKeys.CHANNEL.key(),
            RestorationKeys.CHANNEL.meaning(),
            "all, each on its own; must be given for RGB images"),
    SLICES(CommonKeys.SLICES),
    FRAMES(CommonKeys.FRAMES),
    CONSISTENT(
            "consistent",
            "switch: the mean over each pixel of the image stays that pixel, with pixel_type=input exactly; for images without noise",
            "off"),
    PSF(
            "psf",
            "standard deviation of the microscope's PSF in pixels of the image, without the pixel itself: FWHM / 2.355, or in"
                    + " focus about 0.21 x wavelength / NA / pixel size; to be right to 0.05 pixels",
            "fitted to each plane"),
    STEPS(CommonKeys.STEPS.key(), CommonKeys.STEPS.meaning(), "the model's; 10 for sample or several runs"),
    RUNS(CommonKeys.RUNS),
    ORIENTATIONS(
            CommonKeys.ORIENTATIONS.key(),
            CommonKeys.ORIENTATIONS.meaning(),
            "the model's; 1 for sample or several runs"),
    SAMPLER(CommonKeys.SAMPLER),
    SEED(CommonKeys.SEED),
    SAMPLE(RestorationKeys.SAMPLE),
    SPREAD(RestorationKeys.SPREAD),
    RESIDUAL(
            RestorationKeys.RESIDUAL.key(),
            "switch: show in what the result does not explain the image, in units of the noise",
            "off"),
    PIXEL_TYPE(RestorationKeys.PIXEL_TYPE),
    DEVICE(CommonKeys.DEVICE);

    private final KeyText text;

    SuperresKeys(String key, String meaning, String defaultValue) {
        text = new KeyText(key, meaning, defaultValue);
    }

    SuperresKeys(MacroKey common) {
        text = common.text();
    }

    @Override
    public KeyText text() {
        return text;
    }
}
