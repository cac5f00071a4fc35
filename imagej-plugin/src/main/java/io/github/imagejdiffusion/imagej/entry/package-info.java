/**
 * What the menu starts: classes for Java 8 that know only ImageJ, so that an old Fiji can load them and say what is
 * wrong. They load the actions by name.
 */
package io.github.imagejdiffusion.imagej.entry;
