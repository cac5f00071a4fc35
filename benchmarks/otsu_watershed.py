#!/usr/bin/env python3
"""The classical floor of a nuclei segmenter: Otsu's threshold, and a watershed of the distance to the edge.

    benchmarks/otsu_watershed.py IMAGES OUT
    bin/imagej-diffusion evaluate --truth LABELS --prediction OUT --metric segmentation

Gaussian filter of 1 pixel, Otsu's threshold, parts below 20 pixels dropped; seeds are the maxima, at least 5 pixels
apart, of the distance to the edge (smoothed by 1 pixel). Light objects on a dark ground, one plane per image; nothing is
tuned on any truth. Needs numpy, scipy, Pillow and scikit-image.
"""

import argparse
from pathlib import Path

import numpy as np
from PIL import Image
from scipy import ndimage
from skimage import feature, filters, measure, morphology, segmentation


def segmented(image):
    """Grey image [H,W] -> labels [H,W], 0 for background."""
    smooth = ndimage.gaussian_filter(image.astype(float), 1)
    mask = morphology.remove_small_objects(smooth > filters.threshold_otsu(smooth), 20)
    distance = ndimage.gaussian_filter(ndimage.distance_transform_edt(mask), 1)
    seeds = np.zeros(mask.shape, int)
    peaks = feature.peak_local_max(distance, min_distance=5, labels=measure.label(mask))
    seeds[tuple(peaks.T)] = np.arange(1, len(peaks) + 1)
    return segmentation.watershed(-distance, seeds, mask=mask)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("images")
    p.add_argument("out")
    args = p.parse_args()
    Path(args.out).mkdir(parents=True, exist_ok=True)
    for path in sorted(Path(args.images).iterdir()):
        image = np.array(Image.open(path))
        grey = image[..., :3].mean(-1) if image.ndim == 3 else image
        Image.fromarray(segmented(grey).astype(np.uint16)).save(Path(args.out) / f"{path.stem}_labels.tif")


if __name__ == "__main__":
    main()
