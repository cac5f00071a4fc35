/**
 * From maps to objects: seeds are maxima of the distance map that stand out by a height, a seeded watershed gives every
 * foreground pixel to one of them. Works on whole planes, so no object is cut at a block border. Objects of neighbouring slices
 * can be linked to volumes.
 */
package io.github.imagejdiffusion.segdiff.objects;
