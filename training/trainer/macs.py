"""Multiply-adds of the convolutions, counted by hooks during one pass."""

import torch
from torch import nn


def multiply_adds(module, *inputs):
    total = [0]

    def count(layer, _, out):
        k = layer.kernel_size[0] * layer.kernel_size[1] * layer.in_channels // layer.groups
        total[0] += k * out.numel() // out.shape[0]

    hooks = [m.register_forward_hook(count) for m in module.modules() if isinstance(m, nn.Conv2d)]
    with torch.no_grad():
        module(*inputs)
    for h in hooks:
        h.remove()
    return total[0]


def per_megapixel(config, encoder, denoiser, size=256):
    """(encoder, denoiser) multiply-adds for one megapixel (10^6 pixels) and one call."""
    scale = 1e6 / size**2
    features, e = None, 0
    if encoder is not None:
        image = torch.zeros(1, config["image_channels"], size, size)
        e = multiply_adds(encoder, image) * scale
        with torch.no_grad():
            features = encoder(image)
    x = torch.zeros(1, config["target_channels"], size, size)
    d = multiply_adds(denoiser, x, torch.zeros(1), features) * scale
    return e, d
