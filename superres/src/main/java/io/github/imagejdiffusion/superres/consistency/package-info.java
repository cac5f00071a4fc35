/**
 * Whether a fine image explains the coarse one. The forward model A is a Gaussian point spread function on the fine grid,
 * then the mean over the factor x factor fine pixels of each coarse one; sigma of the former is given or fitted.
 */
package io.github.imagejdiffusion.superres.consistency;
