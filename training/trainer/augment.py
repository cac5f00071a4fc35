"""Augmentation of one training crop: geometry, intensity, camera noise, and fields with nothing in them."""

import numpy as np
import torch
import torch.nn.functional as F
from scipy import ndimage

from . import normalise


class Augmenter:
    """Draws random crops. One instance per worker; all randomness comes from its generator."""

    def __init__(self, config, seed):
        a = config.get("augmentation", {})
        self.crop = config["training"]["crop"]
        self.rng = np.random.default_rng(seed)
        self.diameters = a.get("object_diameter", [7.0, 60.0])
        self.scales = a.get("scale")
        self.elastic = a.get("elastic", 0.0)
        self.empty = a.get("synthetic_empty", 0.05)
        self.intensity = a.get("intensity", True)
        self.object_contrast = a.get("object_contrast", 0.25)
        self.photons = a.get("photons", [6, 600])
        self.crowd = a.get("crowd", 0.0)
        self.haze = a.get("haze", 0.0)
        self.saturate = a.get("saturate", 0.0)

    # -- geometry ------------------------------------------------------------------------------------------------

    def scale(self, diameter):
        """Magnification: usually near 1, sometimes to any diameter of the range the model is to cover.

        Where the config gives a range of magnifications, because what it finds has no diameter, one of these.
        """
        rng, (low, high) = self.rng, self.diameters
        if self.scales:
            return float(np.exp(rng.uniform(*np.log(self.scales))))
        s = float(np.exp(rng.uniform(np.log(0.6), np.log(1.7))))
        if diameter is None:
            return s
        if rng.random() < 0.15:
            s = float(np.exp(rng.uniform(np.log(low), np.log(high)))) / diameter
        return float(np.clip(s, low / diameter, high / diameter)) if low < diameter < high else min(s, high / diameter)

    def affine(self, scale):
        """2x2 matrix from crop offsets to source offsets: rotation, flips, magnification, slight anisotropy."""
        rng = self.rng
        angle = rng.uniform(0, 2 * np.pi) if rng.random() < 0.5 else 0.5 * np.pi * rng.integers(4)
        stretch = np.exp(rng.normal(0, 0.06))
        flip = 1 if rng.random() < 0.5 else -1
        c, s = np.cos(angle), np.sin(angle)
        return np.array([[c, -s], [s, c]]) @ np.diag([stretch * flip, 1 / stretch]) / scale

    def centre(self, labels):
        rng, (h, w) = self.rng, labels.shape
        if rng.random() < 0.75:
            y, x = rng.integers(h), rng.integers(w)
            for _ in range(20):
                if labels[y, x] > 0:
                    break
                y, x = rng.integers(h), rng.integers(w)
            jitter = self.crop / 3
            return y + rng.uniform(-jitter, jitter), x + rng.uniform(-jitter, jitter)
        return rng.uniform(0, h), rng.uniform(0, w)

    def warp(self, planes, labels, matrix, cy, cx):
        """Samples planes [C,H,W] bilinearly and labels [H,W] by nearest neighbour; outside is mirrored."""
        size, (h, w) = self.crop, labels.shape
        shrink = np.sqrt(abs(np.linalg.det(matrix)))
        if shrink > 1.4:  # antialias before sampling sparsely
            planes = ndimage.gaussian_filter(planes, (0, 0.4 * shrink, 0.4 * shrink))
        offset = np.arange(size) - (size - 1) / 2
        dy, dx = np.meshgrid(offset, offset, indexing="ij")
        sy = matrix[0, 0] * dy + matrix[0, 1] * dx + cy
        sx = matrix[1, 0] * dy + matrix[1, 1] * dx + cx
        if self.elastic:
            bend_y, bend_x = bending(self.rng, size, self.elastic)
            sy, sx = sy + bend_y, sx + bend_x
        grid = torch.from_numpy(np.stack([(2 * sx + 1) / w - 1, (2 * sy + 1) / h - 1], -1).astype(np.float32))[None]
        source = torch.from_numpy(np.ascontiguousarray(planes))[None]
        out = F.grid_sample(source, grid, "bilinear", "reflection", align_corners=False)[0].numpy()
        ids = torch.from_numpy(labels.astype(np.float32))[None, None]
        lab = F.grid_sample(ids, grid, "nearest", "reflection", align_corners=False)[0, 0].numpy()
        return out, lab.astype(np.int32)

    # -- crowding ------------------------------------------------------------------------------------------------

    def view(self, item, scale):
        return self.warp(item["planes"], item["labels"], self.affine(scale), *self.centre(item["labels"]))

    def crowded(self, item, scale, image, labels):
        """Objects of further views of the same image laid over the crop, until it is as dense as tissue.

        An object that would hide more than a quarter of another, or of itself, stays out: those that touch and
        overlap a little remain. Light of what lies below shines through.
        """
        rng = self.rng
        for _ in range(rng.integers(1, 9)):
            over, ids = self.view(item, scale)
            ids = np.where(np.isin(ids, colliding(ids, labels, 0.25)), 0, ids)
            mask = ids > 0
            if not mask.any():
                continue
            soft = ndimage.gaussian_filter(mask.astype(np.float32), 1.0)
            below = rng.uniform(0, 0.5)
            image = image * (1 - (1 - below) * soft) + np.exp(rng.normal(0, 0.3)) * soft * over
            labels = np.where(mask, ids + labels.max(), labels)
            if (labels > 0).mean() > 0.6:
                break
        return image, labels

    def out_of_focus(self, item, scale, image):
        """Light of another layer, blurred beyond outlines: there, but nothing to segment."""
        rng = self.rng
        other, _ = self.view(item, scale * np.exp(rng.uniform(0, 0.7)))
        sigma = rng.uniform(4, 14)
        return image + rng.uniform(0.1, 0.6) * ndimage.gaussian_filter(np.clip(other, 0, None), (0, sigma, sigma))

    # -- intensity -----------------------------------------------------------------------------------------------

    def objects_differ(self, image, labels):
        """Some objects dimmer or brighter than their neighbours."""
        rng = self.rng
        gain = np.exp(rng.normal(0, 0.4, int(labels.max()) + 1))
        gain[0] = 1.0
        field = ndimage.gaussian_filter(gain[labels].astype(np.float32), 1.0)
        return image * field

    def camera(self, image, photons=None):
        """Poisson-Gaussian noise, optionally correlated between neighbours."""
        rng = self.rng
        photons = np.exp(rng.uniform(*np.log(photons or self.photons)))
        read = rng.uniform(0, 0.04)
        variance = np.clip(image, 0, None) / photons + read**2
        noise = rng.standard_normal(image.shape)
        if rng.random() < 0.3:
            noise = correlate(noise, rng.uniform(0, 0.3))
        return image + np.sqrt(variance) * noise

    def expose(self, image, labels):
        """Intensity augmentation of a normalised crop [C,H,W]."""
        rng = self.rng
        if labels.max() > 0 and rng.random() < self.object_contrast:
            image = np.stack([self.objects_differ(c, labels) for c in image])
        if rng.random() < 0.5:
            gamma = np.exp(rng.uniform(-0.5, 0.5))
            image = np.where(image > 0, np.abs(image) ** gamma, image)
        if rng.random() < 0.25:
            sigma = rng.uniform(0.4, 1.8)
            image = ndimage.gaussian_filter(image, (0, sigma, sigma))
        if rng.random() < 0.2:
            image = image + rng.uniform(0.05, 0.4) * smooth_field(rng, image.shape[1:])
        if len(image) > 1 and rng.random() < 0.7:
            image = restain(rng, image)
        if rng.random() < 0.45:
            image = self.camera(image)
        if rng.random() < self.saturate:  # bright objects lose their texture and what parts them
            level = rng.uniform(0.3, 1.0)
            image = np.minimum(image, level) / level
        if rng.random() < 0.7:
            image = image * np.exp(rng.normal(0, 0.25)) + rng.normal(0, 0.05)
        return image.astype(np.float32)

    def empty_field(self, channels):
        """A camera image of nothing: offset, shot and read noise, shading, hot pixels; normalised by itself."""
        rng, size = self.rng, self.crop
        out = np.empty((channels, size, size), np.float32)
        for c in range(channels):
            level = np.exp(rng.uniform(np.log(0.5), np.log(500)))
            mean = level * (1 + rng.uniform(0, 0.5) * (rng.random() < 0.4) * smooth_field(rng, (size, size)))
            noise = rng.standard_normal((size, size))
            if rng.random() < 0.3:
                noise = correlate(noise, rng.uniform(0, 0.3))
            if rng.random() < 0.3:
                noise = ndimage.gaussian_filter(noise, rng.uniform(0.3, 1.5))
                noise /= noise.std()
            field = mean + np.sqrt(mean + rng.uniform(0, 12) ** 2) * noise
            if rng.random() < 0.2:
                hot = rng.random((size, size)) < 10 ** rng.uniform(-4, -2.5)
                field = field + hot * rng.uniform(5, 40) * field.std()
            if rng.random() < 0.8:
                field = np.rint(field)
            out[c] = normalise.normalise(field)[0]
        return out

    # -- whole crops ---------------------------------------------------------------------------------------------

    def sample(self, item):
        """(image [C,crop,crop] float32, labels [crop,crop] int32) of one packed item with 'planes' prepared."""
        if self.rng.random() < self.empty:
            return self.empty_field(item["planes"].shape[0]), np.zeros((self.crop, self.crop), np.int32)
        scale = self.scale(item["diameter"])
        image, lab = self.view(item, scale)
        if self.rng.random() < self.crowd:
            image, lab = self.crowded(item, scale, image, lab)
        if self.rng.random() < self.haze:
            image = self.out_of_focus(item, scale, image)
        return (self.expose(image, lab) if self.intensity else image), lab


