/** The verb {@code superres}: a shell over {@link io.github.imagejdiffusion.superres.SuperResolve}. */
package io.github.imagejdiffusion.batch.superres;
