"""Training of priors."""

import unittest
from pathlib import Path

import numpy as np
import yaml

from trainer import tasks

CONFIGS = Path(__file__).resolve().parent.parent / "configs"


class Crops(unittest.TestCase):
    def setUp(self):
        self.config = yaml.safe_load((CONFIGS / "fluorescence-prior.yaml").read_text())
        self.task = tasks.of(self.config)(self.config, 1)
        self.crop = self.config["training"]["crop"]

    def crops(self, field, count=25):
        item = self.task.prepare({"image": field})
        return [self.task.example(item)[1] for _ in range(count)]

    def test_nothing_is_mirrored_at_edges(self):
        ramp = np.tile(np.arange(128, dtype=np.float32), (128, 1))  # a mirrored ramp turns back
        for crop in self.crops(ramp):
            self.assertEqual(crop.shape, (1, self.crop, self.crop))
            steps = [np.diff(crop[0], axis=axis) for axis in (0, 1)]
            along = max(steps, key=lambda s: np.abs(s).sum())
            self.assertTrue((along > -1e-6).all() or (along < 1e-6).all())

    def test_fields_smaller_than_a_crop_are_enlarged(self):
        ramp = np.tile(np.arange(80, dtype=np.float32), (90, 1))
        for crop in self.crops(ramp):
            self.assertEqual(crop.shape, (1, self.crop, self.crop))
            self.assertGreater(crop.max() - crop.min(), 1.0)

    def test_every_part_is_seen_and_values_keep_to_the_range(self):
        rng = np.random.default_rng(2)
        crops = np.stack(self.crops(rng.random((300, 300)).astype(np.float32)))
        self.assertTrue((np.abs(crops) <= 1).all())
        self.assertEqual(len({float(c.mean()) for c in crops}), len(crops))


if __name__ == "__main__":
    unittest.main()
