"""The training loop: EMA, mixed precision, checkpoints that resume, validation as it goes."""

import copy
import json
import time
from pathlib import Path

import torch
from torch import nn

from . import batches, networks, pretrained, schedule, validate

NORM_BATCHES = 40  # on which the normalisations of a package's network are measured


class Run:
    """A training run in a folder: last.pt (resume from here), best.pt (best validation), log.jsonl."""

    def __init__(self, config, data, folder, device="cpu", workers=0, minutes=None, init=None):
        self.config, self.data, self.folder, self.device = config, data, Path(folder), device
        self.minutes, self.workers = minutes, workers
        self.folder.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(config["training"].get("seed", 0))
        encoder, denoiser = networks.build(config)
        self.net = nn.ModuleDict({"denoiser": denoiser} if encoder is None else {"encoder": encoder, "denoiser": denoiser})
        for m in self.net.modules():
            if isinstance(m, nn.BatchNorm2d):
                m.momentum = config["training"].get("norm_momentum", 0.1)
        self.net = self.net.to(device, memory_format=torch.channels_last)
        self.ema = copy.deepcopy(self.net).eval().requires_grad_(False)
        self.step, self.spent, self.best = 0, 0.0, None
        t = config["training"]
        decay = [p for p in self.net.parameters() if p.ndim > 1]
        plain = [p for p in self.net.parameters() if p.ndim <= 1]
        groups = [{"params": decay, "weight_decay": t["weight_decay"]}, {"params": plain, "weight_decay": 0.0}]
        self.optimizer = torch.optim.AdamW(groups, lr=t["learning_rate"], betas=(0.9, 0.99))
        self.bars = torch.tensor(schedule.alpha_bar(config), dtype=torch.float32, device=device)
        if (self.folder / "last.pt").exists():
            self.load(self.folder / "last.pt")
        elif init:
            self.start_from(init)

    # -- state ---------------------------------------------------------------------------------------------------

    def load(self, path):
        state = torch.load(path, map_location=self.device)
        self.net.load_state_dict(state["net"])
        self.ema.load_state_dict(state["ema"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.spent, self.best = state["step"], state["spent"], state["best"]

    def start_from(self, path):
        """A new run from other weights, where the shapes agree; the optimizer starts afresh.

        `path` is a checkpoint (its averaged weights) or the folder of a model package.
        """
        own = self.net.state_dict()
        if Path(path).is_dir():
            weights = pretrained.weights(path, self.net, self.config["network"]["shuffle"])
        else:
            weights = torch.load(path, map_location=self.device)["ema"]
        taken = {k: v for k, v in weights.items() if k in own and v.shape == own[k].shape}
        self.net.load_state_dict({**own, **taken})
        if Path(path).is_dir():
            stream = batches.loader(self.config, self.data, 0, 0)
            norms = {k[: -len(".running_mean")] for k in taken if k.endswith(".running_mean")}
            pretrained.measure_norms(self.net, lambda: self.loss(next(stream)), norms, NORM_BATCHES)
        self.ema.load_state_dict(self.net.state_dict())
        self.log(init=str(path), taken=len(taken), of=len(own))

    def save(self, name):
        state = {
            "net": self.net.state_dict(), "ema": self.ema.state_dict(), "optimizer": self.optimizer.state_dict(),
            "step": self.step, "spent": self.spent, "best": self.best, "config": self.config,
        }  # fmt: skip
        part = self.folder / (name + ".part")
        torch.save(state, part)
        part.replace(self.folder / name)

    def log(self, **values):
        line = json.dumps({"step": self.step, "minutes": round(self.spent / 60, 2), **values})
        print(line, flush=True)
        with open(self.folder / "log.jsonl", "a") as handle:
            handle.write(line + "\n")

    # -- one step ------------------------------------------------------------------------------------------------

    def progress(self):
        """0..1: by steps, or by time where minutes are given."""
        p = self.step / self.config["training"]["steps"]
        return min(1.0, max(p, self.spent / 60 / self.minutes) if self.minutes else p)

    def learning_rate(self):
        warm, p = min(1.0, (self.step + 1) / 300), self.progress()
        return self.config["training"]["learning_rate"] * warm * (1 - p) ** 0.9 + 1e-6

    def timesteps(self, count):
        """Half of the calls at T - 1, where every sampler starts, the others uniform."""
        last = len(self.bars) - 1
        t = torch.randint(0, last + 1, (count,), device=self.device)
        share = self.config["training"].get("first_call_share", 0.5)
        return torch.where(torch.arange(count, device=self.device) < round(share * count), torch.full_like(t, last), t)

    def levels(self, t):
        """sqrt(alpha_bar), uniform between those of neighbouring timesteps (Saharia et al. 2021, section 2.4)."""
        upper = torch.where(t > 0, self.bars[(t - 1).clamp(min=0)], torch.ones_like(self.bars[t])).sqrt()
        lower = self.bars[t].sqrt()
        last = t == len(self.bars) - 1  # where every sampler starts
        return lower + torch.where(last, torch.zeros_like(lower), torch.rand_like(lower)) * (upper - lower)

    def loss(self, batch):
        image, target = batch[:2]
        target = target.to(self.device)
        features = None
        calls = self.config["training"].get("calls_per_image", 1)
        amp = torch.autocast(self.device.split(":")[0], dtype=torch.bfloat16)
        with amp:
            if "encoder" in self.net:
                image = image.to(self.device).contiguous(memory_format=torch.channels_last)
                features = self.net["encoder"](image).repeat(calls, 1, 1, 1)
            target = target.repeat(calls, 1, 1, 1)
            t = self.timesteps(len(target))
            bars = self.bars[t]
            if networks.takes_level(self.config):
                t = self.levels(t)
                bars = t**2
            a = bars.sqrt()[:, None, None, None]
            s = (1 - bars).sqrt()[:, None, None, None]
            noise = torch.randn_like(target)
            x = a * target + s * noise
            out = self.net["denoiser"](x, t, features)
        wanted = schedule.prediction_target(self.config["schedule"]["prediction_type"], target, noise, a, s)
        error = (out.float() - wanted).pow(2)
        if len(batch) > 2:
            error = error * batch[2].to(self.device).repeat(calls, 1, 1, 1)
        return error.mean()

    def update_ema(self):
        decay = min(self.config["training"]["ema"], (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for e, p in zip(self.ema.state_dict().values(), self.net.state_dict().values()):
                if e.dtype.is_floating_point:
                    e.lerp_(p, 1 - decay)
                else:
                    e.copy_(p)

    def train_mode(self):
        """BatchNorm statistics are frozen for the last part, so the network trains as it will be used."""
        self.net.train()
        if self.progress() > self.config["training"].get("freeze_norm_at", 1.0):
            for m in self.net.modules():
                if isinstance(m, nn.BatchNorm2d):
                    m.eval()

    # -- the loop ------------------------------------------------------------------------------------------------

    def run(self, validate_every=2000, save_every=500):
        stream = batches.loader(self.config, self.data, self.step + 1, self.workers)
        recent, started = [], time.time()
        while self.progress() < 1.0:
            self.train_mode()
            for group in self.optimizer.param_groups:
                group["lr"] = self.learning_rate()
            loss = self.loss(next(stream))
            self.optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
            self.optimizer.step()
            self.step += 1
            self.update_ema()
            recent.append(loss.detach())
            self.spent += time.time() - started
            started = time.time()
            if self.step % 200 == 0:
                self.log(loss=round(float(torch.stack(recent).mean()), 5), lr=round(self.learning_rate(), 6))
                recent = []
            if self.step % save_every == 0:
                self.save("last.pt")
            if self.step % validate_every == 0:
                self.validate()
                started = time.time()
        self.validate()
        self.save("last.pt")

    def validate(self):
        encoder = self.ema["encoder"] if "encoder" in self.ema else None
        scores = validate.score(self.config, encoder, self.ema["denoiser"], self.data, self.device)
        self.log(val={k: round(v, 4) for k, v in scores.items()})
        value = validate.quality(scores)
        if self.best is None or value > self.best:
            self.best = value
            self.save("best.pt")
