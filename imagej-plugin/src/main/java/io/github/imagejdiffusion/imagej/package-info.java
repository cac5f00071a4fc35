/** The plugin for ImageJ and Fiji; what its actions share. */
package io.github.imagejdiffusion.imagej;
