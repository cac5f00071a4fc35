/**
 * Every format that Bio-Formats reads, where Bio-Formats is there: it is looked for at run time, and nothing here needs
 * it to compile or to load. Only {@link io.github.imagejdiffusion.formats.bioformats.BioFormatsApi} knows its names.
 */
package io.github.imagejdiffusion.formats.bioformats;
