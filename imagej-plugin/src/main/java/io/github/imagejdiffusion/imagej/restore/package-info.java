/** The command {@code Restore (ILVR)...}. */
package io.github.imagejdiffusion.imagej.restore;
