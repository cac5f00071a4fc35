/**
 * Writing OME-Zarr 0.4. {@link io.github.imagejdiffusion.formats.zarr.write.OmeZarrWriter} writes an image as it is made,
 * {@link io.github.imagejdiffusion.formats.zarr.write.BlockImage} one whose blocks come from several processes.
 */
package io.github.imagejdiffusion.formats.zarr.write;
