#!/usr/bin/env python3
"""Measure exported models on held-out photos and write the result into their cards.

    evaluate.py                                          every model of the manifest, all photos
    evaluate.py --models models/original-uint8 --photos 20
    evaluate.py --only structure --structure 5           one part, on five photos
    evaluate.py --only public                            add public networks' figures to the structure that a card has
    evaluate.py --missing                                only what the cards lack: an export keeps what still holds
    evaluate.py --before models-before                   one style was learned once more: take the others' figures from there

Each model paints photos in each of its styles, with the numbers that its files hold (lower is better everywhere):

  quality    the photos of <data>/val256 at half boldness, scored by a fixed judge (measure.py)
  structure  those of <data>/val480, soft, half and bold: content, structure and texture by structure.py; and the
             same of public networks' pictures, where there are any (peers.py)
  stability  films made of four of val256: change from frame to frame, at half boldness and bold
  border     whether there is a frame, or haze near the border, on four of val256 at half boldness
  weave      lines along rows and columns, at half boldness, on two pictures without a direction

The judges are no part of the project, so that no run can be tuned to one's own measure. But VGG-19 to relu3_1, by
which structure.py looks, is trained on (strokes.py): its figures compare networks, and are no longer independent.
"""
import argparse
import tempfile
from functools import cache
from pathlib import Path

import numpy as np

import border
import modelfile
import rim
import rows
import stability
import weave
from card import read_json, write_json
from data import judges_beside, load_folder, load_picture, load_styles, spaced, unit
from judge import load_judge
from peers import PUBLIC, TERMS, Peers
from sheet import as_image, stylize

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("quality", "structure", "stability", "border", "weave")
NOTHING_KNOWN = {"quality": {}, "structure": {}}
FEW = 4  # photos that are made into films, and whose paintings' borders are looked at


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--models", type=Path, nargs="+", help="model folders; default all of models/manifest.json")
    p.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="folder like shared/data")
    p.add_argument("--photos", type=int, help="only so many photos, evenly spaced; default all")
    p.add_argument("--structure", type=int, default=20, help="photos of val480; default all 20, which takes longest")
    p.add_argument("--only", nargs="+", choices=(*PARTS, PUBLIC), default=PARTS,
                   help="what to measure; the rest of a card stays")
    p.add_argument("--missing", action="store_true", help="leave out what a card has")
    p.add_argument("--before", type=Path,
                   help="folder of models whose cards have figures: those of styles with the same numbers still hold")
    p.add_argument("--judge", type=Path, help="default: quality/measure.py beside the data folder")
    return p.parse_args()


def mean(scores):
    """[{judge: {term: value}}] -> the same of the means."""
    return {
        judge: {term: round(float(np.mean([s[judge][term] for s in scores])), 4) for term in terms}
        for judge, terms in scores[0].items()
    }


def judged(net, mix, photos, style, judge):
    """Paint the photos [(path, picture)] with one mix of rows [1, R] and judge them against the painting `style`."""
    with tempfile.TemporaryDirectory() as folder:
        pairs = []
        for path, picture in photos:
            painted = Path(folder) / f"{path.stem}.png"
            as_image(stylize(net, picture, mix)).save(painted)
            pairs.append((path, painted))
        return judge(pairs, style)


def score_text(name, scores):
    return f"{name:18}" + "".join(f"  {j}: content {s['content']:.4f} score {s['score']:.4f}" for j, s in scores.items())


def quality(net, styles, paths, mixes, photos, judge, known):
    """Returns the judge's scores of all `photos` in each of the styles, whose paintings are at `paths`.

    `known`: {style id: scores} of those that need no measuring.
    """
    found = {}
    for style, path, mix in zip(styles, paths, mixes):
        found[style["id"]] = known.get(style["id"]) or judged(net, mix, photos, path, judge)
        print(score_text(style["id"], found[style["id"]]), flush=True)
    means = mean(list(found.values()))
    print(score_text("mean", means), flush=True)
    return {
        "judge": "content + 6 x style, by VGG-19 (vgg) and by its distilled copy (distilled)",
        "photos": len(photos),
        "size": photos[0][1].shape[1],
        "styles": found,
        "mean": means,
    }


