/** PNG and JPEG, decoded by the readers that are part of the JDK. */
package io.github.imagejdiffusion.formats.raster;
