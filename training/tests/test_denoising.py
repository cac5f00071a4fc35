"""Simulated cameras, clean fields, and the pairs a blind denoiser learns from."""

import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch
import yaml
from scipy import ndimage

from trainer import camera, denoising, export, fields, networks, normalise, onnx_graphs, structures
from trainer.train import Run

CONFIG = Path(__file__).resolve().parent.parent / "configs" / "fluorescence-denoise.yaml"


def config():
    return yaml.safe_load(CONFIG.read_text())


def neighbours(noise, axis):
    a, b = np.delete(noise, 0, axis), np.delete(noise, -1, axis)
    return float((a * b).mean() / noise.var())


class Exposures(unittest.TestCase):
    def test_variance_correlation_and_mean_are_those_asked_for(self):
        rng = np.random.default_rng(0)
        light = np.full((600, 600), 80.0)
        lag = (camera.weight(0.25), camera.weight(0.1))
        for multiplied in (False, True):
            c = camera.Camera(gain=3.0, read=2.0, offset=5.0, lag=lag, eight_bit=False, multiplied=multiplied)
            noise = c.expose(rng, light) - 85.0
            self.assertAlmostEqual(noise.var() / c.variance(80.0), 1.0, delta=0.02)
            self.assertAlmostEqual(neighbours(noise, 1), 0.25, delta=0.01)
            self.assertAlmostEqual(neighbours(noise, 0), 0.10, delta=0.01)
            self.assertAlmostEqual(noise.mean(), 0.0, delta=0.15)

    def test_expected_image_knows_what_zero_and_saturation_cut_away(self):
        rng = np.random.default_rng(1)
        c = camera.Camera(gain=8.0, read=4.0, offset=0.5, lag=(0.0, 0.0), eight_bit=True)
        for level in (0.0, 40.0, 250.0):
            light = np.full((300, 300), level)
            self.assertAlmostEqual(c.expected(rng, light).mean(), c.expose(rng, light).mean(), delta=0.9)
        self.assertGreater(c.expected(rng, np.zeros((2, 2)))[0, 0], 1.5)
        self.assertLess(c.expected(rng, np.full((2, 2), 250.0))[0, 0], 243.0)

    def test_eight_bit_exposures_are_whole_and_within_range(self):
        rng = np.random.default_rng(2)
        y = camera.Camera(20.0, 3.0, 1.0, (0.1, 0.0), True).expose(rng, rng.uniform(0, 300, (50, 50)))
        self.assertTrue((y == np.rint(y)).all() and y.min() >= 0 and y.max() <= 255)


class CleanFields(unittest.TestCase):
    def test_reduction_is_a_mean_for_whole_and_broken_factors(self):
        image = np.arange(48.0).reshape(6, 8)
        np.testing.assert_allclose(fields.reduced(image, 2.0)[0, 0], image[:2, :2].mean())
        np.testing.assert_allclose(fields.reduced(image, 1.0), image)
        ramp = np.arange(30.0)[None] * np.ones((30, 1))
        np.testing.assert_allclose(fields.reduced(ramp, 1.5)[0], 1.5 * np.arange(20) + 0.5, atol=0.34)

    def test_every_structure_is_a_field_of_light(self):
        for n, kind in enumerate(sorted(set(structures.KINDS), key=lambda k: k.__name__)):
            field = kind(np.random.default_rng(n), 96)
            self.assertEqual(field.shape, (96, 96), kind.__name__)
            self.assertTrue(np.isfinite(field).all() and field.min() >= 0 and field.max() > 0, kind.__name__)

    def test_fields_repeat_and_keep_bright_pixels(self):
        a, b = (structures.field(np.random.default_rng(4), 96) for _ in range(2))
        np.testing.assert_array_equal(a, b)
        spots = np.zeros((200, 200))
        spots[50, 50:90], spots[9, 9] = 1, 3
        self.assertGreater(fields.stored(np.maximum(spots, np.linspace(0, 0.9, 200))).max(), 2.5 * fields.UNIT)


