#!/usr/bin/env python3
"""Measure exported models on held-out photos and write the result into their cards.

    evaluate.py                                          every model of the manifest, all photos
    evaluate.py --models models/original-uint8 --photos 20

Each model paints the photos of <data>/val256 in each of its styles, with the numbers that its files
hold, and a fixed judge scores the paintings (lower is better). The judge is no part of the project,
so that no training run can be tuned to one's own measure.
"""
import argparse
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

import border
import modelfile
import stability
from card import read_json, write_json
from data import load_folder, load_styles, unit
from judge import load_judge
from sheet import stylize

ROOT = Path(__file__).resolve().parent.parent
FEW = 4  # photos that are made into films, and whose paintings' borders are looked at


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--models", type=Path, nargs="+", help="model folders; default all of models/manifest.json")
    p.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="folder like shared/data")
    p.add_argument("--photos", type=int, help="only so many photos, evenly spaced; default all")
    p.add_argument("--judge", type=Path, help="default: quality/measure.py beside the data folder")
    return p.parse_args()


def spaced(items, count=None):
    """-> `count` of the items, evenly spaced from the first; all without `count`."""
    count = min(count or len(items), len(items))
    return [items[i * len(items) // count] for i in range(count)]


def mean(scores):
    """[{judge: {term: value}}] -> the same of the means."""
    return {
        judge: {term: round(float(np.mean([s[judge][term] for s in scores])), 4) for term in terms}
        for judge, terms in scores[0].items()
    }


def score(net, row, photos, style, judge):
    """Paint the photos [(path, picture)] in one row and judge them against the painting `style`."""
    with tempfile.TemporaryDirectory() as folder:
        pairs = []
        for path, picture in photos:
            painted = Path(folder) / f"{path.stem}.png"
            Image.fromarray(stylize(net, picture, row).permute(1, 2, 0).contiguous().numpy()).save(painted)
            pairs.append((path, painted))
        return judge(pairs, style)


def line(name, scores):
    return f"{name:18}" + "".join(f"  {j}: content {s['content']:.4f} score {s['score']:.4f}" for j, s in scores.items())


def quality(net, styles, paths, photos, judge):
    """-> the judge's scores of all `photos` in each of the styles, whose paintings are at `paths`."""
    found = {}
    for row, (style, path) in enumerate(zip(styles, paths)):
        found[style["id"]] = score(net, row, photos, path, judge)
        print(line(style["id"], found[style["id"]]), flush=True)
    means = mean(list(found.values()))
    print(line("mean", means), flush=True)
    return {
        "judge": "shared/quality/measure.py",
        "photos": len(photos),
        "size": photos[0][1].shape[1],
        "styles": found,
        "mean": means,
    }


def steadiness(net, pictures):
    """-> how much films made of the pictures [[1, 3, H, W]] change from frame to frame, painted."""
    steady = stability.measure(net, pictures)
    print(f"change from frame to frame, 0..255: {steady}", flush=True)
    return {
        "photos": len(pictures),
        "frames": stability.FRAMES,
        "noise": round(255 * stability.NOISE),
        **steady,
    }


def frame(net, styles, pictures):
    """-> how rough the paintings of the pictures [[1, 3, H, W]] are along their border, against inside."""
    unpainted, painted = border.measure(net, pictures)
    found = {style["id"]: round(ratio, 2) for style, ratio in zip(styles, painted)}
    print(f"roughness along the border against inside: photos {unpainted:.2f}, {found}", flush=True)
    return {"photos": len(pictures), "photo": round(unpainted, 2), "styles": found}


def evaluate(folder, photos, data, judge):
    """Measure the model in `folder` and write what was found into its card.json."""
    net, model = modelfile.network(folder)
    net.fast = True
    styles, paths = load_styles(data / "styles", [s["id"] for s in model.styles])
    if read_json(folder / "card.json") is None:
        raise SystemExit(f"There is no card in {folder}: export the model again.")
    print(f"{folder.name}, {len(photos)} photos", flush=True)
    few = [unit(picture) for _, picture in spaced(photos, FEW)]
    found = {
        "quality": quality(net, styles, paths, photos, judge),
        "stability": steadiness(net, few),
        "border": frame(net, styles, few),
    }
    # Read only now: it took minutes, and the card may have been written meanwhile.
    write_json(folder / "card.json", {**read_json(folder / "card.json"), **found})


def main():
    args = arguments()
    judge = load_judge(args.judge or args.data.resolve().parent / "quality" / "measure.py")
    folders = args.models or [ROOT / "models" / i for i in modelfile.listed(ROOT / "models")]
    held_out = args.data / "val256"
    pictures = load_folder(held_out)
    paths = {p.stem: p for p in held_out.iterdir()}
    photos = spaced([(paths[stem], picture) for stem, picture in pictures], args.photos)
    for folder in folders:
        evaluate(folder, photos, args.data, judge)


if __name__ == "__main__":
    main()
