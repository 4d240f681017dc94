#!/usr/bin/env python3
"""Write training/sheets/<network>.jpg: the sample pictures of public/samples painted in every style.

    sheets.py [--models models] [--out training/sheets] [--levels half]
    sheets.py --ladder                      training/sheets/ladder.jpg: one photo by every network, a column each

With more than one of --levels, each style has that many columns, in their order.

The photos that the networks were trained and measured on may not be redistributed, and so aren't their
paintings; the samples are this project's own.
"""
import argparse
from pathlib import Path

from PIL import Image

import modelfile
from card import read_json
from data import square
from rows import BOLDNESS, mixes
from sheet import half_painter, labelled, shrunk, stylize

ROOT = Path(__file__).resolve().parent.parent
PAINTED, SHOWN = 512, 256  # short side of the painting, and of what the sheet shows of it
# Of the ladder's sheet. One flat painting, one of long strokes, one of small ones, one of planes: four kinds of style.
PHOTO, STYLES = "portrait", ("great-wave", "starry-night", "the-scream", "composition-vii", "udnie")


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--models", type=Path, default=ROOT / "models")
    p.add_argument("--samples", type=Path, default=ROOT / "public" / "samples")
    p.add_argument("--out", type=Path, default=ROOT / "training" / "sheets")
    p.add_argument("--ladder", action="store_true", help="only the sheet of all networks")
    p.add_argument("--photo", default=PHOTO, help=f"the sample of that sheet; default {PHOTO}")
    p.add_argument("--levels", nargs="+", choices=list(BOLDNESS), default=["half"], help="of boldness; default half")
    return p.parse_args()


def sheet_of_network(net, styles, photos, levels):
    """Returns a picture: a row a photo, which comes first, and a column for each style and level."""
    each = [mixes(styles, net.rows, BOLDNESS[level]) for level in levels]
    columns = [mix for style in zip(*each) for mix in style]
    sheet = Image.new("RGB", (SHOWN * (1 + len(columns)), SHOWN * len(photos)))
    for i, photo in enumerate(photos):
        for j, picture in enumerate([photo, *(stylize(net, photo, mix) for mix in columns)]):
            sheet.paste(shrunk(picture, SHOWN), (SHOWN * j, SHOWN * i))
    return sheet


def listed_networks(models):
    """Returns [(title, folder)], a model a network, those with more weights first: as small as float16, where there is that."""
    entries = [m for name in ("manifest.json", "ladder.json") for m in (read_json(models / name) or {"models": []})["models"]]
    # Of a network's entries the last that is put in counts.
    chosen = {m["network"]: m for m in sorted(entries, key=lambda m: m["precision"] == "float16")}
    ordered = sorted(chosen.values(), key=lambda m: -m["weights"])
    return [(m["title"], (models / m["path"]).parent) for m in ordered]


def sheet_of_ladder(models, photo):
    """Returns a picture: a row a style, a column a network, the photo before them."""
    known = {style["id"] for style in read_json(models / "manifest.json")["styles"]}
    wanted = [style for style in STYLES if style in known]
    columns = [("Photo", [shrunk(photo, SHOWN)] * len(wanted))]
    for title, folder in listed_networks(models):
        paint = half_painter(folder)
        columns.append((title, [shrunk(paint(style, photo), SHOWN) for style in wanted]))
    return labelled(columns)


def save(sheet, path):
    sheet.save(path, quality=68, optimize=True)
    print(f"{path}: {path.stat().st_size:,} bytes", flush=True)


def main():
    args = arguments()
    args.out.mkdir(parents=True, exist_ok=True)
    if args.ladder:
        photo = square(args.samples / f"{args.photo}.jpg", PAINTED)
        return save(sheet_of_ladder(args.models, photo), args.out / "ladder.jpg")
    photos = [square(p, PAINTED) for p in sorted(args.samples.glob("*.jpg"))]
    for model_id in modelfile.listed(args.models, ["float32"]):
        net, model = modelfile.network(args.models / model_id)
        net.fast = True
        save(sheet_of_network(net, model.styles, photos, args.levels), args.out / f"{model.spec['id']}.jpg")


if __name__ == "__main__":
    main()
