"""Stained sections, taught as if they fluoresced."""

import tempfile
import unittest
from pathlib import Path

import numpy as np
import yaml
from PIL import Image

from trainer import packing, stains, tasks, validate

CONFIGS = Path(__file__).resolve().parent.parent / "configs"
PAPER, HAEMATOXYLIN, EOSIN = (245, 242, 248), (70, 50, 130), (230, 150, 190)


def section(size=64):
    """Dark blue discs on pink tissue, and plain glass in a corner. (rgb, labels)"""
    yy, xx = np.mgrid[:size, :size]
    rgb, labels = np.empty((size, size, 3), np.uint8), np.zeros((size, size), np.uint16)
    rgb[:] = EOSIN
    rgb[:16, :16] = PAPER
    for label, (y, x) in enumerate([(24, 30), (46, 18), (48, 48)], 1):
        disc = (yy - y) ** 2 + (xx - x) ** 2 < 49
        rgb[disc], labels[disc] = HAEMATOXYLIN, label
    return rgb, labels


class Views(unittest.TestCase):
    def test_nuclei_are_bright_and_the_rest_is_darker_in_every_view(self):
        rgb, labels = section()
        for view in stains.planes(rgb):
            self.assertGreater(view[labels > 0].min(), view[labels == 0].max() + 0.2)

    def test_mixtures_differ_and_keep_nuclei_bright(self):
        rgb, labels = section()
        views, rng = stains.planes(rgb), np.random.default_rng(0)
        mixtures = [stains.mixed(views, rng) for _ in range(10)]
        self.assertEqual(mixtures[0].shape, (1, 64, 64))
        self.assertGreater(np.std([m[0, 4, 60] for m in mixtures]), 0.01)
        for m in mixtures:
            self.assertGreater(m[0][labels > 0].min(), m[0][labels == 0].max())

    def test_lamps_of_other_colours_and_strengths_change_little(self):
        rgb, _ = section()
        dim = np.rint(rgb * [0.8, 0.7, 0.75]).astype(np.uint8)
        self.assertLess(abs(stains.planes(rgb)[:2] - stains.planes(dim)[:2]).max(), 0.05)


class OtherStains(unittest.TestCase):
    def test_colours_differ_and_nuclei_stay_darker(self):
        rgb, labels = section()
        density, rng = stains.density(rgb), np.random.default_rng(0)
        seen = [stains.restained(density, rng) for _ in range(20)]
        self.assertEqual(seen[0].shape, (3, 64, 64))
        self.assertGreater(np.std([s[:, 30, 8] for s in seen], 0).max(), 0.03)
        darker = [s[:, labels > 0].mean() < s[:, labels == 0].mean() for s in seen]
        self.assertTrue(all(darker))

    def test_what_fluoresces_becomes_dark_on_brighter_ground(self):
        yy, xx = np.mgrid[:64, :80]
        light = ((yy - 30) ** 2 + (xx - 40) ** 2 < 200).astype(np.float32)
        rng = np.random.default_rng(0)
        for _ in range(20):
            seen = stains.section(light, rng)
            self.assertEqual((seen.shape, seen.dtype), ((3, 64, 80), np.float32))
            self.assertLess(seen[:, light > 0].mean(), seen[:, light == 0].mean())

    def test_blank_paper_has_no_colour(self):
        self.assertEqual(np.abs(stains.developed(np.zeros((8, 8, 3), np.float32))).max(), 0)


