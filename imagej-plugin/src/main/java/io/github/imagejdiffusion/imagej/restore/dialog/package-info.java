/** The dialog of {@code Restore (ILVR)...}. Opens windows: nothing here must be loaded where there is no screen. */
package io.github.imagejdiffusion.imagej.restore.dialog;
