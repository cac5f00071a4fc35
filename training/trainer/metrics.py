"""Segmentation metrics, the same definitions as `imagej-diffusion evaluate --metric segmentation`."""

import numpy as np


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


def score(truth, prediction):
    iou = overlaps(truth, prediction)
    result = {f"ap{round(100 * t)}": average_precision(iou, t) for t in (0.5, 0.6, 0.7, 0.75, 0.8, 0.9)}
    result["dice"] = dice(truth, prediction)
    result["objects"], result["found"] = iou.shape
    return result


def mean(scores):
    return {k: float(np.mean([s[k] for s in scores])) for k in scores[0]}
