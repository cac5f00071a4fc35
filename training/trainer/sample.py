"""DDIM (Song et al. 2021, eq. 12) with eta 0, for validation during training; the Java engine is the product."""

import math

import numpy as np
import torch

from . import networks, schedule


@torch.no_grad()
def ddim(config, denoiser, features, shape, steps, seed):
    bars = schedule.alpha_bar(config)
    kind = config["schedule"]["prediction_type"]
    reach = config["schedule"].get("clip_sample_range", 1.0) if config["schedule"].get("clip_sample", True) else math.inf
    device = features.device if features is not None else next(denoiser.parameters()).device
    x = torch.randn(shape, generator=torch.Generator().manual_seed(seed)).to(device)
    times = schedule.trailing(len(bars), steps)
    for i, t in enumerate(times):
        a, s = np.sqrt(bars[t]), np.sqrt(1 - bars[t])
        told = a if networks.takes_level(config) else float(t)
        out = denoiser(x, torch.full((shape[0],), float(told), device=device), features)
        x0 = schedule.predicted_x0(kind, out, x, a, s).clamp(-reach, reach)
        if i + 1 == len(times):
            return x0
        noise = (x - a * x0) / s
        nxt = bars[times[i + 1]]
        x = float(np.sqrt(nxt)) * x0 + float(np.sqrt(1 - nxt)) * noise
