"""Data files: what is packed comes back, and simulated fields are made where they are needed."""

import tempfile
import unittest
from pathlib import Path

import numpy as np
from PIL import Image

from trainer import encoding, fields, packing, simulated, tissue


class EncodingTest(unittest.TestCase):
    def test_every_value_of_every_kind_of_image_comes_back(self):
        rng = np.random.default_rng(1)
        grey = np.arange(256, dtype=np.uint8).reshape(16, 16)
        colour = rng.integers(0, 256, (40, 30, 3)).astype(np.uint8)
        same_colours = np.repeat(grey[..., None], 3, 2)
        deep = rng.integers(0, 65536, (20, 50)).astype(np.uint16)
        stretched = (grey.astype(np.uint16) * 257)[:, ::-1]
        one = np.zeros((1, 1), np.uint8)
        for image in (grey, colour, same_colours, deep, deep.astype(np.int32), stretched, one, one.astype(np.uint16) + 700):
            again = encoding.decode(encoding.encode(image))
            self.assertEqual(again.shape, image.shape)
            np.testing.assert_array_equal(again, image)

    def test_an_image_of_eight_bits_that_was_stretched_is_no_larger(self):
        rng = np.random.default_rng(2)
        noise = rng.integers(0, 256, (64, 64)).astype(np.uint8)
        self.assertLess(len(encoding.encode(noise * np.uint16(257))), 64 * 64 + 600)

    def test_what_cannot_be_stored_is_refused(self):
        for image in (np.full((4, 4), 0.5, np.float32), np.full((4, 4), 70000), np.full((4, 4), -1), np.zeros((4, 4, 3), np.uint16)):
            with self.assertRaisesRegex(ValueError, "cannot be packed: whole numbers"):
                encoding.encode(image)


class SimulatedFieldsTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)

    def tearDown(self):
        self.folder.cleanup()

    def test_of_tissue(self):
        for part in ("images", "labels"):
            (self.root / part).mkdir()
            Image.fromarray(np.arange(64, dtype=np.uint8).reshape(8, 8)).save(self.root / part / "a.png")
        (self.root / "split.csv").write_text("file,split,modality\na.png,train,x\n")
        packing.pack(self.root, self.root / "d.npz", simulated=3)
        self.assertLess((self.root / "d.npz").stat().st_size, 4000, "recipes, not fields")
        items = packing.load(self.root / "d.npz", "train")
        self.assertEqual([i["name"] for i in items], ["unstained/a", "simulated/0", "simulated/1", "simulated/2"])
        for item, (light, labels) in zip(items[1:], tissue.fields(3)):
            np.testing.assert_array_equal(item["image"], light)
            np.testing.assert_array_equal(item["target"], labels)

    def test_of_structures_as_they_always_were(self):
        fields.pack([], fields.recipe(20, 64, sharp=True), self.root / "d.npz")
        train, val = (packing.load(self.root / "d.npz", s) for s in ("train", "val"))
        self.assertEqual((len(train), [i["name"] for i in val]), (19, ["simulated/19"]))
        clean = simulated.structures.field(np.random.default_rng((2, 7)), 64)
        np.testing.assert_array_equal(train[7]["image"], fields.stored(clean))

    def test_made_once_and_again_for_another_recipe(self):
        data, kept = self.root / "d.npz", self.root / "d.simulated.npz"
        fields.pack([], fields.recipe(20, 64, sharp=False), data)
        first = packing.load(data, "train")[0]["image"]
        written = kept.stat().st_mtime_ns
        np.testing.assert_array_equal(packing.load(data, "train")[0]["image"], first)
        self.assertEqual(kept.stat().st_mtime_ns, written)
        fields.pack([], fields.recipe(20, 64, sharp=True), data)
        self.assertFalse(np.array_equal(packing.load(data, "train")[0]["image"], first))

    def test_recipes_of_another_trainer_are_refused(self):
        for recipe in (dict(simulated.of_tissue(1), version=2), dict(simulated.of_tissue(1), of="skin")):
            with self.assertRaisesRegex(ValueError, "simulated fields .* cannot be made"):
                simulated.keep(self.root / "x.npz", recipe)


if __name__ == "__main__":
    unittest.main()
