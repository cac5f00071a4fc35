"""How a package stores weights: smaller than they are computed with, and made single precision by the graph itself.

Large tensors are float16 behind a Cast. The largest may be 8-bit whole numbers with one scale per output channel, behind
a Cast and a Mul. ONNX Runtime computes both once, when it loads the graph: calls take the time they took before.
"""

import copy
from dataclasses import dataclass

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

HALF, WHOLE, SCALE = "_half", "_int8", "_scale"  # ends of the names of what is stored
LARGEST_WHOLE = 127


def whole_numbers(weight):
    """(int8, float32 scale per output channel, broadcastable): weight is about their product."""
    widest = np.abs(weight).reshape(weight.shape[0], -1).max(1)
    scale = (np.where(widest > 0, widest, 1) / LARGEST_WHOLE).astype(np.float32)
    scale = scale.reshape((-1,) + (1,) * (weight.ndim - 1))
    return np.rint(weight / scale).astype(np.int8), scale


@dataclass(frozen=True)
class Storage:
    """`half`: whether large tensors are float16; `eight_bit_from`: the fewest weights of a tensor stored in 8 bits."""

    half: bool = True
    eight_bit_from: float = float("inf")
    smallest: int = 1024  # tensors with fewer numbers stay as they are

    @staticmethod
    def of(config):
        p = config.get("package", {})
        return Storage(p.get("half_precision_storage", True), p.get("eight_bit_from", float("inf")))

    def is_whole(self, shape):
        return len(shape) > 1 and np.prod(shape) >= self.eight_bit_from

    def is_half(self, shape):
        return self.half and np.prod(shape) >= self.smallest

    def shrink(self, model):
        """The graph with its weights stored so, in place."""
        kept, nodes = [], []
        for tensor in model.graph.initializer:
            array = numpy_helper.to_array(tensor)
            if tensor.data_type == TensorProto.FLOAT and self.is_whole(array.shape):
                whole, scale = whole_numbers(array)
                kept += [numpy_helper.from_array(whole, tensor.name + WHOLE), numpy_helper.from_array(scale, tensor.name + SCALE)]
                nodes += [
                    helper.make_node("Cast", [tensor.name + WHOLE], [tensor.name + "_single"], to=TensorProto.FLOAT),
                    helper.make_node("Mul", [tensor.name + "_single", tensor.name + SCALE], [tensor.name]),
                ]
            elif tensor.data_type == TensorProto.FLOAT and self.is_half(array.shape):
                kept.append(numpy_helper.from_array(array.astype(np.float16), tensor.name + HALF))
                nodes.append(helper.make_node("Cast", [tensor.name + HALF], [tensor.name], to=TensorProto.FLOAT))
            else:
                kept.append(tensor)
        nodes += list(model.graph.node)
        del model.graph.initializer[:], model.graph.node[:]
        model.graph.initializer.extend(kept)
        model.graph.node.extend(nodes)
        onnx.checker.check_model(model)
        return model

    def rounded(self, module):
        """The module with the weights that the stored graph computes with."""
        m = copy.deepcopy(module)
        for p in m.parameters():
            if self.is_whole(p.shape):
                whole, scale = whole_numbers(p.detach().numpy())
                p.data = torch.from_numpy(whole.astype(np.float32) * scale)
            elif self.is_half(p.shape):
                p.data = p.data.half().float()
        return m


def weights(graph):
    """Name -> float32 tensor of every weight of a stored graph, as the graph computes with it."""
    stored = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    found = {}
    for name, array in stored.items():
        if name.endswith(SCALE) and name[: -len(SCALE)] + WHOLE in stored:
            continue
        if name.endswith(WHOLE):
            name = name[: -len(WHOLE)]
            array = array.astype(np.float32) * stored[name + SCALE]
        found[name[: -len(HALF)] if name.endswith(HALF) else name] = torch.from_numpy(array.copy()).float()
    return found
