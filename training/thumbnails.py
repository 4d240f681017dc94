#!/usr/bin/env python3
"""Write models/styles/<id>.jpg: what each style looks like at half boldness, painted by the network itself.

    thumbnails.py [--photo public/samples/landscape.jpg] [--models models]
"""
import argparse
from pathlib import Path

import modelfile
from data import square
from rows import mixes
from sheet import shrunk, stylize

ROOT = Path(__file__).resolve().parent.parent
MODEL = "original-float32"
PAINTED, SHOWN = 384, 192  # painted at twice the size shown, so that strokes stay fine


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--photo", type=Path, default=ROOT / "public" / "samples" / "landscape.jpg")
    p.add_argument("--models", type=Path, default=ROOT / "models")
    return p.parse_args()


def main():
    args = arguments()
    if not args.photo.is_file():
        raise SystemExit(f"The photo to paint is missing: there is no {args.photo}.")
    net, model = modelfile.network(args.models / MODEL)
    photo, out = square(args.photo, PAINTED), args.models / "styles"
    out.mkdir(exist_ok=True)
    for style, mix in zip(model.styles, mixes(model.styles, net.rows, 0.5)):
        shrunk(stylize(net, photo, mix), SHOWN).save(out / f"{style['id']}.jpg", quality=82, optimize=True)
    print(f"{out}: {len(model.styles)} thumbnails, {sum(f.stat().st_size for f in out.iterdir()):,} bytes")


if __name__ == "__main__":
    main()
