"""Golden numbers for ImageGoldenTest, by scikit-image and NumPy. From the repository root:

python3 batch/src/test/resources/io/github/imagejdiffusion/batch/evaluate/image/image_golden.py \
    > batch/src/test/resources/io/github/imagejdiffusion/batch/evaluate/image/image_golden.json
"""

import json

import numpy as np
import skimage
from scipy.ndimage import gaussian_filter
from skimage.metrics import normalized_root_mse, peak_signal_noise_ratio, structural_similarity

COMMAND = "python3 image_golden.py > image_golden.json"


def tukey(n):
    edge = (np.minimum(np.arange(n), np.arange(n)[::-1]) + 0.5) / n
    return np.where(edge >= 1 / 8, 1.0, 0.5 - 0.5 * np.cos(8 * np.pi * edge))


def ring_correlation(a, b):
    """One transform per plane, in double."""
    window = np.outer(tukey(a.shape[0]), tukey(a.shape[1]))
    fa, fb = (np.fft.fft2((i - i.mean()) * window) for i in (a, b))
    n = min(a.shape)
    v, u = np.meshgrid(*(np.fft.fftfreq(s) for s in a.shape), indexing="ij")
    ring = np.rint(np.hypot(u, v) * n).astype(int)

    def sums(values):
        return np.bincount(ring.ravel(), values.ravel())[: n // 2 + 1]

    curve = sums((fa * fb.conj()).real) / np.sqrt(sums(abs(fa) ** 2) * sums(abs(fb) ** 2))
    curve[0] = 1
    return curve


def scale_invariant(truth, prediction, data_range):
    gain, offset = np.polyfit(prediction.ravel(), truth.ravel(), 1)
    return peak_signal_noise_ratio(truth, gain * prediction + offset, data_range=data_range)


def case(seed, shape, blur, noise, gain, peak, data_range):
    """Blobs of 16 bit; the prediction is blurred, noisy, of another gain, in steps of 1/4."""
    rng = np.random.default_rng(seed)
    blobs = gaussian_filter((rng.random(shape) > 0.97) * 1.0, 1.2)
    truth = np.rint(100 + peak * blobs / blobs.max())
    prediction = np.rint(4 * gain * (gaussian_filter(truth, blur) + rng.normal(0, noise, shape))) / 4
    return {
        "width": shape[1],
        "height": shape[0],
        "truth": truth.astype(int).ravel().tolist(),
        "prediction": prediction.ravel().tolist(),
        "psnr": peak_signal_noise_ratio(truth, prediction, data_range=data_range),
        "si_psnr": scale_invariant(truth, prediction, data_range),
        "ssim": structural_similarity(
            truth, prediction, data_range=data_range, gaussian_weights=True, sigma=1.5, use_sample_covariance=False
        ),
        "nrmse": normalized_root_mse(truth, prediction),
        "bias_percent": 100 * (prediction.mean() / truth.mean() - 1),
        "range": data_range,
        "curve": ring_correlation(truth, prediction).tolist(),
    }


cases = [
    case(1, (32, 32), 0.6, 20, 1.0, 3000, 3000.0),
    case(2, (29, 43), 1.1, 150, 0.8, 20000, 65535.0),
    case(3, (24, 17), 0.4, 3, 1.1, 150, 255.0),
]
versions = {"scikit-image": skimage.__version__, "numpy": np.__version__}
print(json.dumps({"command": COMMAND, "versions": versions, "cases": cases}))
