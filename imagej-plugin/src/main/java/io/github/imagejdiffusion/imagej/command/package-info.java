/** What commands on the active image do alike: where settings come from, the lock, progress, and what is said at the end. */
package io.github.imagejdiffusion.imagej.command;
