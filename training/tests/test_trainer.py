"""python3 -m unittest discover -s tests   (from training/)"""

import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch
import yaml
from PIL import Image

from trainer import augment, export, metrics, networks, noise, normalise, objects, onnx_graphs, packing, schedule, targets, tasks, validate
from trainer.train import Run

CONFIGS = Path(__file__).resolve().parent.parent / "configs"


def small(kind):
    config = yaml.safe_load((CONFIGS / f"{kind}.yaml").read_text())
    config["training"].update(steps=4, batch=2, crop=32)
    return config


def disc(labels, y, x, radius, label):
    yy, xx = np.mgrid[: labels.shape[0], : labels.shape[1]]
    labels[(yy - y) ** 2 + (xx - x) ** 2 < radius**2] = label


class Targets(unittest.TestCase):
    def test_every_object_reaches_one_and_touching_ones_are_parted(self):
        labels = np.zeros((64, 64), np.int32)
        disc(labels, 20, 20, 4, 1)
        labels[40:60, 10:30], labels[40:60, 30:50] = 2, 3
        d = targets.capped_distance(labels, 8.0)
        self.assertEqual([d[labels == i].max() for i in (0, 1, 2, 3)], [0, 1, 1, 1])
        self.assertLess(d[50, 29:31].max(), 0.2)

    def test_empty_field(self):
        t = targets.segmentation_target(np.zeros((8, 8), np.int32), 2, 8.0)
        self.assertTrue((t == -1).all())


class Objects(unittest.TestCase):
    def test_touching_discs_come_back(self):
        labels = np.zeros((64, 64), np.int32)
        disc(labels, 32, 20, 11, 1)
        disc(labels, 32, 41, 11, 2)
        t = targets.segmentation_target(labels, 2, 8.0)
        self.assertEqual(metrics.score(labels, objects.from_maps((t[0] + 1) / 2, t[1]))["ap90"], 1.0)


class Metrics(unittest.TestCase):
    def test_shifted_square(self):
        a, b = np.zeros((20, 20), int), np.zeros((20, 20), int)
        a[2:12, 2:12], b[2:12, 4:14] = 1, 7
        s = metrics.score(a, b)  # IoU 80 / 120
        self.assertAlmostEqual(s["dice"], 0.8)
        self.assertEqual((s["ap60"], s["ap70"]), (1.0, 0.0))

    def test_both_empty(self):
        z = np.zeros((4, 4), int)
        self.assertEqual(metrics.score(z, z)["ap50"], 1.0)

    def test_boundary_of_a_shifted_line(self):
        a, b = np.zeros((9, 20), int), np.zeros((9, 20), int)
        a[:, 5], b[:, 8] = 1, 1
        self.assertEqual([metrics.boundary_f(a, b, t) for t in (2, 3)], [0.0, 1.0])

    def test_boundary_precision_and_recall(self):
        a, b = np.zeros((1, 40), int), np.zeros((1, 40), int)
        a[0, 10] = 1
        b[0, [12, 20, 30]] = 1  # recall 1, precision 1/3
        self.assertAlmostEqual(metrics.boundary_f(a, b), 0.5)
        self.assertAlmostEqual(metrics.boundary_f(b, a), 0.5)

    def test_boundary_without_outlines(self):
        none, all_, some = np.zeros((5, 5), int), np.ones((5, 5), int), np.zeros((5, 5), int)
        some[2, 2] = 1
        found = [metrics.boundary_f(t, p) for t, p in ((none, none), (all_, all_), (none, all_), (none, some), (some, all_))]
        self.assertEqual(found, [1.0, 1.0, 0.0, 0.0, 0.0])


