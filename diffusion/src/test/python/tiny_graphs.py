"""Writes the tiny ONNX graphs of this module's tests, and the probe that finds out whether a GPU works.

Run from anywhere: python3 diffusion/src/test/python/tiny_graphs.py. Needs onnx and numpy. What each graph computes is
said beside it; the tests hold the graphs to that.
"""

from pathlib import Path

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper

MODULE = Path(__file__).resolve().parents[3]
RESOURCES = MODULE / "src/test/resources/onnx"
PROBE = MODULE / "src/main/resources/io/github/imagejdiffusion/diffusion/onnx/probe.onnx"
FLOAT = TensorProto.FLOAT


def value(name, *shape, kind=FLOAT):
    return helper.make_tensor_value_info(name, kind, shape)


def constant(name, array):
    return numpy_helper.from_array(np.asarray(array), name)


def save(path, nodes, inputs, outputs, constants=()):
    graph = helper.make_graph(nodes, path.stem, inputs, outputs, list(constants))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], producer_name="tiny_graphs")
    model.ir_version = 8
    checker.check_model(model)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(model.SerializeToString())


def x(channels="k"):
    return value("x", "n", channels, "h", "w")


T = value("timestep", "n")
COLUMN = constant("column", np.array([-1, 1, 1, 1], np.int64))


def encoder():
    """features = [mean of 2x2 pixels, 3 * mean of 2x2 pixels], at half the size."""
    save(
        RESOURCES / "encoder.onnx",
        [
            helper.make_node("AveragePool", ["image"], ["mean"], kernel_shape=[2, 2], strides=[2, 2]),
            helper.make_node("Mul", ["mean", "three"], ["tripled"]),
            helper.make_node("Concat", ["mean", "tripled"], ["features"], axis=1),
        ],
        [value("image", 1, 1, "h", "w")],
        [value("features", 1, 2, "h2", "w2")],
        [constant("three", np.float32(3))],
    )


def denoiser(name="denoiser", prediction="prediction"):
    """prediction = 0.5 x + features, each feature over 2x2 pixels, + 0.01 timestep; features of one image serve all n."""
    save(
        RESOURCES / f"{name}.onnx",
        [
            helper.make_node("Mul", ["x", "half"], ["halved"]),
            helper.make_node(
                "Resize",
                ["features", "", "scales"],
                ["enlarged"],
                mode="nearest",
                coordinate_transformation_mode="asymmetric",
                nearest_mode="floor",
            ),
            helper.make_node("Reshape", ["timestep", "column"], ["t4"]),
            helper.make_node("Mul", ["t4", "hundredth"], ["late"]),
            helper.make_node("Add", ["halved", "enlarged"], ["sum"]),
            helper.make_node("Add", ["sum", "late"], [prediction]),
        ],
        [x(2), T, value("features", 1, 2, "h2", "w2")],
        [value(prediction, "n", 2, "h", "w")],
        [
            constant("half", np.float32(0.5)),
            constant("hundredth", np.float32(0.01)),
            constant("scales", np.array([1, 1, 2, 2], np.float32)),
            COLUMN,
        ],
    )


def direct():
    """prediction = x + image, for a conditional model without encoder."""
    save(
        RESOURCES / "direct.onnx",
        [
            helper.make_node("Reshape", ["timestep", "column"], ["t4"]),
            helper.make_node("Mul", ["t4", "zero"], ["nothing"]),
            helper.make_node("Add", ["x", "image"], ["sum"]),
            helper.make_node("Add", ["sum", "nothing"], ["prediction"]),
        ],
        [x(), T, value("image", 1, "k", "h", "w")],
        [value("prediction", "n", "k", "h", "w")],
        [constant("zero", np.float32(0)), COLUMN],
    )


def typed(name, sample=FLOAT, time=FLOAT):
    """prediction = x + 0.5 timestep, with inputs of other types than float32; prediction has that of x."""
    save(
        RESOURCES / f"{name}.onnx",
        [
            helper.make_node("Reshape", ["timestep", "column"], ["t4"]),
            helper.make_node("Cast", ["t4"], ["late"], to=sample),
            helper.make_node("Mul", ["late", "half"], ["added"]),
            helper.make_node("Add", ["x", "added"], ["prediction"]),
        ],
        [value("x", "n", "k", "h", "w", kind=sample), value("timestep", "n", kind=time)],
        [value("prediction", "n", "k", "h", "w", kind=sample)],
        [constant("half", np.array(0.5, helper.mapping.TENSOR_TYPE_TO_NP_TYPE[sample])), COLUMN],
    )


def fixed_size():
    """prediction = x + timestep, for nothing but 8 x 8 pixels."""
    save(
        RESOURCES / "fixed_size.onnx",
        [
            helper.make_node("Reshape", ["timestep", "column"], ["t4"]),
            helper.make_node("Add", ["x", "t4"], ["prediction"]),
        ],
        [value("x", 1, 1, 8, 8), value("timestep", 1)],
        [value("prediction", 1, 1, 8, 8)],
        [COLUMN],
    )


