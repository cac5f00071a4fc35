"""How packages store weights."""

import copy
import io
import unittest
from pathlib import Path

import numpy as np
import onnx
import torch
import yaml

from trainer import networks, onnx_graphs, storage
from trainer.storage import Storage

CONFIGS = Path(__file__).resolve().parent.parent / "configs"


def prior():
    config = yaml.safe_load((CONFIGS / "fluorescence-prior.yaml").read_text())
    config["network"]["denoiser"] = {"channels": [16, 24, 32], "down": [1, 1, 1], "up": [1, 1]}
    torch.manual_seed(4)
    _, denoiser = networks.build(config)
    for p in denoiser.parameters():
        p.data.copy_(torch.randn_like(p) / (p[0].numel() ** 0.5 if p.ndim > 1 else 5))
    return onnx_graphs.fused(denoiser)


def graph(denoiser):
    inputs = torch.randn(1, 1, 32, 32), torch.tensor([500.0])
    return onnx_graphs.export(onnx_graphs.DenoiserGraph(denoiser), inputs, ["x", "timestep"], "prediction", {})


class WholeNumbers(unittest.TestCase):
    def test_the_error_is_at_most_half_a_step_of_the_channel(self):
        weight = np.random.default_rng(1).standard_normal((6, 5, 3, 3)).astype(np.float32) * np.array([1e-4, 1, 9, 1, 1, 1])[:, None, None, None]
        weight = weight.astype(np.float32)
        weight[3] = 0
        whole, scale = storage.whole_numbers(weight)
        self.assertEqual((whole.dtype, scale.shape), (np.int8, (6, 1, 1, 1)))
        error = np.abs(whole * scale - weight).reshape(6, -1).max(1)
        widest = np.abs(weight).reshape(6, -1).max(1)
        self.assertTrue((error <= widest / 127 / 2 * 1.0001).all())
        self.assertTrue((whole[3] == 0).all())
        np.testing.assert_array_equal(np.abs(whole).reshape(6, -1).max(1), [127, 127, 127, 0, 127, 127])


class Stored(unittest.TestCase):
    def setUp(self):
        self.denoiser = prior()
        self.size = len(graph(self.denoiser).SerializeToString())

    def check(self, how, smaller):
        """What is read back from the stored graph are the weights of the module that stands for it."""
        model = how.shrink(graph(self.denoiser))
        self.assertLess(len(model.SerializeToString()), smaller * self.size)
        found = storage.weights(onnx.load(io.BytesIO(model.SerializeToString())).graph)
        expected = storage.weights(graph(how.rounded(self.denoiser)).graph)
        self.assertEqual(found.keys(), expected.keys())
        for name, value in expected.items():
            self.assertTrue(torch.equal(found[name], value), name)
        return model

    def test_half_precision(self):
        self.check(Storage(), 0.6)

    def test_eight_bits_for_large_tensors(self):
        model = self.check(Storage(eight_bit_from=4000), 0.45)
        kinds = {t.name: t.data_type for t in model.graph.initializer}
        whole = [n for n in kinds if n.endswith("_int8")]
        self.assertGreater(len(whole), 3)
        for name in whole:
            self.assertIn(name[: -len("_int8")] + "_scale", kinds)

    def test_nothing_else_is_touched(self):
        same = Storage(half=False).rounded(self.denoiser)
        for a, b in zip(self.denoiser.parameters(), same.parameters()):
            self.assertTrue(torch.equal(a, b))
        before = copy.deepcopy(graph(self.denoiser)).SerializeToString()
        self.assertEqual(Storage(half=False).shrink(graph(self.denoiser)).SerializeToString(), before)

    def test_a_config_says_how(self):
        self.assertEqual(Storage.of({}), Storage(True, float("inf")))
        p = {"half_precision_storage": False, "eight_bit_from": 5000}
        self.assertEqual(Storage.of({"package": p}), Storage(False, 5000))


if __name__ == "__main__":
    unittest.main()
