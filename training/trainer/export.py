"""Writes a model package: rdf.yaml (bioimage.io 0.5), ONNX graphs, test tensors and the model card."""

import hashlib
import json
import re
import shutil
from pathlib import Path

import numpy as np
import torch
import yaml

from . import checkpoint, macs, networks, onnx_graphs
from .storage import Storage

SIZE = 64  # pixels of the test tensors
CONFIGS = Path(__file__).resolve().parent.parent / "configs"
DOCS = CONFIGS.parent.parent / "docs"


def package(config, weights, out):
    out.mkdir(parents=True, exist_ok=True)
    encoder, denoiser = checkpoint.load(config, weights)
    writer = PackageWriter(config, encoder, denoiser, out)
    writer.graphs()
    writer.description()
    writer.card()
    writer.listing()
    e, d = macs.per_megapixel(config, encoder, denoiser)
    print(f"multiply-adds per megapixel and call: encoder {e / 1e9:.1f} GMAC, denoiser {d / 1e9:.1f} GMAC")
    print(f"package {out}: {sum(f.stat().st_size for f in out.iterdir()) / 1e6:.2f} MB")
    check_with_onnxruntime(out)


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


TIMES = {
    "timestep": "training timestep of x_t, one per batch element",
    "noise_level": "sqrt(alpha_bar) of x_t, 0 (noise) to 1 (clean), one per batch element",
}


class PlainDumper(yaml.SafeDumper):
    """Without anchors and aliases: they surprise readers."""

    def ignore_aliases(self, data):
        return True


