/** Settings that all commands on images have, and the part of an image that they choose. */
package io.github.imagejdiffusion.imagej.settings;
