package io.github.imagejdiffusion.diffusion.camera;

/**
 * What was measured on one tile. The operators are second differences along x times second differences along y; X and Y
 * stand for taking every other pixel along that axis.
 *
 * @param mean grey value
 * @param roughness variance of the means of small squares: structure, if it is more than the noise explains
 * @param fine mean square of the operator over neighbours, per unit of white noise
 * @param wideX of that over every other pixel along x, neighbours along y
 * @param wideY of that over neighbours along x, every other pixel along y
 * @param wide of that over every other pixel both ways
 * @param widest of that over every third pixel both ways
 */
record TileSample(double mean, double roughness, double fine, double wideX, double wideY, double wide, double widest) {

    /** The same with another {@code fine}. */
    TileSample withFine(double value) {
        return new TileSample(mean, roughness, value, wideX, wideY, wide, widest);
    }
}
