/**
 * Iterative latent variable refinement (Choi et al. 2021, arXiv:2108.02938): a model without condition draws an image
 * whose coarse content is that of a reference.
 */
package io.github.imagejdiffusion.restore.ilvr;
