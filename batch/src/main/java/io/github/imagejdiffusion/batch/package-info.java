/**
 * The command line {@code imagej-diffusion}: one verb per capability, thin over the capability's facade.
 *
 * <p>Exit codes: 0 all done, 1 some inputs failed, 2 wrong usage, 3 model or device unusable, 130 cancelled.
 */
package io.github.imagejdiffusion.batch;
