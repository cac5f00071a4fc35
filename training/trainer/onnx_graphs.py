"""ONNX graphs of a trained model: what ONNX Runtime gets is as small and as fast as the same numbers allow."""

import copy
import io

import numpy as np
import onnx
import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

OPSET = 15
NORM_AFTER = {"stem": "norm", "conv1": "norm1", "conv2": "norm2"}  # attribute names in networks.py


def fused(module):
    """The module in evaluation mode with every BatchNorm folded into the convolution before it."""
    m = copy.deepcopy(module).eval()
    for part in m.modules():
        for conv, norm in NORM_AFTER.items():
            if isinstance(getattr(part, norm, None), nn.BatchNorm2d):
                setattr(part, conv, fuse_conv_bn_eval(getattr(part, conv), getattr(part, norm)))
                setattr(part, norm, nn.Identity())
        if isinstance(part, nn.Sequential) and len(part) > 1 and isinstance(part[1], nn.BatchNorm2d):
            part[0] = fuse_conv_bn_eval(part[0], part[1])
            part[1] = nn.Identity()
    return m


def strided(conv, shuffle):
    """conv3x3(pixel_unshuffle(x)) as one strided convolution: the same sums without moving the image."""
    s, weight = shuffle, conv.weight.detach()
    out, packed, k, _ = weight.shape
    channels = packed // (s * s)
    wide = weight.reshape(out, channels, s, s, k, k).permute(0, 1, 4, 2, 5, 3).reshape(out, channels, k * s, k * s)
    fused = nn.Conv2d(channels, out, k * s, stride=s, padding=s * (k // 2), bias=conv.bias is not None)
    fused.weight.data.copy_(wide)
    if conv.bias is not None:
        fused.bias.data.copy_(conv.bias.detach())
    return fused


def unshuffling(channels, shuffle):
    """pixel_unshuffle as one strided convolution."""
    conv = nn.Conv2d(channels, channels * shuffle**2, shuffle, stride=shuffle, bias=False)
    conv.weight.data.copy_(torch.eye(channels * shuffle**2).reshape(-1, channels, shuffle, shuffle))
    return conv


class EncoderGraph(nn.Module):
    def __init__(self, encoder):
        super().__init__()
        e = copy.deepcopy(encoder)
        self.gain, self.stem, self.norm, self.body, self.head = e.gain, strided(e.stem, e.shuffle), e.norm, e.body, e.head
        self.pixels = unshuffling(e.stem.in_channels // (2 * e.shuffle**2), e.shuffle) if e.carry else None

    def forward(self, image):
        a = self.gain * image
        compressed = torch.sign(a) * torch.log(torch.abs(a) + torch.sqrt(a * a + 1.0)) / float(np.arcsinh(self.gain))
        x = torch.relu(self.norm(self.stem(torch.cat([image, compressed], 1))))
        features = self.head(self.body(x))
        return features if self.pixels is None else torch.cat([features, self.pixels(image)], 1)


class DenoiserGraph(nn.Module):
    def __init__(self, denoiser):
        super().__init__()
        self.d = copy.deepcopy(denoiser)
        self.stem = strided(self.d.stem, self.d.shuffle)

    def forward(self, x, timestep, features=None):
        d = self.d
        emb = d.embedding(timestep)
        return d.decode(self.stem(x), emb, features)


def export(graph, inputs, names, output, dynamic):
    """Serialised ONNX model; `dynamic` maps a tensor name to its dynamic axes."""
    buffer = io.BytesIO()
    graph.eval()
    with torch.no_grad():
        torch.onnx.export(
            graph, inputs, buffer, opset_version=OPSET, input_names=names, output_names=[output], dynamic_axes=dynamic
        )
    model = onnx.load_from_string(buffer.getvalue())
    onnx.checker.check_model(model)
    return model

