#!/usr/bin/env python3
"""Write training/sheets/<network>.jpg: the sample pictures of public/samples painted in every style.

    sheets.py [--models models] [--out training/sheets] [--levels half]

With more than one of --levels, each style has that many columns, in their order.

The photos that the networks were trained and measured on may not be redistributed, and so aren't their
paintings; the samples are this project's own.
"""
import argparse
from pathlib import Path

from PIL import Image

import modelfile
from data import square
from rows import BOLDNESS, mixes
from sheet import shrunk, stylize

ROOT = Path(__file__).resolve().parent.parent
PAINTED, SHOWN = 512, 256  # short side of the painting, and of what the sheet shows of it


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--models", type=Path, default=ROOT / "models")
    p.add_argument("--samples", type=Path, default=ROOT / "public" / "samples")
    p.add_argument("--out", type=Path, default=ROOT / "training" / "sheets")
    p.add_argument("--levels", nargs="+", choices=list(BOLDNESS), default=["half"], help="of boldness; default half")
    return p.parse_args()


def main():
    args = arguments()
    photos = [square(p, PAINTED) for p in sorted(args.samples.glob("*.jpg"))]
    args.out.mkdir(parents=True, exist_ok=True)
    for model_id in modelfile.listed(args.models, ["float32"]):
        net, model = modelfile.network(args.models / model_id)
        net.fast = True
        levels = [mixes(model.styles, net.rows, BOLDNESS[level]) for level in args.levels]
        columns = [mix for style in zip(*levels) for mix in style]
        sheet = Image.new("RGB", (SHOWN * (1 + len(columns)), SHOWN * len(photos)))
        for i, photo in enumerate(photos):
            for j, picture in enumerate([photo, *(stylize(net, photo, mix) for mix in columns)]):
                sheet.paste(shrunk(picture, SHOWN), (SHOWN * j, SHOWN * i))
        path = args.out / f"{model.spec['id']}.jpg"
        sheet.save(path, quality=68, optimize=True)
        print(f"{path}: {path.stat().st_size:,} bytes", flush=True)


if __name__ == "__main__":
    main()