def structure(net, styles, paths, photos, judge, known):
    """Returns {style id: {level: {content, structure, texture}}}, of the levels of boldness that the network has.

    `known`: those of the styles that need no measuring.
    """
    found = {style["id"]: dict(known.get(style["id"], {})) for style in styles}
    for level in rows.levels(styles):
        for style, path, mix in zip(styles, paths, rows.mixes(styles, net.rows, rows.BOLDNESS[level])):
            if style["id"] in known:
                continue
            figures = judged(net, mix, photos, path, judge)
            found[style["id"]][level] = {term: figures[term] for term in TERMS}
            print(f"{style['id']:20} {level}  {found[style['id']][level]}", flush=True)
    return found


def steadiness(net, styles, pictures):
    """Returns how much films made of the pictures [[1, 3, H, W]] change, painted at half boldness, and `bold`."""
    steady = stability.measure(net, pictures, rows.mixes(styles, net.rows, 0.5))
    if "bold" in rows.levels(styles):
        steady["bold"] = stability.measure(net, pictures, rows.mixes(styles, net.rows, 1))
    print(f"change from frame to frame, 0..255: {steady}", flush=True)
    return {
        "photos": len(pictures),
        "frames": stability.FRAMES,
        "noise": round(255 * stability.NOISE),
        **steady,
    }


def frame(net, styles, pictures):
    """Returns how rough the paintings of the pictures [[1, 3, H, W]] are along their border, against inside, and how much
    contrast they have near it, against the same where the picture goes on."""
    mixes = rows.mixes(styles, net.rows, 0.5)
    unpainted, painted = border.measure(net, pictures, mixes)
    found = {style["id"]: round(ratio, 2) for style, ratio in zip(styles, painted)}
    print(f"roughness along the border against inside: photos {unpainted:.2f}, {found}", flush=True)
    contrast = {style["id"]: round(share, 2) for style, share in zip(styles, rim.contrast(net, pictures, mixes))}
    print(f"contrast near the border against the same with a picture around: {contrast}", flush=True)
    return {"photos": len(pictures), "photo": round(unpainted, 2), "styles": found, "contrast": contrast}


def woven(net, styles, described, paths):
    """Returns how many times as much power lies along rows and columns as in other directions: painted, and in the paintings."""
    paintings = [unit(load_picture(path, style["size"])) for style, path in zip(described, paths)]
    measured = weave.measure(net, rows.mixes(styles, net.rows, 0.5), paintings)
    found = {style["id"]: {k: round(v, 2) for k, v in figures.items()} for style, figures in zip(styles, measured)}
    print(f"power along rows and columns against elsewhere: {found}", flush=True)
    return {"styles": found}


def still_holding(folder, before, photos, strokes_photos):
    """Returns {part: {style id: figures}} of the model's card in the folder `before` that hold for the one in `folder`.

    Those of a style hold where its rows and all convolutions are the same numbers, and where they are of as many photos.
    """
    old = before / folder.name
    known = (read_json(old / "card.json") or {}).get("quality") if (old / "model.json").is_file() else None
    if not known:
        return NOTHING_KNOWN
    now, then = modelfile.read(folder), modelfile.read(old)
    same = {s["id"] for s in now.styles if numbers_of(now, s["id"]) == numbers_of(then, s["id"])}
    found = {
        "quality": known.get("styles", {}) if known.get("photos") == len(photos) else {},
        "structure": known.get("structure", {}) if known.get("structurePhotos") == len(strokes_photos) else {},
    }
    return {part: {id: figures for id, figures in of.items() if id in same} for part, of in found.items()}


def numbers_of(model, id):
    """Returns all numbers that a style of a modelfile.Model is painted with, as {name: bytes}; None where it has none."""
    places = next((sorted(s["rows"].values()) for s in model.styles if s["id"] == id), None)
    if places is None:
        return None
    own = {name: value[places] if value.ndim == 2 else value for name, value in model.weights.items()}
    return {name: value.tobytes() for name, value in own.items()}


def lacking(card, parts):
    """Returns those of `parts` that a card has no figures of."""
    structure = (card["quality"] or {}).get("structure") or {}
    has = {
        "quality": (card["quality"] or {}).get("mean"),
        "structure": structure,
        PUBLIC: any(PUBLIC in levels for levels in structure.values()),
    }
    return [part for part in parts if not (has[part] if part in has else card.get(part))]


