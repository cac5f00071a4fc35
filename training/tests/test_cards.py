"""Cards of the bundled models: the sizes that they state are those of the networks."""

import re
import unittest
from pathlib import Path

import onnx
import yaml

from trainer import macs, networks

TRAINING = Path(__file__).resolve().parent.parent
MODELS = TRAINING.parent / "models"


def bundled():
    return sorted(p.parent for p in MODELS.glob("*/rdf.yaml"))


class Cards(unittest.TestCase):
    def test_there_are_some(self):
        self.assertTrue(bundled())

    def test_parameters_are_those_of_the_graphs(self):
        for model in bundled():
            with self.subTest(model.name):
                stated = float(re.search(r"([\d.]+) M parameters", self.size(model)).group(1))
                counted = sum(self.numbers(graph) for graph in model.glob("*.onnx"))
                # BatchNorm is folded into the graphs, which takes a number from every channel.
                self.assertAlmostEqual(stated, counted / 1e6, delta=0.06)

    def test_multiply_adds_are_those_of_the_network(self):
        for model in bundled():
            with self.subTest(model.name):
                config = yaml.safe_load((TRAINING / "configs" / f"{model.name}.yaml").read_text(encoding="utf-8"))
                encoder, denoiser = networks.build(config)
                counted = macs.per_megapixel(config, None if encoder is None else encoder.eval(), denoiser.eval())
                counted = [round(n / 1e9, 1) for n in counted if n]
                stated = [float(n) for n in re.findall(r"([\d.]+) GMAC", self.size(model))]
                # What an image takes may follow.
                self.assertEqual(counted, stated[: len(counted)])

    @staticmethod
    def size(model):
        lines = (model / "README.md").read_text(encoding="utf-8").splitlines()
        return next(line for line in lines if line.startswith("- **Size**"))

    @staticmethod
    def numbers(graph):
        weights = onnx.load(graph).graph.initializer
        count = 0
        for weight in weights:
            product = 1
            for side in weight.dims:
                product *= side
            count += product
        return count


if __name__ == "__main__":
    unittest.main()
