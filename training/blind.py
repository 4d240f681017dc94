#!/usr/bin/env python3
"""Pairs of paintings to choose from blindly, and the count of what was chosen.

    blind.py models/compressed-float16 --out /tmp/pairs --key /tmp/key.json     beside the public networks' pictures
    blind.py models/compressed-float16 --beside models/original-float16 --styles udnie --out ... --key ...
    blind.py --count ABBAB... --key /tmp/key.json

Each sheet has the painting that is the style, then A and B: one photo by the model at half boldness, and by the other
one, in an order drawn at random, as is the order of the sheets. The judge sees the sheets, not the key, and writes A or B
for each sheet, in the order of their numbers. Show them to two people or more, each time with another --seed.
"""
import argparse
import json
import random
from pathlib import Path

from PIL import Image

import modelfile
from data import judges_beside, load_folder, load_styles, spaced
from peers import PUBLIC
from sheet import as_image, half_painter

ROOT = Path(__file__).resolve().parent.parent
OURS, OTHER = "model", "other"
GAP = 12  # pixels between the pictures of a sheet


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("model", type=Path, nargs="?", help="model folder")
    p.add_argument("--beside", type=Path, help="another model folder; default the public networks' pictures")
    p.add_argument("--styles", nargs="+", help="ids; default those that both have")
    p.add_argument("--photos", type=int, default=10, help="of val480, evenly spaced; default 10")
    p.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="folder like shared/data")
    p.add_argument("--public", type=Path, help="the public networks' pictures; default quality/public beside the data")
    p.add_argument("--seed", type=int, default=1, help="of the sides and the order")
    p.add_argument("--out", type=Path, help="a folder for the sheets")
    p.add_argument("--key", type=Path, required=True, help="the file that says what is A; not in --out")
    p.add_argument("--count", help="the letters that were chosen, in the order of the sheets")
    return p.parse_args()


def painted(folder):
    """Returns a function (style, photo's stem, picture) -> the painting by a model at half boldness, a PIL image."""
    paint = half_painter(folder)
    return lambda style, _, picture: as_image(paint(style, picture))


def public(folder):
    """Returns the same of the public networks' pictures, which are there already."""
    return lambda style, stem, _: Image.open(folder / style / f"{stem}.jpg").convert("RGB")


def sheet(painting, a, b):
    """Returns the style's painting and two pictures of one size side by side, as a PIL image."""
    style = painting.resize((max(1, round(painting.width * a.height / painting.height)), a.height), Image.LANCZOS)
    out = Image.new("RGB", (style.width + 2 * a.width + 2 * GAP, a.height), "white")
    for x, picture in ((0, style), (style.width + GAP, a), (style.width + a.width + 2 * GAP, b)):
        out.paste(picture, (x, 0))
    return out


def write_sheets(args):
    """Write OUT/01.png ..., and the key, [{style, photo, A}] in the same order: `A` is "model" or "other"."""
    folder = args.public or judges_beside(args.data) / PUBLIC
    known = {s["id"] for s in modelfile.read(args.model).styles}
    if args.beside:
        other, both = painted(args.beside), known & {s["id"] for s in modelfile.read(args.beside).styles}
    else:
        other, both = public(folder), {i for i in known if (folder / i).is_dir()}
    wanted = args.styles or sorted(both)
    lacking = [style for style in wanted if style not in both]
    if lacking or not wanted:
        raise SystemExit(f"There is nothing to choose between in {', '.join(lacking) or 'any style'}: both have to paint it.")
    if args.out.resolve() in args.key.resolve().parents:
        raise SystemExit("The key lies among the sheets, where who judges would see it: choose another --key.")
    _, paintings = load_styles(args.data / "styles", wanted)
    photos = spaced(load_folder(args.data / "val480"), args.photos)
    drawn = random.Random(args.seed)
    pairs = [(style, path, *photo) for style, path in zip(wanted, paintings) for photo in photos]
    drawn.shuffle(pairs)
    ours = painted(args.model)
    args.out.mkdir(parents=True, exist_ok=True)
    if any(args.out.iterdir()):
        raise SystemExit(f"{args.out} is not empty: sheets of two choices would be mixed. Choose another --out.")
    key, digits = [], len(str(len(pairs)))  # so that they are in their order by name, too
    for number, (style, path, stem, picture) in enumerate(pairs, 1):
        a = drawn.choice((OURS, OTHER))
        mine, theirs = ours(style, stem, picture), other(style, stem, picture)
        first, second = (mine, theirs) if a == OURS else (theirs, mine)
        with Image.open(path) as painting:
            sheet(painting.convert("RGB"), first, second).save(args.out / f"{number:0{digits}}.png")
        key.append({"style": style, "photo": stem, "A": a})
    args.key.write_text(json.dumps(key, indent=1) + "\n", encoding="utf-8")
    print(f"{args.out}: {len(key)} sheets; the key is {args.key}")


def counted(key, letters):
    """Returns {style: (how often the model was chosen, of how many)} of a key and the letters of one judge."""
    if len(letters) != len(key) or set(letters) - {"A", "B"}:
        raise SystemExit(f"There are {len(key)} sheets, so {len(key)} letters A or B are needed; these are {letters!r}.")
    found = {}
    for entry, letter in zip(key, letters):
        times, of = found.get(entry["style"], (0, 0))
        found[entry["style"]] = times + ((letter == "A") == (entry["A"] == OURS)), of + 1
    return found


def main():
    args = arguments()
    if args.count is None:
        if not args.model or not args.out:
            raise SystemExit("Name a model folder and --out, or the letters of a judge with --count.")
        write_sheets(args)
        return
    found = counted(json.loads(args.key.read_text(encoding="utf-8")), args.count.strip().upper())
    for style, (times, of) in found.items():
        print(f"{style:20} {times} of {of}")
    times, of = (sum(values) for values in zip(*found.values()))
    print(f"{'all':20} {times} of {of} ({100 * times / of:.0f} %)")


if __name__ == "__main__":
    main()
