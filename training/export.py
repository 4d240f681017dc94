#!/usr/bin/env python3
"""Write a checkpoint's network as TensorFlow.js model files, in all precisions, with cards and manifest.

    export.py --checkpoint training/runs/original/checkpoint.pt training/runs/compressed/checkpoint.pt
"""
import argparse
from pathlib import Path

import card
import checkpoint
import modelfile
from quantize import PRECISIONS

MODELS = Path(__file__).resolve().parent.parent / "models"


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--checkpoint", nargs="+", required=True, help="checkpoints of train.py, one a network")
    p.add_argument("--out", type=Path, default=MODELS, help="folder of the models; default models/")
    p.add_argument("--weights", choices=["average", "model"], default="average", help="moving average, or the last")
    return p.parse_args()


def export(path, out, which):
    """Write the models of one checkpoint into `out`, a folder a precision, and list them in its manifest."""
    state = checkpoint.load(path)
    weights = {k: v.numpy() for k, v in checkpoint.network_of(state, which).named_weights().items()}
    spec, training = state["spec"], card.training_facts(state, path)
    styles = [{key: style[key] for key in ("id", "title", "artist", "year")} for style in state["styles"]]
    cards = []
    for precision in PRECISIONS:
        folder = out / f"{spec['id']}-{precision}"
        files = modelfile.write(folder, spec, styles, weights, precision)
        cards.append(card.write_card(folder, spec, styles, precision, files, training))
        print(f"{folder}: {cards[-1]['bytes']['total']:,} bytes", flush=True)
    card.update_manifest(out, spec, styles, cards)


if __name__ == "__main__":
    args = arguments()
    for each in args.checkpoint:
        export(each, args.out, args.weights)
