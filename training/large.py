#!/usr/bin/env python3
"""What the tiles of a large picture need: where their statistics come from, and how wide their halo is.

    large.py models/compressed-float32 models/original-float32 --photos public/samples/city.jpg public/samples/portrait.jpg

Statistics: each photo is painted at a third of its size and enlarged, and the network paints that once more, normalized
with the mean and variance of (a) its own whole, (b) the first painting's run, (c) a thumbnail of half the size, (d) nine
crops of 128 pixels put together. Printed is the largest difference of a colour's mean to (a), of 255. Halo: a tile is
painted with the whole's statistics and so many pixels around it, and compared with the whole; the largest difference,
of 255. src/picture and src/engine/tiles.ts have the app's own enlarging and tiles; bicubic is near enough here.
"""
import argparse
from pathlib import Path

import torch
import torch.nn.functional as F

import model as models
import modelfile
import rows
from data import load_picture, unit

SCALE = 3
HALOS = (16, 32, 48, 64, 100)
TILE = 240


class Statistics:
    """A normalization that keeps what it measured, or takes what it is given, layer by layer in the network's order."""

    def __init__(self, given=None):
        self.given, self.seen = given, []

    def __call__(self, x, scale, shift, activation, residual=None):
        if self.given is None:
            return self.own(x, scale, shift, activation, residual)
        mean, var = self.given[len(self.seen)]
        self.seen.append((mean, var))
        gain = scale * torch.rsqrt(var + models.EPSILON)
        y = x * gain[:, :, None, None] + (shift - mean * gain)[:, :, None, None]
        if activation == "sigmoid":
            return torch.sigmoid(y)
        y = F.relu(y) if activation == "relu" else y
        return y if residual is None else y + residual

    def own(self, x, scale, shift, activation, residual):
        var, mean = torch.var_mean(x, (2, 3), unbiased=False)
        self.seen.append((mean, var))
        return models.normalize(x, scale, shift, activation, residual)


@torch.no_grad()
def paint(net, image, mix, given=None):
    """Returns the painting [1, 3, H, W] of an image, and the statistics [(mean, variance)] of all layers."""
    statistics = Statistics(given)
    net.normalize = statistics
    try:
        return net(image, mix).clamp(0, 1), statistics.seen
    finally:
        net.normalize = models.normalize


def crops(image, count=3, side=128):
    """Returns count x count squares of an image, evenly spread, as one image [1, 3, count x side, count x side]."""
    height, width = image.shape[2:]
    starts = lambda length: [round((length - side) * (i + 0.5) / count) for i in range(count)]
    lines = [torch.cat([image[:, :, y : y + side, x : x + side] for x in starts(width)], 3) for y in starts(height)]
    return torch.cat(lines, 2)


def shift_of_colours(a, b):
    """Returns the largest difference of a colour's mean, of 255."""
    return 255 * (a.mean((2, 3)) - b.mean((2, 3))).abs().max().item()


def statistics_table(net, photo, mix):
    """Returns {where statistics come from: shift of colours} of a photo [1, 3, H, W]."""
    first, of_first = paint(net, F.avg_pool2d(photo, SCALE), mix)
    large = F.interpolate(first, scale_factor=SCALE, mode="bicubic", align_corners=False).clamp(0, 1)
    whole, _ = paint(net, large, mix)
    half = F.avg_pool2d(large, 2)
    half = half[:, :, : half.shape[2] // 4 * 4, : half.shape[3] // 4 * 4]
    sources = {"first painting": of_first, "half size": paint(net, half, mix)[1], "nine crops": paint(net, crops(large), mix)[1]}
    return {name: shift_of_colours(paint(net, large, mix, given)[0], whole) for name, given in sources.items()}


def halo_table(net, photo, mix):
    """Returns {halo in pixels: largest difference of a tile to the whole, of 255}."""
    whole, statistics = paint(net, photo, mix)
    start = (min(photo.shape[2:]) - TILE) // 2 // 4 * 4
    inner = slice(start, start + TILE)
    out = {}
    for halo in HALOS:
        seen = slice(start - halo, start + TILE + halo)
        tile, _ = paint(net, photo[:, :, seen, seen], mix, statistics)
        kept = tile[:, :, halo:-halo, halo:-halo]
        out[halo] = 255 * (kept - whole[:, :, inner, inner]).abs().max().item()
    return out


def load(path):
    """Returns a picture [1, 3, H, W] in 0..1, its sides multiples of 4 x SCALE."""
    image = unit(load_picture(path))
    height, width = (side // (4 * SCALE) * 4 * SCALE for side in image.shape[2:])
    return image[:, :, :height, :width]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="+", type=Path, help="folders of exported float32 models")
    parser.add_argument("--photos", nargs="+", type=Path, required=True, help="photos of 600 pixels and more a side")
    parser.add_argument("--styles", nargs="+", default=["great-wave", "starry-night", "udnie"])
    args = parser.parse_args()
    for folder in args.models:
        net, exported = modelfile.network(folder)
        mixes = dict(zip((s["id"] for s in exported.styles), rows.mixes(exported.styles, net.rows, 0.5)))
        for style in args.styles:
            for path in args.photos:
                photo = load(path)
                shifts = statistics_table(net, photo, mixes[style])
                halos = halo_table(net, photo, mixes[style])
                print(folder.name, style, path.stem, *(f"{name}: {value:.1f}" for name, value in shifts.items()), sep="  ")
                print("  halo", *(f"{halo}: {value:.2f}" for halo, value in halos.items()), sep="  ", flush=True)


if __name__ == "__main__":
    main()
