/** Enlarging coarse images by interpolation, part by part. */
package io.github.imagejdiffusion.superres.enlarge;