LEVEL = value("noise_level", "n")


def sr3():
    """prediction = 0.6 x + 0.3 image - 0.2 noise_level, of an SR3 network that joins its inputs, the image first."""
    save(
        RESOURCES / "sr3.onnx",
        [
            helper.make_node("Concat", ["image", "x"], ["joined"], axis=1),
            helper.make_node("Conv", ["joined", "weights"], ["mixed"]),
            helper.make_node("Reshape", ["noise_level", "column"], ["level4"]),
            helper.make_node("Mul", ["level4", "fifth"], ["offset"]),
            helper.make_node("Sub", ["mixed", "offset"], ["prediction"]),
        ],
        [x(1), LEVEL, value("image", "n", 1, "h", "w")],
        [value("prediction", "n", 1, "h", "w")],
        [constant("weights", np.array([0.3, 0.6], np.float32).reshape(1, 2, 1, 1)), constant("fifth", np.float32(0.2)), COLUMN],
    )


def level_embedding():
    """prediction = sin, then cos, of noise_level * 10000^(-i/4), i from 0 to 3: SR3's embedding in place of a network."""
    save(
        RESOURCES / "level_embedding.onnx",
        [
            helper.make_node("Reshape", ["noise_level", "column"], ["level4"]),
            helper.make_node("Mul", ["level4", "frequencies"], ["angles"]),
            helper.make_node("Sin", ["angles"], ["sines"]),
            helper.make_node("Cos", ["angles"], ["cosines"]),
            helper.make_node("Concat", ["sines", "cosines"], ["embedding"], axis=1),
            helper.make_node("Mul", ["x", "zero"], ["nothing"]),
            helper.make_node("Add", ["embedding", "nothing"], ["prediction"]),
        ],
        [x(1), LEVEL],
        [value("prediction", "n", 8, "h", "w")],
        [
            constant("frequencies", (10000.0 ** (-np.arange(4) / 4)).astype(np.float32).reshape(1, 4, 1, 1)),
            constant("zero", np.float32(0)),
            COLUMN,
        ],
    )


def unconditional(name, nodes, kind=FLOAT, shape=("n", "k", "h", "w"), constants=()):
    """twice = 2 x + timestep, then the given nodes from 'twice' to 'prediction'."""
    save(
        RESOURCES / f"{name}.onnx",
        [
            helper.make_node("Reshape", ["timestep", "column"], ["t4"]),
            helper.make_node("Add", ["x", "x"], ["doubled"]),
            helper.make_node("Add", ["doubled", "t4"], ["twice"]),
            *nodes,
        ],
        [x(), T],
        [value("prediction", *shape, kind=kind)],
        [COLUMN, *constants],
    )


def convolution():
    """Two 3x3 convolutions with 24 channels between: real arithmetic, whose bits thread counts could change."""
    generator = np.random.default_rng(5)
    first = generator.standard_normal((24, 2, 3, 3), np.float32) / 4
    second = generator.standard_normal((2, 24, 3, 3), np.float32) / 15
    unconditional(
        "convolution",
        [
            helper.make_node("Conv", ["twice", "first"], ["wide"], pads=[1, 1, 1, 1]),
            helper.make_node("Relu", ["wide"], ["kinked"]),
            helper.make_node("Conv", ["kinked", "second"], ["prediction"], pads=[1, 1, 1, 1]),
        ],
        constants=[constant("first", first), constant("second", second)],
    )


def probe():
    """The smallest network that makes a GPU load all its libraries: one convolution."""
    save(
        PROBE,
        [helper.make_node("Conv", ["image", "weights"], ["out"])],
        [value("image", 1, 1, 8, 8)],
        [value("out", 1, 1, 6, 6)],
        [constant("weights", np.ones((1, 1, 3, 3), np.float32))],
    )


if __name__ == "__main__":
    encoder()
    denoiser()
    denoiser("other_names", "noise")
    direct()
    sr3()
    level_embedding()
    unconditional("unconditional", [helper.make_node("Identity", ["twice"], ["prediction"])])
    unconditional(
        "half_precision", [helper.make_node("Cast", ["twice"], ["prediction"], to=TensorProto.FLOAT16)], TensorProto.FLOAT16
    )
    unconditional(
        "double_precision", [helper.make_node("Cast", ["twice"], ["prediction"], to=TensorProto.DOUBLE)], TensorProto.DOUBLE
    )
    unconditional("flat", [helper.make_node("Flatten", ["twice"], ["prediction"])], shape=("n", "all"))
    unconditional(
        "not_a_number",
        [
            helper.make_node("Sub", ["twice", "twice"], ["zeros"]),
            helper.make_node("Div", ["zeros", "zeros"], ["prediction"]),
        ],
    )
    typed("time_int64", time=TensorProto.INT64)
    typed("time_int32", time=TensorProto.INT32)
    typed("all_float16", TensorProto.FLOAT16, TensorProto.FLOAT16)
    typed("all_float64", TensorProto.DOUBLE, TensorProto.DOUBLE)
    fixed_size()
    convolution()
    probe()