def restain(rng, image):
    """Another laboratory's stain and lamp: channels mixed a little, each with its own gain and offset."""
    count = len(image)
    mix = np.eye(count) + rng.normal(0, 0.06, (count, count))
    gain = np.exp(rng.normal(0, 0.15, (count, 1, 1)))
    return np.tensordot(mix, image, 1) * gain + rng.normal(0, 0.05, (count, 1, 1))


def colliding(ids, labels, share):
    """Those of ids whose overlap with an object of labels is more than a share of the smaller of the two."""
    width = int(labels.max()) + 1
    pairs = np.bincount((ids * width + labels).ravel(), minlength=(int(ids.max()) + 1) * width).reshape(-1, width)
    smaller = np.minimum(pairs.sum(1)[:, None], pairs.sum(0)[None, :])
    return 1 + np.flatnonzero((pairs > share * smaller)[1:, 1:].any(1))


def correlate(noise, rho):
    """White noise -> unit-variance noise whose 4-neighbours correlate by about rho."""
    mixed = noise + rho / 2 * sum(np.roll(noise, s, a) for a in (0, 1) for s in (1, -1))
    return mixed / np.sqrt(1 + rho**2)


def bending(rng, size, amplitude, spacing=48):
    """[2,size,size] smooth random displacements in pixels, normal at nodes about `spacing` pixels apart.

    Elastic deformation as of Simard et al. (2003), by bicubic interpolation as of Ronneberger et al. (2015).
    """
    nodes = max(2, round(size / spacing)) + 1
    coarse = torch.from_numpy(rng.normal(0, amplitude, (1, 2, nodes, nodes)))
    return F.interpolate(coarse, size=(size, size), mode="bicubic", align_corners=True)[0].numpy()


def smooth_field(rng, shape):
    """A random field that varies over a large part of the crop, in 0..1."""
    coarse = torch.from_numpy(rng.random((1, 1, 4, 4)).astype(np.float32))
    return F.interpolate(coarse, size=shape, mode="bicubic", align_corners=True)[0, 0].clamp(0, 1).numpy()
