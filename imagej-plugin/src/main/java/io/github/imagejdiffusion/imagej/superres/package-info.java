/** The command {@code Super-resolve...}. */
package io.github.imagejdiffusion.imagej.superres;
