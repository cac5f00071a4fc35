#!/usr/bin/env python3
"""The same networks in PyTorch: seconds per megapixel for 1 and 4 calls on a 1024x1024 field (weights do not matter).

Usage: torch_speed.py [THREADS]
"""

import statistics
import sys
import time
from pathlib import Path

import torch
import yaml

here = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(here / "training"))
from trainer import networks, onnx_graphs  # noqa: E402

config = yaml.safe_load((here / "training/configs/nuclei-fluorescence.yaml").read_text())
if len(sys.argv) > 1:
    torch.set_num_threads(int(sys.argv[1]))
encoder, denoiser = (onnx_graphs.fused(n) for n in networks.build(config))
image, x = torch.rand(1, 1, 1024, 1024), torch.randn(1, 2, 1024, 1024)
for calls in (1, 4):
    times = []
    with torch.no_grad():
        for _ in range(5):
            start = time.time()
            features = encoder(image)
            for _ in range(calls):
                denoiser(x, torch.tensor([99.0]), features)
            times.append(time.time() - start)
    seconds = statistics.median(times[1:]) / (1024 * 1024 / 1e6)
    print(f"| PyTorch {torch.__version__}, network only, 1024x1024 | {calls} | {seconds:.2f} | |")
