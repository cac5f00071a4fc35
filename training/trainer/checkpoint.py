"""Reading the averaged weights of a run."""

import torch

from . import networks


def load(config, path, device="cpu"):
    """(encoder or None, denoiser) with the EMA weights of a checkpoint, ready for inference."""
    weights = torch.load(path, map_location=device)["ema"]
    encoder, denoiser = networks.build(config)
    part = lambda name: {k[len(name) + 1 :]: v for k, v in weights.items() if k.startswith(name + ".")}
    if encoder is not None:
        encoder.load_state_dict(part("encoder"))
        encoder.eval().to(device)
    denoiser.load_state_dict(part("denoiser"))
    denoiser.smooth = config.get("package", {}).get("smooth", 0.0)
    if denoiser.smooth and config["schedule"]["prediction_type"] != "sample":
        raise ValueError("package.smooth needs prediction_type sample: it blurs the predicted image, not noise")
    return encoder, denoiser.eval().to(device)
