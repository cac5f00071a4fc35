"""Simulated tissue."""

import unittest

import numpy as np

from trainer import tissue


class Fields(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.fields = list(tissue.fields(8, seed=1))

    def test_as_many_as_asked_for_of_one_size_and_kind(self):
        self.assertEqual(len(self.fields), 8)
        for light, labels in self.fields:
            self.assertEqual((light.shape, light.dtype), ((tissue.SIZE, tissue.SIZE), np.uint8))
            self.assertEqual((labels.shape, labels.dtype), ((tissue.SIZE, tissue.SIZE), np.uint16))

    def test_labels_are_consecutive_and_none_is_tiny(self):
        for _, labels in self.fields:
            counts = np.bincount(labels.ravel())
            self.assertGreater(len(counts), 1)
            self.assertTrue((counts[1:] >= tissue.LEAST).all())

    def test_nuclei_are_brighter_than_what_is_around(self):
        for light, labels in self.fields:
            self.assertGreater(light[labels > 0].mean(), light[labels == 0].mean() + 10)

    def test_one_seed_one_result(self):
        again = list(tissue.fields(8, seed=1))
        for (a, b), (c, d) in zip(self.fields, again):
            self.assertTrue((a == c).all() and (b == d).all())
        other = next(iter(tissue.fields(1, seed=2)))
        self.assertFalse((self.fields[0][0] == other[0]).all())


class Centres(unittest.TestCase):
    def test_none_is_closer_than_allowed_and_the_volume_fills(self):
        places, widths = tissue.centres(np.random.default_rng(0), 40.0, 20.0, 0.2, 0.9)
        self.assertGreaterEqual((np.pi / 6 * widths**3).sum(), 0.2 * 40 * tissue.SIZE**2)
        apart = np.sqrt(((places[:, None] - places[None]) ** 2).sum(-1))
        least = 0.9 * (widths[:, None] + widths[None]) / 2
        np.fill_diagonal(apart, np.inf)
        self.assertTrue((apart >= least).all())


class Seen(unittest.TestCase):
    def labelled(self, contrast):
        labels = np.zeros((60, 60), np.int32)
        labels[5:20, 5:20], labels[30:45, 30:45], labels[50:53, 50:53] = 4, 7, 9
        light = np.full(labels.shape, 10.0)
        light[labels == 4], light[labels == 7], light[labels == 9] = 110, 10 + contrast, 110
        return light, labels

    def test_small_and_faint_ones_are_not_drawn(self):
        light, labels = self.labelled(3)
        self.assertEqual(sorted(np.unique(tissue.seen(light, labels))), [0, 1])

    def test_a_dim_one_is(self):
        light, labels = self.labelled(12)
        kept = tissue.seen(light, labels)
        self.assertEqual((kept[10, 10], kept[35, 35], kept[51, 51]), (1, 2, 0))


class Uppermost(unittest.TestCase):
    def test_a_pixel_belongs_to_the_nucleus_that_gives_most_light(self):
        labels = np.zeros((4, 1, 3), np.int32)
        labels[0, 0, :2], labels[1:, 0, 1:] = 1, 2
        bright = np.where(labels == 1, 5.0, 1.0)
        self.assertEqual(tissue.uppermost(bright, labels, 0.5).tolist(), [[1, 1, 2]])
        self.assertEqual(tissue.uppermost(bright, labels, 4.0).tolist(), [[1, 1, 0]])


if __name__ == "__main__":
    unittest.main()
