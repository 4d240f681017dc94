#!/usr/bin/env python3
"""Ways to bring a painting to the size of its photo, compared by the judge structure.py.

    enlarging.py models/compressed-float32 --photos public/samples/city.jpg public/samples/portrait.jpg

A photo is painted at a third of its size, and that painting is enlarged. Printed are content (how far from the photo)
and structure (how far from the painting's strokes) at the photo's size, mean over the photos: of each way, and of the
network at that size, whose strokes are three times as fine. src/picture/detail.ts and fineStrokes.ts have the app's own
enlarging; `with_detail` and `with_fine_strokes` do the same in PyTorch, and the test of detail.ts compares the two:

    enlarging.py --example src/picture/testing/enlarging.json
"""
import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

import modelfile
import rows
from data import judges_beside, lightness
from judge import load_judge
from large import SCALE, load

ROOT = Path(__file__).resolve().parent.parent
# As in detail.ts, fineStrokes.ts and grain.ts.
RADIUS, FLAT = 2, 65 / 255**2
SHARE, BROAD = 0.7, 32
FINE, FAINT = 2, 8 / 255
LENGTH, FLAT_LINES = 12, 10 / 255


def in_bytes(x):
    """Returns a picture as the app keeps it: of whole numbers of 255."""
    return (255 * x).round() / 255


def mean(x, radius):
    """Returns the mean of [1, C, H, W] over a square of (2 radius + 1) pixels a side, as far as the picture reaches."""
    return F.avg_pool2d(x, 2 * radius + 1, 1, radius, count_include_pad=False)


def resized(x, size):
    """Returns x of another size, [height, width], by a Catmull-Rom spline. PyTorch's bicubic has another one."""
    return spline(spline(x, size[0], 2), size[1], 3)


def spline(x, length, dim):
    """Returns x with `length` pixels along a dimension."""
    source = x.shape[dim]
    at = (torch.arange(length) + 0.5) * source / length - 0.5
    before = at.floor()
    t = at - before
    weights = (
        (-(t**3) + 2 * t**2 - t) / 2,
        (3 * t**3 - 5 * t**2 + 2) / 2,
        (-3 * t**3 + 4 * t**2 + t) / 2,
        (t**3 - t**2) / 2,
    )
    shape = [-1 if d == dim else 1 for d in range(4)]
    taps = [(before.long() + i - 1).clamp(0, source - 1) for i in range(4)]
    return sum(w.view(shape) * x.index_select(dim, tap) for w, tap in zip(weights, taps))


def with_detail(painting, photo):
    """Returns the painting at the photo's size, with the photo's detail times how the painting follows the photo."""
    small = lightness(in_bytes(F.interpolate(photo, painting.shape[2:], mode="area")))
    middle = mean(small, RADIUS)
    variance = mean(small**2, RADIUS) - middle**2
    slopes = (mean(painting * small, RADIUS) - mean(painting, RADIUS) * middle) / (variance + FLAT)
    size = photo.shape[2:]
    slopes = F.interpolate(mean(slopes, 1), size, mode="bilinear", align_corners=False)
    detail = lightness(photo) - resized(small, size)
    return (resized(painting, size) + slopes * detail).clamp(0, 1)


def example():
    """Returns {photo, painting, enlarged} for the test of detail.ts: bytes [H][W][3], flat, row by row."""
    height, width = 18, 24
    y, x, c = torch.meshgrid(torch.arange(height), torch.arange(width), torch.arange(3), indexing="ij")
    photo = torch.where(x > 12, 190, 70) + (x * 5 + y * 11 + c * 17) % 29
    small = torch.where(x > 12, 60, 150) + (x * 7 + y * 3 + c * 31) % 41
    painting = small[::SCALE, ::SCALE]
    tensor = lambda v: v.permute(2, 0, 1)[None].float() / 255
    enlarged = 255 * with_detail(tensor(painting), tensor(photo))[0].permute(1, 2, 0)
    flat = lambda v: v.round().int().flatten().tolist()
    return {"width": width, "height": height, "times": SCALE, "photo": flat(photo.float()), "painting": flat(painting.float()), "enlarged": flat(enlarged)}


