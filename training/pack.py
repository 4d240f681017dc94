#!/usr/bin/env python3
"""Write an exported float32 model once more, with two weights a byte: <network>-uint4, for the ladder.

    pack.py models/compressed-float32 [--out training/runs/export]

What the weights are rounded to is chosen on the sample pictures, which are part of the project (rounding.py).
"""
import argparse
from itertools import cycle
from pathlib import Path

import modelfile
import rounding
from card import read_json, write_card
from data import square, unit
from quantize import PACKED
from rows import mixes

ROOT = Path(__file__).resolve().parent.parent
SIDE = 256
TIMES = 2  # each sample is painted in so many styles


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("folders", type=Path, nargs="+", help="float32 model folders, as export.py writes them")
    p.add_argument("--samples", type=Path, default=ROOT / "public" / "samples")
    p.add_argument("--out", type=Path, default=ROOT / "training" / "runs" / "export")
    return p.parse_args()


def pack(folder, samples, out):
    """Write the model in `folder` packed into a folder of `out`. Returns its card."""
    source = read_json(folder / "card.json")
    if source is None or source["precision"] != "float32":
        raise SystemExit(f"{folder} has no card of a float32 model: export the model again.")
    net, model = modelfile.network(folder)
    net.fast = True
    styles = cycle(mixes(model.styles, net.rows, 0.5))
    pictures = [(unit(sample), next(styles)) for sample in samples * TIMES]
    packed = rounding.pack(net, pictures)
    target = out / f"{model.spec['id']}-{PACKED}"
    files = modelfile.write(target, model.spec, model.styles, model.weights, PACKED, packed)
    return write_card(target, model.spec, model.styles, PACKED, files, source["training"])


def main():
    args = arguments()
    samples = [square(path, SIDE) for path in sorted(args.samples.glob("*.jpg"))]
    if not samples:
        raise SystemExit(f"There is no sample picture in {args.samples}.")
    for folder in args.folders:
        card = pack(folder, samples, args.out)
        print(f"{args.out / card['id']}: {card['bytes']['total']:,} bytes", flush=True)


if __name__ == "__main__":
    main()
