/** The dialog of {@code Super-resolve...}. Opens windows: nothing here must be loaded where there is no screen. */
package io.github.imagejdiffusion.imagej.superres.dialog;
