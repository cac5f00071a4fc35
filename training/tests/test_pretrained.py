"""A model package as a start for further training."""

import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch
import yaml
from torch import nn

from trainer import batches, export, fields, networks, onnx_graphs, pretrained
from trainer.train import Run

CONFIGS = Path(__file__).resolve().parent.parent / "configs"


def small():
    config = yaml.safe_load((CONFIGS / "fluorescence-denoise.yaml").read_text())
    config["network"]["encoder"] = {"channels": [16, 24, 32], "down": [1, 1, 1], "up": [1, 1]}
    config["network"]["denoiser"] = {"channels": [16, 24], "down": [1, 1], "up": [1]}
    config["training"].update(steps=3, batch=2, crop=48, shares={})
    config["package"]["half_precision_storage"] = False
    config["card"] = "# A card\n"
    return config


def stirred(net):
    """Weights and statistics such as a training leaves them: nothing is zero or one."""
    for p in net.parameters():
        p.data.copy_(torch.randn_like(p) * (0.2 if p.ndim == 1 else (2.0 / p[0].numel()) ** 0.5))
    for m in net.modules():
        if isinstance(m, nn.BatchNorm2d):
            m.weight.data.copy_(torch.rand_like(m.weight) + 0.3)
            m.running_mean.copy_(torch.randn_like(m.running_mean) * 0.3)
            m.running_var.copy_(torch.rand_like(m.running_var) + 0.3)


def answer(net, config):
    generator = torch.Generator().manual_seed(3)
    image = torch.rand((1, 1, 48, 48), generator=generator)
    x = torch.randn((1, 1, 48, 48), generator=generator)
    net.eval()
    with torch.no_grad():
        return net["denoiser"](x, torch.tensor([40.0]), net["encoder"](image))


class Pretrained(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = Path(self.folder.name)
        fields.pack([], fields.recipe(20, 112, sharp=False), self.root / "d.npz")
        torch.manual_seed(5)
        self.config = small()
        self.run = Run(self.config, self.root / "d.npz", self.root / "first")
        stirred(self.run.net)
        self.run.ema.load_state_dict(self.run.net.state_dict())
        self.run.save("last.pt")
        plain = small()
        del plain["package"]["smooth"]
        export.package(plain, self.root / "first" / "last.pt", self.root / "package")

    def test_the_network_of_a_package_answers_as_before_and_trains_on(self):
        run = Run(self.config, self.root / "d.npz", self.root / "second", init=self.root / "package")
        before, after = answer(self.run.net, self.config), answer(run.net, self.config)
        self.assertLess((before - after).abs().max(), 1e-3 * before.abs().max())
        for m in run.net.modules():
            if isinstance(m, nn.BatchNorm2d):
                self.assertFalse(torch.equal(m.running_mean, torch.zeros_like(m.running_mean)), "measured on the data")
        run.run(validate_every=100)
        self.assertEqual(run.step, 3)
        self.assertTrue((self.root / "second" / "best.pt").exists())

    def test_normalised_by_its_batch_it_answers_nearly_as_by_what_was_measured(self):
        run = Run(self.config, self.root / "d.npz", self.root / "second", init=self.root / "package")
        batch = next(batches.loader(run.config, run.data, 7, 0))
        torch.manual_seed(1)
        fixed = float(run.loss(batch))
        run.net.train()
        torch.manual_seed(1)
        by_batch = float(run.loss(batch))
        self.assertLess(abs(by_batch / fixed - 1), 0.5)

    def test_deeper_networks_begin_as_the_package(self):
        deeper = small()
        deeper["network"]["encoder"]["down"] = [1, 2, 3]
        run = Run(deeper, self.root / "d.npz", self.root / "deep", init=self.root / "package")
        before, after = answer(self.run.net, self.config), answer(run.net, deeper)
        self.assertLess((before - after).abs().max(), 1e-3 * before.abs().max())

    def test_a_folder_that_is_no_such_package_is_refused(self):
        with self.assertRaisesRegex(FileNotFoundError, "encoder.onnx"):
            Run(self.config, self.root / "d.npz", self.root / "second", init=self.root)

    def test_shuffled_pixels_come_back(self):
        encoder, _ = networks.build(self.config)
        wide = onnx_graphs.strided(encoder.stem, 2).weight.detach()
        self.assertTrue(torch.equal(pretrained.packed(wide, 2), encoder.stem.weight))
        self.assertEqual(np.prod(wide.shape), encoder.stem.weight.numel())


if __name__ == "__main__":
    unittest.main()
