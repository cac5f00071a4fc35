/** Pieces of dialogs. Windows: nothing here must be loaded where there is no screen. */
package io.github.imagejdiffusion.imagej.dialog;
