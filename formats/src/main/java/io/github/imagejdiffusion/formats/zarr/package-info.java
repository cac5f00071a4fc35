/**
 * OME-Zarr folders: images as zarr arrays, chunk by chunk in files of their own. Start at
 * {@link io.github.imagejdiffusion.formats.zarr.ZarrFormat} to read. Metadata follow
 * https://ngff.openmicroscopy.org/0.4/ and https://zarr-specs.readthedocs.io/en/latest/v2/v2.0.html
 */
package io.github.imagejdiffusion.formats.zarr;