class PackageWriter:
    def __init__(self, config, encoder, denoiser, out):
        self.config, self.out = config, out
        self.storage = Storage.of(config)
        self.encoder = None if encoder is None else onnx_graphs.fused(encoder)
        self.denoiser = onnx_graphs.fused(denoiser)

    # -- graphs and test tensors ---------------------------------------------------------------------------------

    def graphs(self):
        c, rng = self.config, np.random.default_rng(1)
        x = torch.from_numpy(rng.standard_normal((1, c["target_channels"], SIZE, SIZE)).astype(np.float32))
        last = float(c["schedule"]["num_train_timesteps"] - 1)
        t = torch.tensor([0.5 if networks.takes_level(c) else last])
        names, inputs = ["x", self.time], (x, t)
        dynamic = {"x": {0: "n", 2: "h", 3: "w"}, self.time: {0: "n"}, "prediction": {0: "n", 2: "h", 3: "w"}}
        features = None
        if self.encoder is not None:
            image = torch.from_numpy(rng.random((1, c["image_channels"], SIZE, SIZE)).astype(np.float32))
            graph = onnx_graphs.EncoderGraph(self.encoder)
            axes = {"image": {0: "n", 2: "h", 3: "w"}, "features": {0: "n", 2: "fh", 3: "fw"}}
            model = onnx_graphs.export(graph, (image,), ["image"], "features", axes)
            self.write_graph("encoder.onnx", model)
            with torch.no_grad():
                # The test tensors come from the trained module itself, so they also prove the graph's rewriting.
                features = self.storage.rounded(self.encoder)(image)
            self.tensor("image", image)
            self.tensor("features", features)
            names, inputs = names + ["features"], (x, t, features)
            # its own batch axis: features of one image serve any number of runs
            dynamic["features"] = {0: "m", 2: "fh", 3: "fw"}
        graph = onnx_graphs.DenoiserGraph(self.denoiser)
        self.write_graph("weights.onnx", onnx_graphs.export(graph, inputs, names, "prediction", dynamic))
        with torch.no_grad():
            prediction = self.storage.rounded(self.denoiser)(x, t, features)
        for name, value in (("x", x), (self.time, t), ("prediction", prediction)):
            self.tensor(name, value)

    @property
    def time(self):
        """What the denoiser is told about x_t beside x_t itself."""
        return "noise_level" if networks.takes_level(self.config) else "timestep"

    def write_graph(self, name, model):
        (self.out / name).write_bytes(self.storage.shrink(model).SerializeToString())

    def tensor(self, name, value):
        np.save(self.out / f"test_{name}.npy", value.numpy())

    # -- rdf.yaml ------------------------------------------------------------------------------------------------

    def source(self, name):
        return {"source": name, "sha256": sha256(self.out / name)}

    def tensor_description(self, name, axes, text):
        return {
            "id": name, "description": text, "axes": axes, "data": {"type": "float32"},
            "test_tensor": self.source(f"test_{name}.npy"),
        }  # fmt: skip

    def space(self, channels):
        unit = networks.stride(self.config)
        size = {"min": unit, "step": unit}
        names = {"type": "channel", "channel_names": channels}
        return [{"type": "batch"}, names, {"type": "space", "id": "y", "size": size}, {"type": "space", "id": "x", "size": size}]

    def description(self):
        c, p = self.config, self.config["package"]
        follow = lambda axis, scale=1: dict(
            {"type": "space", "id": axis, "size": {"tensor_id": "x", "axis_id": axis}}, **({"scale": scale} if scale > 1 else {})
        )
        shuffle, width = c["network"]["shuffle"], c["network"]["denoiser"]["channels"][0]
        carried = c["image_channels"] * shuffle**2 if c["network"].get("carry") else 0
        inputs = [
            self.tensor_description("x", self.space(p["target_channels"]), "noisy sample x_t"),
            self.tensor_description(self.time, [{"type": "index", "id": self.time, "size": 1}], TIMES[self.time]),
        ]
        if self.encoder is not None:
            axes = [
                {"type": "batch"}, {"type": "channel", "channel_names": [f"f{i}" for i in range(width + carried)]},
                follow("y", shuffle), follow("x", shuffle),
            ]  # fmt: skip
            inputs.append(self.tensor_description("features", axes, "output of the image encoder"))
        out_axes = [{"type": "batch"}, {"type": "channel", "channel_names": p["target_channels"]}, follow("y"), follow("x")]
        rdf = {
            "format_version": "0.5.3",
            "type": "model",
            "name": c["name"],
            "id": c["name"],
            "version": p["version"],
            "description": p["description"],
            "authors": [{"name": "imagej-diffusion developers"}],
            "license": p["license"],
            "cite": p["cite"],
            "tags": p["tags"],
            "documentation": "README.md",
            "inputs": inputs,
            "outputs": [self.tensor_description("prediction", out_axes, "network output of one call")],
            "weights": {"onnx": dict(self.source("weights.onnx"), opset_version=onnx_graphs.OPSET)},
            "config": {"imagej-diffusion": self.sampler_facts()},
        }
        if self.encoder is not None:
            rdf["attachments"] = [self.source(n) for n in ("encoder.onnx", "test_image.npy")]
        text = yaml.dump(rdf, Dumper=PlainDumper, sort_keys=False, allow_unicode=True, width=110)
        (self.out / "rdf.yaml").write_text(text, encoding="utf-8")

    def sampler_facts(self):
        c, p, s = self.config, self.config["package"], self.config["schedule"]
        graphs = {"denoiser": {"source": "weights.onnx", "inputs": {"sample": "x", self.time: self.time}, "output": "prediction"}}
        if self.encoder is not None:
            graphs["denoiser"]["inputs"]["features"] = "features"
            graphs["encoder"] = dict(self.source("encoder.onnx"), input="image", output="features")
        distance = {"distance_cap": c.get("target", {}).get("distance_cap", 8.0)} if "distance" in p["target_channels"] else {}
        return {
            "kind": c["kind"],
            "clip_sample": True,
            "clip_sample_range": 1.0,
            **s,
            "timestep_spacing": "trailing",
            "steps_offset": 0,
            "image_channels": c["image_channels"],
            "target_channels": p["target_channels"],
            **distance,
            # image on the scale of the condition, in which the percentiles are 0 and 1: scale * x0 + offset
            **({"target_to_image": {"scale": 0.5, "offset": 0.5}} if c["kind"] in ("paired", "sr3") else {}),
            **self.microscope(),
            "graphs": graphs,
            "defaults": p["defaults"],
            "block": p["block"],
            "halo": p["halo"],
            "stride": networks.stride(c),
            **{key: p[key] for key in ("object_diameter", "expected_error") if key in p},
            "normalisation": {"low_percentile": 1.0, "high_percentile": 99.8},
            "noise": "noise-v1",
        }

    def microscope(self):
        """What the records of a super-resolution model were like: PSF in coarse pixels, photons at the brightest."""
        if self.config["kind"] != "sr3":
            return {}
        m = self.config["microscope"]
        return {"factor": m["factor"], "trained_on": {"blur": m["blur"], "photons": m["photons"]}}

    def card(self):
        """The card is written by hand in configs/<name>.md, where the measured numbers are; it travels along with the
        pictures that it shows, which lie beside it or in the project's docs/."""
        source = self.config["card"]
        (self.out / "README.md").write_text(source, encoding="utf-8")
        for name in re.findall(r"!\[[^\]]*\]\(([\w.-]+\.png)\)", source):
            shutil.copy(next(f / name for f in (CONFIGS, DOCS) if (f / name).exists()), self.out / name)

    def listing(self):
        """Class-path resources cannot be listed, so a bundled package carries the names of its files."""
        names = sorted(p.name for p in self.out.iterdir() if p.name != "files.txt")
        (self.out / "files.txt").write_text("\n".join(names) + "\n")


def check_with_onnxruntime(out, tolerance=1e-4):
    """The graphs must repeat torch's numbers. Without Python's onnxruntime: `imagej-diffusion models --check DIR`."""
    try:
        import onnxruntime
    except ImportError:
        print(f"onnxruntime for Python is not installed: check with bin/imagej-diffusion models --check {out}")
        return
    load = lambda name: np.load(out / f"test_{name}.npy")
    pairs = [("weights.onnx", ["x", "timestep", "noise_level", "features"], "prediction"), ("encoder.onnx", ["image"], "features")]
    for file, names, wanted in pairs:
        if not (out / file).exists():
            continue
        session = onnxruntime.InferenceSession(str(out / file), providers=["CPUExecutionProvider"])
        known = {i.name for i in session.get_inputs()}
        got = session.run(None, {n: load(n) for n in names if n in known})[0]
        error = float(np.abs(got - load(wanted)).max())
        print(json.dumps({"graph": file, "largest_error": error}))
        if error > tolerance:
            raise SystemExit(f"{file}: differs from torch by {error:.2g}, more than {tolerance}")
