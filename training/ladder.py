#!/usr/bin/env python3
"""Put exported networks of the ladder into models/, and write models/ladder.json, which the Compare page shows.

    ladder.py runs/export/compact-float16 runs/export/low-rank-float16
    ladder.py                                 only write the list, of the folders in models/ladder

A folder is one that export.py wrote; its card is what evaluate.py made of it. Such a network is a row of the ladder and
no choice of the other pages, so it is not in models/manifest.json.
"""
import argparse
import shutil
from pathlib import Path

import modelfile
from card import entry_of, read_json, write_json
from quantize import PACKED

MODELS = Path(__file__).resolve().parent.parent / "models"
LIST = "ladder.json"
FOLDER = "ladder"
FILES = ("model.json", modelfile.SHARD, "card.json")
# The repository keeps no second copy in full precision: a checkpoint or a release has that.
SMALL = ("float16", "uint8", PACKED)


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("folders", type=Path, nargs="*", help="model folders to copy into models/ladder")
    p.add_argument("--models", type=Path, default=MODELS, help="folder of the manifest; default models/")
    return p.parse_args()


def check(folder, styles):
    """Stop with a sentence where the model in `folder` can't be a row. `styles`: those of the manifest."""
    card = read_json(folder / "card.json")
    if card is None:
        raise SystemExit(f"There is no card in {folder}: export the model again.")
    if card["precision"] not in SMALL:
        raise SystemExit(f"{folder} has {card['precision']} weights; the ladder has {', '.join(SMALL)}.")
    known = [(style["id"], style.get("rows")) for style in styles]
    if [(style["id"], style.get("rows")) for style in modelfile.read(folder).styles] != known:
        raise SystemExit(f"{folder} has other styles, or rows in another order, than the manifest.")


def copy(folder, models):
    target = models / FOLDER / folder.name
    target.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        shutil.copyfile(folder / name, target / name)


def entry(folder):
    """-> the list's entry of the model in `folder`, a folder of models/ladder"""
    # Without a fingerprint: nobody learns a style for it.
    return entry_of(read_json(folder / "card.json"), modelfile.read(folder).spec["title"], f"{FOLDER}/{folder.name}")


def main():
    args = arguments()
    styles = read_json(args.models / "manifest.json")["styles"]
    for folder in args.folders:
        check(folder, styles)
    for folder in args.folders:
        copy(folder, args.models)
    folders = sorted(path.parent for path in (args.models / FOLDER).glob("*/card.json"))
    for folder in folders:
        check(folder, styles)
    entries = sorted(map(entry, folders), key=lambda model: (-model["weights"], model["id"]))
    write_json(args.models / LIST, {"version": 1, "models": entries})
    for model in entries:
        print(f"{model['id']}: {model['bytes']:,} bytes", flush=True)


if __name__ == "__main__":
    main()
