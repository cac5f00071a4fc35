package io.github.imagejdiffusion.superres.consistency;

import java.util.Locale;

/**
 * What is known of the point spread function of A before a fine image is looked at. Immutable.
 *
 * @param source of its width
 * @param sigma standard deviation of the Gaussian in coarse pixels, without the pixel itself; 0 where none is given
 */
public record Psf(Source source, double sigma) {

    /** Wider ones leave nothing that finer pixels could show. */
    public static final double WIDEST = 2;

    /** To be fitted to each plane, see {@link PsfFit}. */
    public static final Psf FITTED = new Psf(Source.FITTED, 0);

    /** A is the mean over a pixel alone. */
    public static final Psf NONE = new Psf(Source.NONE, 0);

    /** Where the width comes from. */
    public enum Source {
        GIVEN,
        FITTED,
        NONE;

        /** As records of results have it. */
        public String lowerCase() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One that is known, from the optics or from images of beads.
     *
     * @param sigma in coarse pixels, without the pixel itself
     * @throws IllegalArgumentException if it is not more than 0 and at most {@value #WIDEST}
     */
    public static Psf given(double sigma) {
        if (!isPossible(sigma)) {
            throw new IllegalArgumentException("psf must be more than 0 and at most " + WIDEST
                    + " pixels of the image (a standard deviation), but is " + sigma);
        }
        return new Psf(Source.GIVEN, sigma);
    }

    /** Whether a width can be given. */
    public static boolean isPossible(double sigma) {
        return sigma > 0 && sigma <= WIDEST;
    }

    /** Whether the width was given. */
    public boolean isGiven() {
        return source == Source.GIVEN;
    }

    /** The width by which a fine image is compared with the coarse one; what is given counts as determined. */
    PsfFit of(ResolvedPart part, float lowest, float highest) {
        return source == Source.FITTED ? PsfFit.of(part, lowest, highest) : new PsfFit(sigma, source == Source.GIVEN);
    }
}
