/** Super-resolution as SciJava Op; a shell over {@link io.github.imagejdiffusion.superres.SuperResolve}. */
package io.github.imagejdiffusion.superres.ops;
