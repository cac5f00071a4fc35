/** The verb {@code restore}: a shell over {@link io.github.imagejdiffusion.restore.Denoise}. */
package io.github.imagejdiffusion.batch.restore;
