/**
 * How near a restored image comes to its clean truth, plane by plane, in plain arrays. Knows no file.
 *
 * <p>Everything here is deterministic: sums are taken in double and in raster order.
 */
package io.github.imagejdiffusion.batch.evaluate.image;
