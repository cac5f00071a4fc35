/** Pixel storage shared by the readers. Not for use outside this module. */
package io.github.imagejdiffusion.formats.pixels;
