#!/usr/bin/env python3
"""Write the SHA-256 of ONNX and TensorFlow Lite files, for the test of the page's own writers.

    export_goldens.py

Of every network in models/networks, with two style rows and weights by a formula that the test has, too; they are whole
1024ths, which float16 holds exactly. The hashes go to src/engine/export/testing/hashes.json. They change when a network,
onnxgraph.py or tflitegraph.py does; trained weights are no part of them.
"""
import json
from pathlib import Path

import numpy as np

import onnxgraph
import tflitegraph
from modelfile import Model, sha256
from spec import NETWORKS, convolutions, load_spec

OUT = Path(__file__).resolve().parent.parent / "src" / "engine" / "export" / "testing" / "hashes.json"
ROWS = 2
STYLES = [{"id": "wave", "title": "Die Welle für alle", "rows": {"soft": 0, "bold": 1}}]


def numbers(shape, start):
    """Whole 1024ths between -1 and 1 in a row that begins at `start`."""
    index = np.arange(np.prod(shape), dtype=np.int64) + start
    return (((index * 7919) % 2047 - 1023) / 1024).astype(np.float32).reshape(shape)


def made(network):
    """-> Model of a network with weights by the formula"""
    spec, weights = load_spec(network), {}
    for i, conv in enumerate(convolutions(spec)):
        if not conv.shares:
            weights[conv.weights] = numbers(conv.weights_shape, i)
        if conv.normalized:
            weights[f"{conv.name}/scale"] = numbers((ROWS, conv.cout), i + 1)
            weights[f"{conv.name}/shift"] = numbers((ROWS, conv.cout), i + 2)
    return Model(spec, STYLES, weights)


def hashes():
    """-> {network: {"onnx", "float32", "float16"}}, the last two of .tflite files"""
    found = {}
    for path in sorted(NETWORKS.glob("*.json")):
        model = made(path.stem)
        lite = {precision: sha256(tflitegraph.encode(model, precision)) for precision in ("float32", "float16")}
        found[path.stem] = {"onnx": sha256(onnxgraph.encode(model)), **lite}
    return found


if __name__ == "__main__":
    OUT.write_text(json.dumps(hashes(), indent=2) + "\n", encoding="utf-8")
