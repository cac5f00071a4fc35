"""Diffusion targets in [-1,1] from label images."""

import numpy as np
from scipy import ndimage


def object_boundary(labels):
    """Pixels of objects that touch (4-neighbourhood) a pixel of another label or background."""
    edge = np.zeros(labels.shape, bool)
    for axis in (0, 1):
        a = labels.take(range(1, labels.shape[axis]), axis)
        b = labels.take(range(labels.shape[axis] - 1), axis)
        differ = a != b
        if axis == 0:
            edge[1:] |= differ
            edge[:-1] |= differ
        else:
            edge[:, 1:] |= differ
            edge[:, :-1] |= differ
    return edge & (labels > 0)


def capped_distance(labels, cap):
    """Distance to the object's edge over min(largest distance in the object, cap), clipped to 1.

    Every object reaches 1 inside, small or large, and a valley about 2 * cap wide parts touching objects.
    """
    inside = labels > 0
    if not inside.any():
        return np.zeros(labels.shape, np.float32)
    edge = object_boundary(labels)
    distance = np.where(inside, ndimage.distance_transform_edt(~edge) + 1.0, 0.0) if edge.any() else inside * cap
    largest = np.zeros(int(labels.max()) + 1)
    ids = np.unique(labels[inside])
    largest[ids] = ndimage.maximum(distance, labels, ids)
    reach = np.minimum(np.maximum(largest, 1.0), cap)
    return np.minimum(distance / reach[labels], 1.0).astype(np.float32)


def segmentation_target(labels, channels, cap):
    """[channels,H,W] in [-1,1]: mask, then (with two channels) the capped distance."""
    mask = np.where(labels > 0, 1.0, -1.0).astype(np.float32)
    if channels == 1:
        return mask[None]
    return np.stack([mask, 2.0 * capped_distance(labels, cap) - 1.0])
