/** Telling a person how far a batch is. */
package io.github.imagejdiffusion.batch.progress;