class Pieces(unittest.TestCase):
    def test_crowding_adds_objects_that_hide_little(self):
        below = np.zeros((20, 20), int)
        below[2:12, 2:12] = 1
        over = np.zeros((20, 20), int)
        over[3:9, 3:9] = 1  # inside the object below
        over[11:19, 11:19] = 2  # touches one pixel of it
        over[0:2, 0:20] = 3  # beside it
        np.testing.assert_array_equal(augment.colliding(over, below, 0.25), [1])
        self.assertEqual(len(augment.colliding(np.zeros((4, 4), int), np.zeros((4, 4), int), 0.25)), 0)

        yy, xx = np.mgrid[:96, :96]
        disc = np.hypot(yy - 48, xx - 48) < 9
        item = {"planes": disc[None].astype(np.float32), "labels": disc.astype(np.int32), "diameter": 18.0}
        config = {"training": {"crop": 96}, "augmentation": {"crowd": 1.0}}
        crowd = augment.Augmenter(config, 3)
        image, labels = crowd.view(item, 1.0)
        before = int((labels > 0).any())
        crowded, more = crowd.crowded(item, 1.0, image, labels)
        self.assertGreater(len(np.unique(more)) - 1, before)
        self.assertEqual(crowded.shape, image.shape)
        kept = np.bincount(more.ravel())[1:2] if before else [0]
        self.assertGreaterEqual(kept[0], 0.74 * (labels == 1).sum() if before else 0)

    def test_out_of_focus_light_has_no_edges(self):
        yy, xx = np.mgrid[:128, :128]
        disc = np.hypot(yy - 64, xx - 64) < 12
        item = {"planes": disc[None].astype(np.float32), "labels": disc.astype(np.int32), "diameter": 24.0}
        haze = augment.Augmenter({"training": {"crop": 128}}, 5)
        light = haze.out_of_focus(item, 1.0, np.zeros((1, 128, 128), np.float32))
        self.assertGreater(light.max(), 0.01)
        self.assertLess(np.abs(np.diff(light, axis=2)).max(), 0.1)

    def test_saturated_crops_have_a_flat_top(self):
        ramp = np.linspace(0, 1, 64 * 64, dtype=np.float32).reshape(1, 64, 64)
        labels = np.ones((64, 64), np.int32)
        for share, flat in ((1.0, True), (0.0, False)):
            config = {"training": {"crop": 64}, "augmentation": {"saturate": share}}
            tops = []
            for seed in range(12):
                seen = augment.Augmenter(config, seed).expose(ramp, labels)
                tops.append((seen >= seen.max() - 1e-6).mean() > 0.001)
            self.assertEqual(all(tops), flat)
            self.assertEqual(any(tops), flat)

    def test_nearest_rank_percentile(self):
        self.assertEqual(normalise.limits(np.arange(1, 1001)), (10.0, 998.0))
        self.assertTrue((normalise.normalise(np.full((4, 4), 7)) == 0).all())
        black = np.zeros((100, 100))
        black[3, 4:9] = 50
        self.assertEqual(normalise.limits(black), (0.0, 50.0))

    def test_trailing_spacing(self):
        self.assertEqual(schedule.trailing(100, 4), [99, 74, 49, 24])

    def test_strided_stem_is_the_unshuffled_one(self):
        conv, x = torch.nn.Conv2d(8, 16, 3, padding=1), torch.randn(1, 2, 32, 32)
        a = conv(torch.nn.functional.pixel_unshuffle(x, 2))
        self.assertLess(float((a - onnx_graphs.strided(conv, 2)(x)).abs().max()), 1e-5)

    def test_mirror_takes_images_smaller_than_the_margin(self):
        out = validate.mirror(torch.arange(2.0).reshape(1, 1, 1, 2), (3, 3, 1, 1))
        self.assertEqual(out[0, 0, 1].tolist(), [1.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0])

    def test_noise_is_addressed(self):
        whole = noise.normal(5, 0, 0, 0, 0, 0, 1, 0, 0, 20, 20)
        part = noise.normal(5, 0, 0, 0, 0, 0, 1, 3, 7, 10, 9)
        self.assertTrue((whole[3:13, 7:16] == part).all())

    def test_networks_are_local(self):
        config = small("nuclei-fluorescence")
        encoder, _ = networks.build(config)
        encoder.eval()
        image = torch.rand(1, 1, 192, 192)
        other = image.clone()
        other[..., 160:] += 5
        self.assertTrue(torch.equal(encoder(image)[..., :24], encoder(other)[..., :24]))