def fine_part(painting):
    return painting - mean(mean(painting, FINE), FINE)


def without_grain(painting):
    """Returns the painting [1, 3, H, W] with what is fine in it fainter by FAINT, down to nothing."""
    fine = fine_part(painting)
    return in_bytes(painting - fine.clamp(-FAINT, FAINT))


def without_mesh(painting):
    """Returns the painting [1, 3, H, W] without faint lines along rows and columns."""
    return in_bytes(without_lines(painting).clamp(0, 1))


def without_lines(x):
    """Returns x [1, C, H, W] less the mean of what is fine over a part of a row, then of a column, where x is flat.

    There what is fine is FLAT_LINES at most, by the mean of its fourth power. Nothing changes where it is twice that.
    """
    fine = fine_part(x)
    strength = mean(fine**4, LENGTH) ** 0.25
    flat = (2 - strength / FLAT_LINES).clamp(0, 1)
    rows = line_mean(fine, 3)
    return x - flat * (rows + line_mean(fine - rows, 2))


def line_mean(x, dim):
    """Returns the mean of [1, C, H, W] along a dimension, over LENGTH to each side, as far as the picture reaches."""
    size, pad = [1, 1], [0, 0]
    size[dim - 2], pad[dim - 2] = 2 * LENGTH + 1, LENGTH
    return F.avg_pool2d(x, size, 1, pad, count_include_pad=False)


def with_fine_strokes(first, second):
    """Returns `first` with what is fine in `second`, the network's painting of it, but for its mesh."""
    difference = second - first
    return (first + SHARE * (without_lines(difference) - mean(difference, BROAD))).clamp(0, 1)


@torch.no_grad()
def ways(net, photo, mix):
    """Returns {way: painting [1, 3, H, W]} of a photo of that size."""
    paint = lambda image: net(image, mix).clamp(0, 1)
    painting = without_mesh(paint(F.avg_pool2d(photo, SCALE)))
    detailed = with_detail(painting, photo)
    return {
        "Catmull-Rom": resized(painting, photo.shape[2:]).clamp(0, 1),
        "with the photo's detail": detailed,
        "and fine strokes": with_fine_strokes(detailed, paint(with_detail(without_grain(painting), photo))),
        "painted at this size": paint(photo),
    }


def save(image, path):
    pixels = (image[0].permute(1, 2, 0) * 255).round().byte().numpy()
    Image.fromarray(np.ascontiguousarray(pixels)).save(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="*", type=Path, help="folders of exported float32 models")
    parser.add_argument("--photos", nargs="+", type=Path, default=[], help="photos of 900 pixels and more a side")
    parser.add_argument("--styles", nargs="+", default=["great-wave", "starry-night", "udnie", "the-scream"])
    parser.add_argument("--boldness", type=float, default=0.5)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="folder like shared/data")
    parser.add_argument("--keep", type=Path, help="folder for the pictures")
    parser.add_argument("--example", type=Path, help="write what the test of detail.ts compares with, and end")
    args = parser.parse_args()
    if args.example:
        args.example.write_text(json.dumps(example()) + "\n")
        return
    judge = load_judge(judges_beside(args.data) / "structure.py", "structure")
    for folder in args.models:
        net, exported = modelfile.network(folder)
        mixes = dict(zip((s["id"] for s in exported.styles), rows.mixes(exported.styles, net.rows, args.boldness)))
        for style in args.styles:
            with tempfile.TemporaryDirectory() as scratch:
                out = args.keep or Path(scratch)
                out.mkdir(parents=True, exist_ok=True)
                pairs = {}
                for path in args.photos:
                    photo = load(path)
                    original = out / f"{path.stem}.png"
                    save(photo, original)
                    for way, painting in ways(net, photo, mixes[style]).items():
                        file = out / f"{folder.name} {style} {path.stem} {way}.png"
                        save(painting, file)
                        pairs.setdefault(way, []).append((original, file))
                (target,) = (args.data / "styles").glob(f"{style}.*")
                for way, found in pairs.items():
                    figures = judge(found, target)
                    print(folder.name, style, f"{way}: content {figures['content']:.3f}, structure {figures['structure']:.3f}", sep="  ", flush=True)


if __name__ == "__main__":
    main()