class Packed(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.data = Path(self.folder.name)
        for sub in ("images", "labels"):
            (self.data / sub).mkdir()
        rgb, labels = section()
        rows = ["file,modality,split"]
        for name, modality, split, image in (
            ("a.png", "fluorescence", "train", 255 - rgb[..., 0]),
            ("b.png", "histology", "train", rgb),
            ("c.png", "fluorescence", "val", 255 - rgb[..., 0]),
            ("d.png", "histology", "val", rgb),
        ):
            Image.fromarray(image).save(self.data / "images" / name)
            Image.fromarray(labels).save(self.data / "labels" / name)
            rows.append(f"{name},{modality},{split}")
        (self.data / "split.csv").write_text("\n".join(rows) + "\n")
        self.out = self.data / "packed.npz"

    def tearDown(self):
        self.folder.cleanup()

    def scores_of_nothing_found(self, config):
        original = validate.maps
        validate.maps = lambda config, encoder, denoiser, image, *rest: (np.zeros(image.shape[:2]), np.zeros(image.shape[:2]))
        try:
            return validate.segmentation(config, None, None, self.out)
        finally:
            validate.maps = original

    def test_stained_images_are_one_channel_of_training(self):
        packing.pack(self.data, self.out, modality="fluorescence", stained=["histology"])
        items = packing.load(self.out, "train")
        self.assertEqual([i["name"] for i in items], ["unstained/a", "stained/b"])
        config = yaml.safe_load((CONFIGS / "nuclei-fluorescence.yaml").read_text())
        config["training"]["crop"] = 32
        config["augmentation"] = {"synthetic_empty": 0.0}
        task = tasks.of(config)(config, 1)
        for item in items:
            image, target = task.example(task.prepare(item))
            self.assertEqual((image.shape, target.shape), ((1, 32, 32), (2, 32, 32)))

    def test_grey_images_are_three_channels_to_a_model_of_sections(self):
        packing.pack(self.data, self.out, modality="fluorescence", stained=["histology"], simulated=2)
        items = packing.load(self.out, "train")
        self.assertEqual([i["name"].split("/")[0] for i in items], ["unstained", "stained", "simulated", "simulated"])
        config = yaml.safe_load((CONFIGS / "nuclei-histology.yaml").read_text())
        config["training"]["crop"] = 32
        config["augmentation"] = {"synthetic_empty": 0.0, "restain": 1.0}
        task = tasks.of(config)(config, 1)
        for item in items:
            image, target = task.example(task.prepare(item))
            self.assertEqual((image.shape, target.shape), ((3, 32, 32), (2, 32, 32)))

    def test_simulated_fields_are_normalised_after_their_noise(self):
        packing.pack(self.data, self.out, modality="fluorescence", simulated=1)
        item = packing.load(self.out, "train")[-1]
        config = yaml.safe_load((CONFIGS / "nuclei-fluorescence.yaml").read_text())
        config["training"]["crop"] = 96
        task = tasks.of(config)(config, 1)
        for _ in range(5):
            image, _ = task.example(task.prepare(item))
            self.assertAlmostEqual(float(np.percentile(image, 1)), 0, delta=0.02)
            self.assertAlmostEqual(float(np.percentile(image, 99.8)), 1, delta=0.05)

    def test_a_model_of_sections_is_scored_by_coloured_images_alone(self):
        packing.pack(self.data, self.out, modality="fluorescence", stained=["histology"])
        config = yaml.safe_load((CONFIGS / "nuclei-histology.yaml").read_text())
        scores = self.scores_of_nothing_found(config)
        self.assertEqual((scores["objects"], "stained_objects" in scores), (3, False))

    def test_they_are_scored_apart(self):
        packing.pack(self.data, self.out, modality="fluorescence", stained=["histology"])
        config = yaml.safe_load((CONFIGS / "nuclei-fluorescence.yaml").read_text())
        scores = self.scores_of_nothing_found(config)
        self.assertEqual((scores["objects"], scores["stained_objects"], scores["stained_ap50"]), (3, 3, 0))

    def test_grey_pictures_of_transmitted_light_come_along_as_colours(self):
        grey = 200 - 120 * (np.arange(64) > 31)[None].repeat(64, 0)  # dark on the right
        Image.fromarray(grey.astype(np.uint8)).save(self.data / "images" / "smear.png")
        Image.fromarray((grey < 100).astype(np.uint16)).save(self.data / "labels" / "smear.png")
        with open(self.data / "split.csv", "a") as table:
            table.write("smear.png,brightfield,train\n")
        packing.pack(self.data, self.out, modality="fluorescence", stained=["histology", "brightfield"])
        item = packing.load(self.out, "train")[-1]
        self.assertEqual((item["name"], item["image"].shape), ("stained/smear", (64, 64, 3)))
        config = yaml.safe_load((CONFIGS / "nuclei-fluorescence.yaml").read_text())
        task = tasks.of(config)(config, 1)
        light = task.shown(task.prepare(item))[0]
        self.assertGreater(light[:, 40:].mean(), light[:, :24].mean() + 0.5, "what is dark shines")

    def test_a_modality_that_is_not_there(self):
        with self.assertRaisesRegex(ValueError, "no images found .modality electron"):
            packing.pack(self.data, self.out, modality="fluorescence", stained=["histology", "electron"])


if __name__ == "__main__":
    unittest.main()
