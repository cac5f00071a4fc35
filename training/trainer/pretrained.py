"""Weights of a model package, as a start for further training.

A package stores graphs in which every BatchNorm is part of the convolution before it. Here they are taken apart again:
the normalisations get the statistics of the data that training goes on with, and scale and shift so that the network
answers as the package does.
"""

from pathlib import Path

import onnx
import torch
from torch import nn

from . import storage
from .onnx_graphs import NORM_AFTER

GRAPHS = {"encoder": ("encoder.onnx", ""), "denoiser": ("weights.onnx", "d.")}  # file, prefix of its names


def tensors(path, prefix):
    """Name in networks.py -> tensor, of one graph."""
    found = storage.weights(onnx.load(str(path)).graph)
    return {name[len(prefix) :] if name.startswith(prefix) else name: value for name, value in found.items()}


def weights(folder, net, shuffle):
    """State for `net` (encoder and denoiser) from the graphs of a package; what does not fit is left out."""
    own, found = net.state_dict(), {}
    for part, (file, prefix) in GRAPHS.items():
        if part not in net:
            continue
        if not (Path(folder) / file).is_file():
            raise FileNotFoundError(f"{folder} is not a package of this kind of model: it has no {file}")
        for name, value in tensors(Path(folder) / file, prefix).items():
            if name == "stem.weight":
                value = packed(value, shuffle)
            if f"{part}.{name}" in own:
                found[f"{part}.{name}"] = value
            elif name.endswith(".bias"):
                norm = f"{part}.{norm_after(name[: -len('.bias')])}"
                if norm + ".bias" in own:
                    found.update(identity(norm, value))
    return {k: v for k, v in found.items() if v.shape == own[k].shape}


def norm_after(conv):
    """The name of the normalisation after a convolution."""
    head, _, last = conv.rpartition(".")
    return ".".join(p for p in (head, NORM_AFTER.get(last, "1")) if p)


def identity(norm, shift):
    """A normalisation that only adds `shift`, while its statistics are not measured."""
    one = torch.ones_like(shift)
    return {
        norm + ".weight": one, norm + ".bias": shift, norm + ".running_mean": 0 * one,
        norm + ".running_var": one - nn.BatchNorm2d(1).eps,
    }  # fmt: skip


def packed(wide, shuffle):
    """The inverse of onnx_graphs.strided: a strided convolution as one on unshuffled pixels."""
    s = shuffle
    out, channels, size, _ = wide.shape
    k = size // s
    return wide.reshape(out, channels, k, s, k, s).permute(0, 1, 3, 5, 2, 4).reshape(out, channels * s * s, k, k)


def measure_norms(net, forward, names, batches):
    """Gives the normalisations called `names` the statistics that `forward` (one batch each call) shows them.

    What the network answers stays the same; one training step later it is normalised by its data as any other.
    """
    norms = {k: m for k, m in net.named_modules() if k in names}
    sums = {k: [0, 0.0, 0.0] for k in norms}

    def watch(name):
        def hook(_, inputs):
            x = inputs[0].detach().double()
            s = sums[name]
            s[0] += x.numel() // x.shape[1]
            s[1] = s[1] + x.sum((0, 2, 3))
            s[2] = s[2] + (x * x).sum((0, 2, 3))

        return hook

    hooks = [m.register_forward_pre_hook(watch(k)) for k, m in norms.items()]
    net.eval()
    with torch.no_grad():
        for _ in range(batches):
            forward()
    for h in hooks:
        h.remove()
    for name, norm in norms.items():
        count, total, square = sums[name]
        mean = total / count
        var = (square / count - mean**2).clamp(min=0)
        # weight * (x - mean) / sqrt(var + eps) + bias must go on being what it was.
        scale = norm.weight.detach().double() / torch.sqrt(norm.running_var.double() + norm.eps)
        shift = norm.bias.detach().double() - norm.running_mean.double() * scale
        norm.weight.data.copy_(scale * torch.sqrt(var + norm.eps))
        norm.bias.data.copy_(shift + mean * scale)
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(var)
