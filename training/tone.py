#!/usr/bin/env python3
"""Writes a copy of a painting in which some hues have less colour.

    tone.py ../shared/data/styles/udnie.jpg runs/udnie.png --hues 100 190 --saturation 0.5

A painting may have one patch of a colour that its style is not known for. The style loss asks for that colour wherever
the patch's strokes are. `style.py --replace` then learns from the copy.
"""

import argparse
from pathlib import Path

import numpy as np
from PIL import Image

FADE = 15  # degrees beyond the hues, over which the change ends, so that no edge is made


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("painting", type=Path)
    p.add_argument("out", type=Path)
    p.add_argument("--hues", type=float, nargs=2, required=True, metavar=("FROM", "TO"), help="degrees; green is 120")
    p.add_argument("--saturation", type=float, required=True, help="share that is left, 0 to 1")
    return p.parse_args()


def toned(image, first, last, saturation):
    """Returns a copy of a PIL image, RGB, in which the hues from `first` to `last`, in degrees, keep a share of their saturation (of HSV)."""
    hsv = np.array(image.convert("HSV"), np.float32)
    hue = hsv[..., 0] * 360 / 256
    beyond = np.maximum(np.maximum(first - hue, hue - last), 0)
    inside = np.clip(1 - beyond / FADE, 0, 1)
    hsv[..., 1] *= 1 - inside * (1 - saturation)
    return Image.fromarray(hsv.round().astype(np.uint8), "HSV").convert("RGB")


if __name__ == "__main__":
    args = arguments()
    with Image.open(args.painting) as painting:
        toned(painting.convert("RGB"), *args.hues, args.saturation).save(args.out)
    print(args.out)
