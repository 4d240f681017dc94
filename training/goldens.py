#!/usr/bin/env python3
"""Write e2e/goldens: small test pictures and what PyTorch makes of them with the exported weights.

    goldens.py [--models models] [--out e2e/goldens]

A golden is the float32 output [H, W, 3], 0..1, little-endian, row by row. index.json lists them, each with the
`rows` of the network that are mixed, {row: share}. The
engines, stock tf.loadGraphModel and the page are all held against these.
"""
import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

import modelfile
from rows import mixes
from data import load_picture, unit

ROOT = Path(__file__).resolve().parent.parent
PICTURES = {"photo": (48, 40), "odd": (45, 38)}  # width, height; the second is no multiple of 4
STYLES = (1, 3)  # places in the list of styles: the default one, and one that is far from it
BOLDNESS = 0.5  # of these, where a style has two rows: a mix, so that neither row can be taken for the other
# uint8 models run through the same code after decoding, which float16 already proves.
PRECISIONS = ("float32", "float16")


def test_picture(width, height, seed=7):
    """-> uint8 [height, width, 3]: gradients, a disc, a bar and speckles. Every channel differs, so that
    swapped channels or axes can't pass unseen."""
    y, x = np.mgrid[:height, :width] / [[[height - 1]], [[width - 1]]]
    picture = np.stack([x, y, 0.5 + 0.5 * np.sin(9 * x + 5 * y)], -1)
    picture[(x - 0.3) ** 2 + (y - 0.4) ** 2 < 0.04] = [0.95, 0.8, 0.1]
    picture[(np.abs(x - 0.75) < 0.08) & (y > 0.3)] = [0.1, 0.2, 0.7]
    speckles = np.random.default_rng(seed).integers(-12, 13, picture.shape)
    return np.clip(np.round(255 * picture) + speckles, 0, 255).astype(np.uint8)


@torch.no_grad()
def paint(net, image, mix):
    """Returns the painting, float32 [H, W, 3], of an image [1, 3, H, W] in 0..1, sides of 20 and more. mix: [1, R].

    Sizes that are no multiple of 4 are reflected at the right and at the bottom, and cropped again, as
    the app does.
    """
    height, width = image.shape[2:]
    padded = F.pad(image, [0, -width % 4, 0, -height % 4], mode="reflect")
    painted = net(padded, mix)
    return painted[0, :, :height, :width].permute(1, 2, 0).numpy()


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--models", type=Path, default=ROOT / "models")
    p.add_argument("--out", type=Path, default=ROOT / "e2e" / "goldens")
    return p.parse_args()


def main():
    args = arguments()
    args.out.mkdir(parents=True, exist_ok=True)
    for old in args.out.glob("*.f32"):
        old.unlink()
    for name, size in PICTURES.items():
        Image.fromarray(test_picture(*size)).save(args.out / f"{name}.png")
    index = []
    for model_id in modelfile.listed(args.models, PRECISIONS):
        net, model = modelfile.network(args.models / model_id)
        sha256 = hashlib.sha256((args.models / model_id / "model.json").read_bytes()).hexdigest()
        each = mixes(model.styles, net.rows, BOLDNESS)
        for place in STYLES:
            place %= len(model.styles)
            style, mix = model.styles[place]["id"], each[place]
            rows = {str(row): round(float(share), 6) for row, share in enumerate(mix[0]) if share}
            for name, (width, height) in PICTURES.items():
                file = f"{model_id}-{style}-{name}.f32"
                image = unit(load_picture(args.out / f"{name}.png"))
                paint(net, image, mix).astype("<f4").tofile(args.out / file)
                index.append(
                    {"file": file, "model": model_id, "style": style, "rows": rows, "photo": f"{name}.png",
                     "width": width, "height": height, "sha256": sha256}
                )
    (args.out / "index.json").write_text(json.dumps(index, indent=2) + "\n")
    print(f"{args.out}: {len(index)} goldens, {sum(f.stat().st_size for f in args.out.iterdir()):,} bytes")


if __name__ == "__main__":
    main()
