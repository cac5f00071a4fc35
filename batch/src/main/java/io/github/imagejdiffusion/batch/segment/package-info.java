/** The verb {@code segment}: a shell over {@link io.github.imagejdiffusion.segdiff.SegDiff}. */
package io.github.imagejdiffusion.batch.segment;
