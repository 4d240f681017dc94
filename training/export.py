#!/usr/bin/env python3
"""Write a checkpoint's network as TensorFlow.js model files, in all precisions, with cards and manifest.

    export.py --checkpoint training/runs/original/checkpoint.pt training/runs/compressed/checkpoint.pt

Or write the exported float32 models once more as ONNX files, which takes no checkpoint:

    export.py --onnx FOLDER

Or as TensorFlow Lite files, of float32, float16 and int8 weights each:

    export.py --tflite FOLDER
"""
import argparse
from pathlib import Path

import card
import checkpoint
import modelfile
import onnxgraph
import plot
import tflitegraph
from data import described
from quantize import PRECISIONS
from rows import in_pairs, with_rows

MODELS = Path(__file__).resolve().parent.parent / "models"


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--checkpoint", nargs="+", default=[], help="checkpoints of train.py, one a network")
    p.add_argument("--onnx", type=Path, help="folder for <network>-float32.onnx of all models in --out")
    p.add_argument("--tflite", type=Path, help="folder for <network>-<precision>.tflite of all models in --out")
    p.add_argument("--out", type=Path, default=MODELS, help="folder of the models; default models/")
    p.add_argument("--weights", choices=["average", "model"], default="average", help="moving average, or the last")
    args = p.parse_args()
    if not (args.checkpoint or args.onnx or args.tflite):
        p.error("say what to export with --checkpoint, --onnx, --tflite or several of them")
    return args


def export(state, path, out, which):
    """Write the models of the checkpoint `state`, read from `path`, into `out`, a folder a precision. -> cards"""
    net, styles = in_order(state, which)
    weights = {k: v.numpy() for k, v in net.named_weights().items()}
    spec, training = state["spec"], card.training_facts(state, path)
    cards = []
    for precision in PRECISIONS:
        folder = out / f"{spec['id']}-{precision}"
        files = modelfile.write(folder, spec, styles, weights, precision)
        cards.append(card.write_card(folder, spec, styles, precision, files, training))
        print(f"{folder}: {cards[-1]['bytes']['total']:,} bytes", flush=True)
    svg = plot.svg(f"{spec['title']} network", state.get("history", []), state.get("scores", []))
    (out / f"{spec['id']}-{PRECISIONS[0]}" / "training.svg").write_text(svg, encoding="utf-8")
    return cards


def in_order(state, which):
    """Returns (StyleNet, styles) of a checkpoint, its rows in the order of styles.json, which is the one that visitors see.

    Styles that are not in that file come last. Of each style the page is told id, title, artist, year, and which rows
    are its own. A network with one row a style stays as it is.
    """
    net, own = checkpoint.network_of(state, which), state["styles"]
    if net.rows == 2 * len(own):
        order = [style["id"] for style in described()]
        ordered = sorted(own, key=lambda style: order.index(style["id"]) if style["id"] in order else len(order))
        net, own = in_pairs(net, own, ordered), ordered
    return net, with_rows([{key: style[key] for key in ("id", "title", "artist", "year")} for style in own], net.rows)


def export_checkpoints(paths, out, which):
    states = [(path, checkpoint.load(path)) for path in paths]
    styles = in_order(states[0][1], which)[1]
    if any(in_order(state, which)[1] != styles for _, state in states):
        raise SystemExit("These checkpoints are of different styles or rows; export them to different --out folders.")
    cards = [c for path, state in states for c in export(state, path, out, which)]
    titles = {state["spec"]["id"]: state["spec"]["title"] for _, state in states}
    # Of float32, so that all precisions of one training have the same.
    fingerprints = {network: modelfile.fingerprint(modelfile.read(out / f"{network}-float32").weights) for network in titles}
    card.update_manifest(out, titles, styles, cards, fingerprints)


def export_onnx(models, folder):
    """Write an ONNX file of each float32 model in the manifest of the folder `models`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in modelfile.listed(models, ("float32",)):
        path = folder / f"{name}.onnx"
        print(f"{path}: {path.write_bytes(onnxgraph.encode(modelfile.read(models / name))):,} bytes", flush=True)


def export_tflite(models, folder):
    """Write TensorFlow Lite files of each float32 model in the manifest of the folder `models`, and their sizes into the cards.

    The int8 file holds the numbers of the uint8 model, in whose card its size is.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in modelfile.listed(models, ("float32",)):
        model = modelfile.read(models / name)
        for precision, stored in tflitegraph.PRECISIONS.items():
            path = folder / f"{model.spec['id']}-{precision}.tflite"
            size = path.write_bytes(tflitegraph.encode(model, precision))
            card.add_facts(models / f"{model.spec['id']}-{stored}", tfliteBytes=size)
            print(f"{path}: {size:,} bytes", flush=True)


def main():
    args = arguments()
    if args.checkpoint:
        export_checkpoints(args.checkpoint, args.out, args.weights)
    if args.onnx:
        export_onnx(args.out, args.onnx)
    if args.tflite:
        export_tflite(args.out, args.tflite)


if __name__ == "__main__":
    main()
