"""Local U-Nets: an image encoder G(I) and a denoiser D(F(x_t) + G(I), t).

The fusion is SegDiff's (Amit et al. 2021, arXiv:2112.00390): features of the noisy target and of the image
are added right after the first convolution, so the encoder runs once per block and the denoiser once per call.

Nothing here computes a statistic over space: normalisation is BatchNorm, which is a constant once trained, so a
tile and the whole image get the same answer.
"""

import math

import torch
import torch.nn.functional as F
from torch import nn


class ResidualBlock(nn.Module):
    """relu(x + bn(conv(relu(bn(conv(x)) + b(t))))), the time bias only where `embedding` is given."""

    def __init__(self, channels, embedding=None):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.norm1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.norm2 = nn.BatchNorm2d(channels)
        self.time = nn.Linear(embedding, channels) if embedding else None
        nn.init.zeros_(self.norm2.weight)

    def forward(self, x, emb=None):
        h = self.norm1(self.conv1(x))
        if self.time is not None:
            h = h + self.time(emb)[:, :, None, None]
        h = self.norm2(self.conv2(F.relu(h)))
        return F.relu(x + h)


class UNet(nn.Module):
    """A U-Net whose skip connections are added; level i has channels[i] and runs at 1 / 2^i of its input."""

    def __init__(self, channels, down, up, embedding=None):
        super().__init__()
        last = len(channels) - 1
        self.down = nn.ModuleList(
            nn.ModuleList(ResidualBlock(c, embedding) for _ in range(n)) for c, n in zip(channels, down)
        )
        self.shrink = nn.ModuleList(
            nn.Sequential(
                nn.Conv2d(channels[i], channels[i + 1], 2, stride=2, bias=False), nn.BatchNorm2d(channels[i + 1]), nn.ReLU()
            )
            for i in range(last)
        )
        self.grow = nn.ModuleList(
            nn.Sequential(nn.Conv2d(channels[i + 1], channels[i], 1, bias=False), nn.BatchNorm2d(channels[i]))
            for i in range(last)
        )
        self.up = nn.ModuleList(
            nn.ModuleList(ResidualBlock(c, embedding) for _ in range(n)) for c, n in zip(channels[:last], up)
        )

    def forward(self, x, emb=None):
        skips = []
        for i, blocks in enumerate(self.down):
            for block in blocks:
                x = block(x, emb)
            if i < len(self.shrink):
                skips.append(x)
                x = self.shrink[i](x)
        for i in reversed(range(len(self.grow))):
            x = F.relu(skips[i] + F.interpolate(self.grow[i](x), scale_factor=2.0, mode="nearest"))
            for block in self.up[i]:
                x = block(x, emb)
        return x


