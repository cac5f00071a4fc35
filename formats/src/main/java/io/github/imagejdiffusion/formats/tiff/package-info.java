/**
 * TIFF, BigTIFF, ImageJ TIFF and OME-TIFF.
 *
 * <p>Structure is read here (header, directories, ImageJ description, OME-XML), strictly: a directory or strip beyond
 * the end of the file is an error, never a shorter stack. Strips and tiles are decoded one at a time, so a region
 * costs only the parts it touches; uncompressed samples of whole bytes are read straight from the file. LZW, Deflate,
 * PackBits and Zstandard are undone here, JPEG, fax codes and samples of odd bits by TwelveMonkeys ImageIO.
 */
package io.github.imagejdiffusion.formats.tiff;
