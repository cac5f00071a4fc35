package io.github.imagejdiffusion.batch.evaluate.image;

/** The numbers of an image comparison, in the order of every table; {@link #key()} names CSV columns and JSON fields. */
public enum ImageScore {
    /** Peak signal-to-noise ratio in dB; infinite for equal planes. */
    PSNR("psnr", "%.3f"),
    /** The same after the best affine fit of the prediction to the truth. */
    SI_PSNR("si_psnr", "%.3f"),
    /** Structural similarity, at most 1. */
    SSIM("ssim", "%.4f"),
    /** Root mean square error over the root mean square of the truth. */
    NRMSE("nrmse", "%.4f"),
    /** Mean of the prediction against mean of the truth, in percent of the latter; positive is too bright. */
    BIAS_PERCENT("bias_percent", "%.3f"),
    /** Resolution by Fourier ring correlation, in pixels; 2 is the limit. */
    FRC_PX("frc_px", "%.3f"),
    /** The same in micrometres. */
    FRC_UM("frc_um", "%.4f"),
    /** The data range that PSNR and SSIM were computed with. */
    RANGE("range", "%.6g");

    private final String key;
    private final String format;

    ImageScore(String key, String format) {
        this.key = key;
        this.format = format;
    }

    /** The name in files and tables. */
    public String key() {
        return key;
    }

    /** How a terminal shows it, as {@link String#format} understands. */
    public String format() {
        return format;
    }
}