def merged(card, found):
    """Returns the card with the figures of `found`, {part: figures}. `structure` is kept inside of `quality`."""
    found, old = dict(found), card["quality"] or {}
    kept = {key: value for key, value in old.items() if key.startswith("structure")}
    scores = found.pop("quality", {k: v for k, v in old.items() if k not in kept})
    quality = {**scores, **kept, **found.pop("structure", {})}
    return {**card, "quality": quality or None, **found}


def with_public(quality, paintings, peers):
    """Returns what public networks add to a card's quality, on the photos that its structure is of; {} if it has none."""
    if not (quality or {}).get("structure"):
        print("There is no structure to compare public networks with.", flush=True)
        return {}
    return {"structure": peers.beside(quality["structure"], paintings, quality["structurePhotos"])}


def evaluate(folder, parts, photos, strokes_photos, data, judges, peers, known):
    """Measure the model in `folder` and write what was found of `parts` into its card.json. `known`: see still_holding."""
    net, model = modelfile.network(folder)
    net.fast = True
    styles = rows.with_rows(model.styles, net.rows)
    described, paths = load_styles(data / "styles", [s["id"] for s in styles])
    print(f"{folder.name}: {', '.join(parts)}", flush=True)
    few = [unit(picture) for _, picture in spaced(photos, FEW)]
    paintings = dict(zip((s["id"] for s in styles), paths))
    half = rows.mixes(styles, net.rows, 0.5)
    strokes = lambda: structure(net, styles, paths, strokes_photos, judges["structure"](), known["structure"])
    measures = {
        "quality": lambda: quality(net, styles, paths, half, photos, judges["quality"](), known["quality"]),
        "structure": lambda: {
            "structure": peers.beside(strokes(), paintings, len(strokes_photos)),
            "structurePhotos": len(strokes_photos),
        },
        PUBLIC: lambda: with_public(read_json(folder / "card.json")["quality"], paintings, peers),
        "stability": lambda: steadiness(net, styles, few),
        "border": lambda: frame(net, styles, few),
        "weave": lambda: woven(net, styles, described, paths),
    }
    for part in parts:
        found = {"structure" if part == PUBLIC else part: measures[part]()}
        # Read only now: it took minutes, and the card may have been written meanwhile.
        write_json(folder / "card.json", merged(read_json(folder / "card.json"), found))


def with_paths(folder, count=None):
    """Returns [(path, uint8 picture)], `count` of the pictures of a folder, evenly spaced; all without `count`."""
    if not folder.is_dir():
        raise SystemExit(f"The photos are missing: {folder} does not exist. Name the data folder with --data.")
    paths = {p.stem: p for p in folder.iterdir()}
    return spaced([(paths[stem], picture) for stem, picture in load_folder(folder)], count)


def main():
    args = arguments()
    beside = judges_beside(args.data)
    # Each is loaded when it is first asked for: what isn't measured needs no judge.
    judges = {
        "quality": cache(lambda: load_judge(args.judge or beside / "measure.py")),
        "structure": cache(lambda: load_judge(beside / "structure.py", "structure")),
    }
    if args.judge:
        judges["quality"]()  # one that is named is looked for before the data are read
    folders = args.models or [ROOT / "models" / i for i in modelfile.listed(ROOT / "models")]
    photos = with_paths(args.data / "val256", args.photos)
    wanted = [part for part in args.only if part != "structure" or args.structure]
    strokes_photos = with_paths(args.data / "val480") if {"structure", PUBLIC} & set(wanted) else []
    peers = Peers(beside / "public", judges["structure"], [path for path, _ in strokes_photos])
    strokes_photos = spaced(strokes_photos, args.structure)
    for folder in folders:
        card = read_json(folder / "card.json")
        if card is None:
            raise SystemExit(f"There is no card in {folder}: export the model again.")
        known = still_holding(folder, args.before, photos, strokes_photos) if args.before else NOTHING_KNOWN
        if parts := lacking(card, wanted) if args.missing else wanted:
            evaluate(folder, parts, photos, strokes_photos, args.data, judges, peers, known)


if __name__ == "__main__":
    main()
