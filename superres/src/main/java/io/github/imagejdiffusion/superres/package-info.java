/**
 * Super-resolution by SR3 (Saharia et al. 2021, arXiv:2104.07636): a fine image conditioned on a coarse one that was
 * enlarged by interpolation.
 *
 * <p>{@link io.github.imagejdiffusion.superres.SuperResolve} is the facade: a plane in, a plane of factor times its width
 * and height out. {@link io.github.imagejdiffusion.superres.consistency} answers whether what came out would have been
 * recorded as what went in.
 */
package io.github.imagejdiffusion.superres;
