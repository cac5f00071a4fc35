/**
 * The dialog of {@code Segment (SegDiff)...}: fields, what is remembered between runs, estimate of the object diameter,
 * preview, and what the macro recorder is told. Opens windows, so nothing of it loads without a screen or in a macro.
 */
package io.github.imagejdiffusion.imagej.segment.dialog;
