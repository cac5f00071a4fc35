"""Writes the tiny networks of the tests, whose results are known in closed form.

Run from anywhere: python3 testing/src/main/python/tiny_networks.py. Needs onnx and numpy. All work pixel by pixel, so
blocks must not matter. f is the mean over the image's channels.
"""

from pathlib import Path

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper

RESOURCES = Path(__file__).resolve().parents[1] / "resources/networks"
FLOAT = TensorProto.FLOAT


def value(name, *shape):
    return helper.make_tensor_value_info(name, FLOAT, shape)


def constant(name, array):
    return numpy_helper.from_array(np.asarray(array), name)


def save(name, nodes, inputs, outputs, constants=()):
    graph = helper.make_graph(nodes, name, inputs, outputs, list(constants))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], producer_name="tiny_networks")
    model.ir_version = 8
    checker.check_model(model)
    RESOURCES.mkdir(parents=True, exist_ok=True)
    (RESOURCES / f"{name}.onnx").write_bytes(model.SerializeToString())


def encoder():
    """features = f"""
    save(
        "encoder",
        [helper.make_node("ReduceMean", ["image"], ["features"], axes=[1], keepdims=1)],
        [value("image", 1, "c", "h", "w")],
        [value("features", 1, 1, "h", "w")],
    )


def denoiser(name, noise, gain=2.0):
    """every target channel = gain f - 1 + noise x; the timestep changes nothing"""
    save(
        name,
        [
            helper.make_node("Mul", ["x", "noise"], ["grain"]),
            helper.make_node("Mul", ["features", "gain"], ["doubled"]),
            helper.make_node("Sub", ["doubled", "one"], ["mask"]),
            helper.make_node("Reshape", ["timestep", "column"], ["t4"]),
            helper.make_node("Mul", ["t4", "zero"], ["nothing"]),
            helper.make_node("Add", ["grain", "mask"], ["sum"]),
            helper.make_node("Add", ["sum", "nothing"], ["prediction"]),
        ],
        [value("x", "n", "k", "h", "w"), value("timestep", "n"), value("features", 1, 1, "h", "w")],
        [value("prediction", "n", "k", "h", "w")],
        [
            constant("noise", np.float32(noise)),
            constant("gain", np.float32(gain)),
            constant("one", np.float32(1)),
            constant("zero", np.float32(0)),
            constant("column", np.array([-1, 1, 1, 1], np.int64)),
        ],
    )


if __name__ == "__main__":
    encoder()
    denoiser("sharp", 0.0)
    denoiser("noisy", 0.5)
    denoiser("not_a_number", 0.0, np.nan)
