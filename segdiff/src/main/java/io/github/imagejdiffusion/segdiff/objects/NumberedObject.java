package io.github.imagejdiffusion.segdiff.objects;

/**
 * An object under its id in the whole image, and the plane it lies in.
 *
 * @param object its id is unique in the image, unless it is part of a volume
 * @param slice z plane in the source, from 1
 * @param frame time point in the source, from 1
 */
public record NumberedObject(FoundObject object, int slice, int frame) {}