class Masks(unittest.TestCase):
    """What has no diameter: membranes-em."""

    def test_bending_is_smooth_and_moves_image_and_mask_alike(self):
        bend = augment.bending(np.random.default_rng(1), 192, 4.0)
        self.assertEqual(bend.shape, (2, 192, 192))
        self.assertGreater(np.abs(bend).max(), 3)
        self.assertLess(max(np.abs(np.diff(bend, axis=a)).max() for a in (1, 2)), 0.6)
        lines = np.zeros((300, 300), np.int32)
        lines[::20], lines[1::20], lines[2::20], lines[3::20] = 255, 255, 255, 255
        item = {"planes": (lines[None] > 0).astype(np.float32), "labels": lines, "diameter": 200.0}
        config = {"training": {"crop": 128}, "augmentation": {"scale": [1.0, 1.0], "elastic": 4.0}}
        image, labels = augment.Augmenter(config, 2).view(item, 1.0)
        self.assertGreater(((image[0] > 0.5) == (labels > 0)).mean(), 0.95)

    def test_magnification_does_not_depend_on_a_diameter(self):
        augmenter = augment.Augmenter(small("membranes-em"), 4)
        for diameter in (None, 500.0):
            drawn = [augmenter.scale(diameter) for _ in range(200)]
            self.assertTrue(0.75 <= min(drawn) < 0.85 and 1.2 < max(drawn) <= 1.35)

    def test_the_object_rule_is_that_of_the_package(self):
        self.assertEqual(objects.rule(small("membranes-em")), {"threshold": 0.5, "min_size": 60, "min_confidence": 0})
        p = np.zeros((40, 40))
        p[:, 3:5], p[20:23, 20:23] = 0.6, 0.9  # a line of 80 pixels, a dot of 9
        self.assertEqual((objects.from_maps(p, None, **objects.rule(small("membranes-em"))) > 0).sum(), 80)

    def test_from_masks_to_a_package_without_diameter(self):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for sub in ("raw", "membranes"):
                (root / sub).mkdir()
            mask = np.zeros((64, 64), np.uint8)
            mask[::16] = mask[:, ::16] = 255
            for i in range(2):
                Image.fromarray(200 - mask // 2).save(root / "raw" / f"{i}.png")
                Image.fromarray(mask).save(root / "membranes" / f"{i}.png")
            (root / "split.csv").write_text("file,slice,split\n0.png,0,train\n1.png,1,val\n")
            packing.pack(root, root / "data.npz", "raw", "membranes")
            config = small("membranes-em")
            item = tasks.SegmentationTask.prepare(packing.load(root / "data.npz", "train")[0])
            image, target = tasks.of(config)(config, 1).example(item)
            self.assertEqual((image.shape, target.shape), ((1, 32, 32), (1, 32, 32)))
            self.assertEqual(set(np.unique(target)), {-1.0, 1.0})
            run = Run(config, root / "data.npz", root / "run")
            run.run(validate_every=100, save_every=2)
            scores = validate.score(config, run.ema["encoder"], run.ema["denoiser"], root / "data.npz")
            self.assertEqual(set(scores), {"dice", "boundary_f"})
            self.assertEqual(run.best, sum(scores.values()))
            config["card"] = "# card"
            export.package(config, root / "run" / "best.pt", root / "package")
            facts = yaml.safe_load((root / "package" / "rdf.yaml").read_text())["config"]["imagej-diffusion"]
            self.assertEqual(facts["target_channels"], ["mask"])
            self.assertNotIn("object_diameter", facts)


class Training(unittest.TestCase):
    def test_a_run_resumes_where_it_stopped(self):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for sub in ("images", "labels"):
                (root / sub).mkdir()
            rng = np.random.default_rng(0)
            for i in range(3):
                labels = np.zeros((48, 48), np.int32)
                disc(labels, 24, 24, 9, 1)
                image = (labels * 120 + rng.integers(0, 30, labels.shape)).astype(np.uint8)
                Image.fromarray(image).save(root / "images" / f"{i}.png")
                Image.fromarray(labels.astype(np.uint16)).save(root / "labels" / f"{i}.png")
            packing.pack(root, root / "data.npz")
            config = small("nuclei-fluorescence")
            Run(config, root / "data.npz", root / "run").run(validate_every=100, save_every=2)
            config["training"]["steps"] = 6
            resumed = Run(config, root / "data.npz", root / "run")
            self.assertEqual(resumed.step, 4)
            resumed.run(validate_every=100, save_every=2)
            self.assertEqual(resumed.step, 6)
            self.assertTrue((root / "run" / "best.pt").exists())

            colour = small("nuclei-fluorescence")
            colour["image_channels"] = 3
            started = Run(colour, root / "data.npz", root / "colour", init=root / "run" / "last.pt")
            self.assertEqual(started.step, 0)
            of_run, own = resumed.ema.state_dict(), started.net.state_dict()
            same = [k for k in own if own[k].shape == of_run[k].shape]
            self.assertEqual(set(own) - set(same), {"encoder.stem.weight"})
            self.assertTrue(all(torch.equal(own[k], of_run[k]) for k in same))


if __name__ == "__main__":
    unittest.main()
