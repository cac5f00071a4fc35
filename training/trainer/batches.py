"""Endless shuffled batches of augmented crops."""

import numpy as np
import torch
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from . import packing, tasks


class Crops(IterableDataset):
    """Tuples (condition or None, target) or, where a task weighs its examples, (condition, target, weight)."""

    def __init__(self, config, data, seed):
        self.config, self.seed = config, seed
        task = tasks.of(config)
        # Names are group/name where a file holds several kinds of image.
        self.items = [{"group": item["name"].split("/")[0], **task.prepare(item)} for item in packing.load(data, "train")]
        limit = config["training"].get("images")
        if limit:
            chosen = np.random.default_rng(0).permutation(len(self.items))[:limit]
            self.items = [self.items[i] for i in chosen]
        area = np.array([i["labels"].size for i in self.items], float)
        self.weights = np.sqrt(area)
        for group, share in config["training"].get("shares", {}).items():
            own = np.array([i["group"] == group for i in self.items])
            self.weights[own] *= share / max(self.weights[own].sum(), 1e-9)
        self.weights /= self.weights.sum()

    def __iter__(self):
        worker = get_worker_info()
        seed = self.seed * 1000 + (worker.id if worker else 0)
        task = tasks.of(self.config)(self.config, seed)
        rng = np.random.default_rng(seed + 500)
        batch = self.config["training"]["batch"]
        while True:
            chosen = rng.choice(len(self.items), batch, p=self.weights)
            columns = zip(*[task.example(self.items[i]) for i in chosen])
            yield tuple(None if c[0] is None else torch.from_numpy(np.stack(c).astype(np.float32)) for c in columns)


def loader(config, data, seed, workers):
    return iter(DataLoader(Crops(config, data, seed), batch_size=None, num_workers=workers, prefetch_factor=8 if workers else 2))
