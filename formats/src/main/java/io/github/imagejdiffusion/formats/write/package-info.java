/**
 * Files out: ImageJ hyperstack TIFF and OME-TIFF, sets of outlines for the ROI Manager, and the helper that makes every
 * file appear whole or not at all. The same input gives the same bytes on every machine: no file holds a time or a
 * random number.
 */
package io.github.imagejdiffusion.formats.write;