class Pairs(unittest.TestCase):
    def setUp(self):
        yy, xx = np.mgrid[:160, :160]
        clean = np.exp(-(((yy % 40) - 20) ** 2 + ((xx % 40) - 20) ** 2) / 60)
        self.item = denoising.DenoisingTask.prepare({"image": fields.stored(clean), "name": "simulated/0"})

    def test_target_is_the_mean_of_exposures_on_the_noisy_scale(self):
        task = denoising.DenoisingTask(config(), 0)
        drift, limits = [], []
        for _ in range(40):
            noisy, clean = task.whole(self.item)
            drift.append((noisy - clean).mean() / (noisy - clean).std() * 160)
            limits.append(normalise.limits(noisy))
        self.assertLess(np.abs(np.mean(drift)), 1.5)  # standard errors of one image's mean
        np.testing.assert_allclose(limits, [(0.0, 1.0)] * 40, atol=1e-6)

    def test_example_has_the_crop_and_a_weight(self):
        noisy, target, weight = denoising.DenoisingTask(config(), 1).example(self.item)
        self.assertEqual((noisy.shape, target.shape, weight.shape), ((1, 96, 96), (1, 96, 96), (1, 1, 1)))
        self.assertGreater(weight.item(), 0)

    def test_tuned_gaussian_finds_its_width(self):
        rng = np.random.default_rng(0)
        clean = self.item["clean"]
        noisy = clean + rng.normal(0, 0.2, clean.shape)
        best, sigma = denoising.tuned_gaussian(noisy, clean)
        self.assertGreater(best, denoising.psnr(noisy, clean) + 8)
        self.assertTrue(1 < sigma < 3)


class Network(unittest.TestCase):
    def test_untrained_it_returns_its_condition_and_the_graphs_agree(self):
        c = config()
        encoder, denoiser = (m.eval() for m in networks.build(c))
        image, x, t = torch.rand(1, 1, 64, 64) * 3, torch.randn(1, 1, 64, 64), torch.tensor([99.0])
        with torch.no_grad():
            features = encoder(image)
            out = denoiser(x, t, features)
            self.assertLess(float((out - (2 * image - 1)).abs().max()), 1e-5)
            graph = onnx_graphs.EncoderGraph(encoder)(image)
            self.assertLess(float((graph - features).abs().max()), 1e-4)
            self.assertLess(float((onnx_graphs.DenoiserGraph(denoiser)(x, t, features) - out).abs().max()), 1e-4)

    def test_smoothing_is_a_blur_that_keeps_edges_and_mean(self):
        c = config()
        encoder, denoiser = (m.eval() for m in networks.build(c))
        image, x, t = torch.zeros(1, 1, 32, 32), torch.zeros(1, 1, 32, 32), torch.tensor([99.0])
        image[0, 0, 16, 16] = 1
        denoiser.smooth = 0.5
        with torch.no_grad():
            out = (denoiser(x, t, encoder(image)) + 1) / 2
            graph = (onnx_graphs.DenoiserGraph(denoiser)(x, t, encoder(image)) + 1) / 2
        expected = torch.from_numpy(ndimage.gaussian_filter(image.numpy()[0, 0], 0.5, truncate=4.0))
        self.assertLess(float((out[0, 0] - expected).abs().max()), 1e-4)
        self.assertLess(float((graph - out).abs().max()), 1e-6)
        self.assertAlmostEqual(float(out.sum()), 1.0, delta=1e-3)

    def test_result_may_leave_the_range(self):
        c = config()
        encoder, denoiser = (m.eval() for m in networks.build(c))
        noisy = np.random.default_rng(0).random((40, 52)).astype(np.float32) * 4
        self.assertLess(np.abs(denoising.restored(c, encoder, denoiser, noisy) - noisy).max(), 1e-4)

    def test_a_run_trains_scores_and_exports(self):
        with tempfile.TemporaryDirectory() as folder:
            root, c = Path(folder), config()
            fields.pack([], fields.recipe(20, 128, sharp=False), root / "d.npz")
            c["training"].update(steps=3, batch=2, crop=64)
            Run(c, root / "d.npz", root / "run").run(validate_every=100)
            c["card"] = "# card\n"
            export.package(c, root / "run" / "best.pt", root / "package")
            facts = yaml.safe_load((root / "package" / "rdf.yaml").read_text())["config"]["imagej-diffusion"]
            self.assertFalse(facts["clip_sample"])
            self.assertEqual(facts["kind"], "paired")
            self.assertEqual(facts["target_to_image"], {"scale": 0.5, "offset": 0.5})


if __name__ == "__main__":
    unittest.main()
