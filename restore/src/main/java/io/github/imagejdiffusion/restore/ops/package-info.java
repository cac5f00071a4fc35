/** Restoration as SciJava Ops; a shell over {@link io.github.imagejdiffusion.restore.Denoise}. */
package io.github.imagejdiffusion.restore.ops;
