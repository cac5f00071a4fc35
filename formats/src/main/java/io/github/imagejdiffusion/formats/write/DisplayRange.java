package io.github.imagejdiffusion.formats.write;

/** What ImageJ shows as black and as white. */
record DisplayRange(double min, double max) {

    /** @throws IllegalArgumentException unless both are finite and the first is less */
    DisplayRange {
        if (!(min < max) || Double.isInfinite(min) || Double.isInfinite(max)) {
            throw new IllegalArgumentException("display range " + min + " to " + max);
        }
    }
}
