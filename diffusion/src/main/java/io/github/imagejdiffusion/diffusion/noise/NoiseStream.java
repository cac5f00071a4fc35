package io.github.imagejdiffusion.diffusion.noise;

/**
 * What a noise field is used for; keeps two fields of the same network call independent. The numbers are part of noise
 * v1: new streams are appended, existing numbers never change.
 */
public enum NoiseStream {
    /** The start x_T, call 0. */
    START(0),
    /** Noise that a solver adds after a network call (DDPM, DDIM with eta above 0). */
    STEP(1),
    /** Noise that a guide adds to a reference image (ILVR, SDEdit, known region of RePaint). */
    REFERENCE(2);

    private final int number;

    NoiseStream(int number) {
        this.number = number;
    }

    /** The number in the address, 0 .. 65535. */
    public int number() {
        return number;
    }
}