class ImageEncoder(nn.Module):
    """G(I): image [N,C,H,W] (normalised, about 0..1) -> features [N,width,H/s,W/s].

    Each channel is also seen through asinh(gain * x), so that dim objects beside bright ones keep contrast.
    With `carry` the image itself follows as further features: the denoiser then predicts the correction to it.
    """

    def __init__(self, image_channels, channels, down, up, shuffle, contrast_gain=10.0, carry=False):
        super().__init__()
        self.shuffle, self.gain, self.carry = shuffle, contrast_gain, carry
        self.stem = nn.Conv2d(2 * image_channels * shuffle**2, channels[0], 3, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(channels[0])
        self.body = UNet(channels, down, up)
        self.head = nn.Conv2d(channels[0], channels[0], 1)

    def forward(self, image):
        a = self.gain * image
        # asinh by elementary operations: ONNX Runtime's CPU provider fuses and vectorises these.
        compressed = torch.sign(a) * torch.log(torch.abs(a) + torch.sqrt(a * a + 1.0)) / math.asinh(self.gain)
        x = F.pixel_unshuffle(torch.cat([image, compressed], 1), self.shuffle)
        x = F.relu(self.norm(self.stem(x)))
        features = self.head(self.body(x))
        return torch.cat([features, F.pixel_unshuffle(image, self.shuffle).to(features.dtype)], 1) if self.carry else features


class Denoiser(nn.Module):
    """D(x_t, t, G): x_t [N,K,H,W], t [N] in training timesteps, features or None -> prediction [N,K,H,W].

    With `timesteps` None, t is the noise level sqrt(alpha_bar) itself (Chen et al. 2020, WaveGrad; SR3).
    """

    def __init__(self, target_channels, channels, down, up, shuffle, timesteps, embedding=64, carry=False):
        super().__init__()
        self.carry = channels[0] if carry else None
        self.smooth = 0.0  # set where a trained network is loaded, never while training
        self.shuffle, self.rate, self.width = shuffle, 1000.0 / timesteps if timesteps else 1000.0, embedding
        packed = target_channels * shuffle**2
        self.embed = nn.Sequential(nn.Linear(embedding, embedding), nn.ReLU(), nn.Linear(embedding, embedding), nn.ReLU())
        self.stem = nn.Conv2d(packed, channels[0], 3, padding=1)
        # How much of x_t to listen to at this noise level: at the first call x_t is pure noise.
        self.gate = nn.Linear(embedding, channels[0])
        nn.init.zeros_(self.gate.weight)
        nn.init.ones_(self.gate.bias)
        self.body = UNet(channels, down, up, embedding)
        self.head = nn.Conv2d(channels[0], packed, 3, padding=1)
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)

    def embedding(self, t):
        half = self.width // 2
        rate = torch.exp(torch.arange(half, device=t.device, dtype=torch.float32) * (-math.log(10000.0) / half))
        angle = (t.float() * self.rate)[:, None] * rate[None]
        return self.embed(torch.cat([torch.cos(angle), torch.sin(angle)], 1))

    def forward(self, x, t, features=None):
        emb = self.embedding(t)
        return self.decode(self.stem(F.pixel_unshuffle(x, self.shuffle)), emb, features)

    def decode(self, h, emb, features):
        h = h * self.gate(emb)[:, :, None, None]
        if features is not None:
            h = h + features[:, : self.carry]
        out = self.head(self.body(F.relu(h), emb))
        if self.carry:
            out = out.float() + (2 * features[:, self.carry :].float() - 1)
        out = F.pixel_shuffle(out, self.shuffle)
        return blurred(out, self.smooth, self.head.out_channels // self.shuffle**2) if self.smooth else out


def blurred(image, sigma, channels):
    """Gaussian of deviation sigma (pixels, below 1) on 5x5 pixels, edges repeated.

    The mean of a posterior seen through a random sub-pixel shift of this deviation: linear, so it needs no training.
    """
    line = [math.exp(-0.5 * (x / sigma) ** 2) for x in range(-2, 3)]
    kernel = torch.tensor([[[[a * b / sum(line) ** 2 for a in line] for b in line]]] * channels)  # a constant of the graph
    return F.conv2d(F.pad(image, (2, 2, 2, 2), mode="replicate"), kernel.to(image), groups=channels)


def takes_level(config):
    """Whether the denoiser is told the noise level sqrt(alpha_bar) in place of the timestep."""
    return config["kind"] == "sr3"


def build(config):
    """The networks of a config: (encoder or None, denoiser)."""
    net = config["network"]
    shuffle, carry = net["shuffle"], net.get("carry", False)
    if carry and config["image_channels"] != config["target_channels"]:
        raise ValueError("network.carry needs as many target channels as image channels: the one corrects the other")
    encoder = None
    if config["kind"] != "prior":
        e = net["encoder"]
        encoder = ImageEncoder(config["image_channels"], e["channels"], e["down"], e["up"], shuffle, carry=carry)
        if e["channels"][0] != net["denoiser"]["channels"][0]:
            raise ValueError("encoder and denoiser must have the same width at level 0: their features are added")
    d = net["denoiser"]
    timesteps = None if takes_level(config) else config["schedule"]["num_train_timesteps"]
    denoiser = Denoiser(config["target_channels"], d["channels"], d["down"], d["up"], shuffle, timesteps, carry=carry)
    return encoder, denoiser


def stride(config):
    """Image sizes that the networks take are multiples of this."""
    net = config["network"]
    depth = max(len(net[k]["channels"]) for k in ("encoder", "denoiser") if k in net)
    return net["shuffle"] * 2 ** (depth - 1)
