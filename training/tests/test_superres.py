"""Simulated microscopes of lower resolution, the pairs of super-resolution, and networks told the noise level."""

import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch
import yaml

from trainer import export, fields, networks, superres
from trainer.train import Run

CONFIG = Path(__file__).resolve().parent.parent / "configs" / "fluorescence-sr-x2.yaml"


def config():
    return yaml.safe_load(CONFIG.read_text())


def small():
    c = config()
    c["network"]["encoder"].update(channels=[8, 8, 8])
    c["network"]["denoiser"].update(channels=[8, 8])
    c["training"].update(crop=32, batch=2, shares={})
    return c


class Enlarging(unittest.TestCase):
    def test_the_usual_blur_is_the_most_frequent_one(self):
        ranges = {"blur": [0.35, 0.95], "usual_blur": 0.6}
        rng = np.random.default_rng(5)
        blurs = np.array([superres.Microscope.draw(rng, 2, ranges).sigma / 2 for _ in range(4000)])
        self.assertTrue(0.35 <= blurs.min() and blurs.max() <= 0.95)
        self.assertAlmostEqual(blurs.mean(), (0.35 + 0.6 + 0.95) / 3, delta=0.01)
        counts, edges = np.histogram(blurs, bins=12, range=(0.35, 0.95))
        self.assertTrue(0.55 <= edges[np.argmax(counts)] <= 0.65, edges[np.argmax(counts)])

    def test_a_ramp_stays_a_ramp_and_pixel_centres_agree(self):
        ramp = np.arange(12.0)[None] * np.ones((9, 1))
        for factor in (2, 4):
            large = superres.enlarged(ramp, factor)
            self.assertEqual(large.shape, (9 * factor, 12 * factor))
            inner = large[:, 3 * factor : -3 * factor]
            wanted = (np.arange(12 * factor) + 0.5) / factor - 0.5
            np.testing.assert_allclose(inner, np.broadcast_to(wanted[3 * factor : -3 * factor], inner.shape), atol=1e-12)

    def test_weights_sum_to_one_up_to_the_edges(self):
        np.testing.assert_allclose(superres.enlarged(np.full((1, 3), 7.0), 4), 7.0)


class Records(unittest.TestCase):
    def test_bins_keep_the_mean_and_photons_the_variance(self):
        rng = np.random.default_rng(0)
        light = np.full((400, 400), 0.5)
        seen = superres.Microscope(2, 1.2, photons=100.0, read=0.02).record(rng, light)
        self.assertEqual(seen.shape, (200, 200))
        self.assertAlmostEqual(seen.mean(), 0.5, delta=0.002)
        self.assertAlmostEqual(seen.var() / (0.5 / 100 + 0.02**2), 1.0, delta=0.03)

    def test_without_noise_a_record_repeats(self):
        light = np.random.default_rng(1).random((32, 32))
        m = superres.Microscope(4, 2.4)
        np.testing.assert_array_equal(m.record(np.random.default_rng(1), light), m.record(np.random.default_rng(2), light))

    def test_condition_and_target_share_grid_and_scale(self):
        c = config()
        task = superres.SuperResolutionTask(dict(c, microscope=dict(c["microscope"], noise_free_share=1.0, eight_bit_share=0.0)), 3)
        rng = np.random.default_rng(4)
        field = np.repeat(np.repeat(rng.random((16, 16)), 16, 0), 16, 1) * fields.UNIT
        item = task.prepare({"image": field.astype(np.uint16), "name": "a/b"})
        for _ in range(8):
            seen, target, weight = task.example(item)
            self.assertEqual((seen.shape, target.shape, weight.shape), ((1, 96, 96), (1, 96, 96), (1, 1, 1)))
            fine = (target[0] + 1) / 2
            inner = (slice(8, -8), slice(8, -8))
            self.assertGreater(np.corrcoef(seen[0][inner].ravel(), fine[inner].ravel())[0, 1], 0.9)
            self.assertAlmostEqual(float(seen.mean()), float(fine.mean()), delta=0.02)


class NoiseLevels(unittest.TestCase):
    def test_levels_lie_between_those_of_neighbouring_timesteps_and_start_where_samplers_do(self):
        with tempfile.TemporaryDirectory() as folder:
            run = Run(small(), None, folder)
            last = len(run.bars) - 1
            t = torch.arange(last + 1)
            roots = run.bars.sqrt()
            for _ in range(20):
                level = run.levels(t)
                self.assertEqual(level[last], roots[last])
                self.assertTrue((level >= roots).all() and (level[1:] <= roots[:-1] + 1e-7).all() and level[0] <= 1)

    def test_the_network_hears_the_level(self):
        torch.manual_seed(0)
        _, denoiser = networks.build(small())
        low, high = (denoiser.embedding(torch.tensor([v])) for v in (0.1, 0.9))
        self.assertGreater((low - high).abs().max().item(), 1e-3)


class Package(unittest.TestCase):
    def test_it_names_the_noise_level_and_what_it_was_trained_on(self):
        c = dict(small(), card="# test\n")
        with tempfile.TemporaryDirectory() as folder:
            run = Run(c, None, Path(folder) / "run")
            run.save("best.pt")
            export.package(c, Path(folder) / "run" / "best.pt", Path(folder) / "package")
            rdf = yaml.safe_load((Path(folder) / "package" / "rdf.yaml").read_text())
            facts = rdf["config"]["imagej-diffusion"]
            self.assertEqual(facts["graphs"]["denoiser"]["inputs"]["noise_level"], "noise_level")
            self.assertNotIn("timestep", facts["graphs"]["denoiser"]["inputs"])
            self.assertEqual((facts["kind"], facts["factor"]), ("sr3", 2))
            self.assertEqual(facts["trained_on"], {"blur": [0.35, 0.95], "photons": [50.0, 1500.0]})
            self.assertEqual([i["id"] for i in rdf["inputs"]], ["x", "noise_level", "features"])


if __name__ == "__main__":
    unittest.main()
