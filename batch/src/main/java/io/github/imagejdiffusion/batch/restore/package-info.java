/**
 * The verb {@code restore}: a shell over {@link io.github.imagejdiffusion.restore.Denoise}, {@link
 * io.github.imagejdiffusion.restore.ilvr.Ilvr} and {@link io.github.imagejdiffusion.restore.ilvr.Upsample}.
 */
package io.github.imagejdiffusion.batch.restore;
