/** Writing results: images, object tables and the provenance record that marks an item as done. */
package io.github.imagejdiffusion.batch.outputs;
