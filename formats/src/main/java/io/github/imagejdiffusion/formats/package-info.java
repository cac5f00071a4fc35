/**
 * Microscopy files in and out.
 *
 * <p>Start at {@link io.github.imagejdiffusion.formats.ImageFiles#open} to read and at
 * {@link io.github.imagejdiffusion.formats.write.HyperstackWriter} to write. TIFF, OME-TIFF, ImageJ TIFF, PNG, JPEG
 * and OME-Zarr are built in; planes too large for memory are read through
 * {@link io.github.imagejdiffusion.formats.lazy.LazyPlane}; where Bio-Formats is on the class path, it reads what it
 * knows ({@link io.github.imagejdiffusion.formats.bioformats.BioFormatsFormat}); other formats join through
 * {@link io.github.imagejdiffusion.formats.ImageFormat}.
 *
 * <p>No class of this module opens a window; all of it works with {@code java.awt.headless=true}. Whatever is wrong
 * with a file is reported as {@link io.github.imagejdiffusion.formats.FormatsException}.
 */
package io.github.imagejdiffusion.formats;
