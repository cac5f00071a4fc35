package io.github.imagejdiffusion.formats.write;

/** What is shown as black and as white. */
public record DisplayRange(double min, double max) {

    /** @throws IllegalArgumentException unless both are finite and the first is less */
    public DisplayRange {
        if (!(min < max) || Double.isInfinite(min) || Double.isInfinite(max)) {
            throw new IllegalArgumentException("display range " + min + " to " + max);
        }
    }
}
