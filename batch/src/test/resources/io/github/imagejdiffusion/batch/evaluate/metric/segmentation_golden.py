"""Golden numbers for SegmentationGoldenTest, by the trainer's own metrics and dense NumPy. From the repository root:

PYTHONPATH=training python3 batch/src/test/resources/io/github/imagejdiffusion/batch/evaluate/metric/segmentation_golden.py \
    > batch/src/test/resources/io/github/imagejdiffusion/batch/evaluate/metric/segmentation_golden.json
"""

import json

import numpy as np
from trainer.metrics import average_precision, boundary_f, dice, overlaps

COMMAND = "PYTHONPATH=training python3 segmentation_golden.py > segmentation_golden.json"


def paint(boxes, shape):
    image = np.zeros(shape, int)
    for label, y, x, h, w in boxes:
        image[max(y, 0) : y + h, max(x, 0) : x + w] = label
    return image


def case(rng, shape, objects, shift, lost, extra):
    """Boxes, and the same boxes moved, resized, some lost and some invented; ids with gaps."""
    boxes = [(3 * i + 2, *rng.integers(0, shape[0], 2), *rng.integers(5, 12, 2)) for i in range(objects)]
    found = [
        (7 * b[0], *(b[1:3] + rng.integers(-shift, shift + 1, 2)), *np.maximum(b[3:] + rng.integers(-shift, shift + 1, 2), 1))
        for b in np.array(boxes).reshape(-1, 5)
        if rng.random() > lost
    ]
    found += [(1000 + i, *rng.integers(0, shape[0], 2), *rng.integers(2, 8, 2)) for i in range(extra)]
    return paint(boxes, shape), paint(found, shape)


def panoptic(iou):
    if sum(iou.shape) == 0:
        return 1.0, 1.0, 1.0
    hit = iou > 0.5
    tp = int(hit.sum())
    half = (sum(iou.shape) - 2 * tp) / 2
    return iou[hit].sum() / (tp + half), iou[hit].mean() if tp else 0.0, tp / (tp + half)


def aggregated_jaccard(truth, prediction):
    """Kumar 2017, algorithm 1, on boolean masks."""
    truths = [truth == i for i in np.unique(truth) if i]
    predictions = [prediction == i for i in np.unique(prediction) if i]
    if not truths and not predictions:
        return 1.0
    inter = union = 0
    used = set()
    for t in truths:
        ious = [(t & p).sum() / (t | p).sum() for p in predictions]
        if not ious or max(ious) == 0:
            union += t.sum()
            continue
        best = int(np.argmax(ious))
        assert sum(i == max(ious) for i in ious) == 1, "tie: choose another seed"
        inter += (t & predictions[best]).sum()
        union += (t | predictions[best]).sum()
        used.add(best)
    return float(inter / (union + sum(p.sum() for k, p in enumerate(predictions) if k not in used)))


def main():
    rng = np.random.default_rng(20)
    shape = (28, 28)
    pairs = [case(rng, shape, *options) for options in ((6, 0, 0.0, 0), (9, 1, 0.0, 0), (12, 1, 0.2, 2), (9, 2, 0.3, 3), (0, 1, 0, 2))]
    halves = paint([(1, 0, 0, 4, 8), (2, 8, 0, 4, 4), (3, 8, 4, 4, 4), (5, 16, 0, 6, 6)], shape)
    split = paint([(4, 0, 0, 4, 4), (9, 0, 4, 4, 4), (2, 8, 0, 4, 8), (8, 16, 0, 6, 5)], shape)
    cases = []
    for truth, prediction in pairs + [(halves, split)]:
        iou = overlaps(truth, prediction)
        pq, sq, rq = panoptic(iou)
        cases.append(
            {
                "truth": truth.ravel().tolist(),
                "prediction": prediction.ravel().tolist(),
                "dice": float(dice(truth, prediction)),
                "boundary_f": boundary_f(truth, prediction),
                **{f"ap{p}": float(average_precision(iou, p / 100)) for p in range(50, 95, 5)},
                "pq": float(pq),
                "sq": float(sq),
                "rq": float(rq),
                "aji": None if truth is halves else aggregated_jaccard(truth, prediction),
                "objects_truth": iou.shape[0],
                "objects_predicted": iou.shape[1],
            }
        )
    notes = "dice, boundary_f and ap: trainer.metrics; pq, sq, rq, aji: dense NumPy; aji null where a tie leaves it open. " + COMMAND
    print("{" + f'"notes": {json.dumps(notes)}, "width": {shape[1]}, "height": {shape[0]}, "cases": [')
    print(",\n".join(json.dumps(c, separators=(",", ":")) for c in cases))
    print("]}")


main()
