"""Segmentation metrics, the same definitions as `imagej-diffusion evaluate --metric segmentation`."""

import numpy as np
from scipy import ndimage

from .targets import object_boundary

BOUNDARY_TOLERANCE = 2.0  # pixels


def overlaps(truth, prediction):
    """IoU matrix [truth objects, predicted objects] (label ids without gaps)."""
    t = np.unique(truth, return_inverse=True)[1].reshape(truth.shape) + (truth.min() > 0)
    p = np.unique(prediction, return_inverse=True)[1].reshape(prediction.shape) + (prediction.min() > 0)
    nt, np_ = t.max(), p.max()
    joint = np.bincount((t.astype(np.int64) * (np_ + 1) + p).ravel(), minlength=(nt + 1) * (np_ + 1)).reshape(nt + 1, np_ + 1)
    inter = joint[1:, 1:]
    union = joint[1:].sum(1)[:, None] + joint[:, 1:].sum(0)[None] - inter
    return inter / np.maximum(union, 1)


def average_precision(iou, threshold):
    """TP / (TP + FP + FN) with one-to-one matching of the most pairs at or above the threshold."""
    nt, npred = iou.shape
    if nt == 0 and npred == 0:
        return 1.0
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import maximum_bipartite_matching

    hit = 0
    if nt and npred:
        pairs = maximum_bipartite_matching(csr_matrix(iou >= threshold), perm_type="column")
        hit = int((pairs >= 0).sum())
    return hit / (nt + npred - hit)


def dice(truth, prediction):
    t, p = truth > 0, prediction > 0
    total = t.sum() + p.sum()
    return 1.0 if total == 0 else 2.0 * (t & p).sum() / total


def boundary_f(truth, prediction, tolerance=BOUNDARY_TOLERANCE):
    """F-score of the outline of the foreground (Csurka et al. 2013, What is a good evaluation measure for semantic
    segmentation?, section 3): precision and recall of outline pixels within a Euclidean tolerance of the other outline.

    An outline pixel is a foreground pixel with a background pixel among its four neighbours; the image border is no
    outline. An outline on one side only gives 0; on neither, 1 where all pixels agree and 0 where none does.
    """
    t, p = truth > 0, prediction > 0
    outline_t, outline_p = object_boundary(t.astype(np.int8)), object_boundary(p.astype(np.int8))
    if not outline_t.any() or not outline_p.any():
        return float(not outline_t.any() and not outline_p.any() and t.flat[0] == p.flat[0])
    near = lambda outline: ndimage.distance_transform_edt(~outline) <= tolerance
    precision, recall = near(outline_t)[outline_p].mean(), near(outline_p)[outline_t].mean()
    return float(2 * precision * recall / (precision + recall)) if precision + recall else 0.0


def foreground(truth, prediction):
    """Scores of a mask, for models that do not tell objects apart."""
    return {"dice": dice(truth, prediction), "boundary_f": boundary_f(truth, prediction)}


def score(truth, prediction):
    iou = overlaps(truth, prediction)
    result = {f"ap{round(100 * t)}": average_precision(iou, t) for t in (0.5, 0.6, 0.7, 0.75, 0.8, 0.9)}
    result.update(foreground(truth, prediction))
    result["objects"], result["found"] = iou.shape
    return result


def mean(scores):
    return {k: float(np.mean([s[k] for s in scores])) for k in scores[0]}
