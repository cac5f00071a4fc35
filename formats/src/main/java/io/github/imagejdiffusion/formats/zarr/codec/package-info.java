/** How the bytes of a zarr chunk are compressed. Not for use outside of OME-Zarr. */
package io.github.imagejdiffusion.formats.zarr.codec;
