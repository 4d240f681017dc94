"""Model files, written and read: a folder with model.json (a tfjs graph model) and weights.bin."""
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import torch

import graph
from model import EPSILON, StyleNet
from quantize import PRECISIONS, bytes_of, decode, encode, pack, unpack
from rows import with_rows
from spec import convolutions, current

SHARD = "weights.bin"


@dataclass(frozen=True)
class Model:
    """What a model folder holds. `weights`: {name: float32 array}, dequantized, without graph constants."""

    spec: dict
    styles: list
    weights: dict


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def write(folder, spec, styles, weights, precision, packed={}):
    """Write model.json and weights.bin. Returns {file name: its bytes}.

    `styles`: [{id, title, artist, year, rows}], see rows.py; `weights`: {name: float32 array} as in
    StyleNet.named_weights, stored as quantize.storage says. `packed`: those of them that are stored with two a byte
    instead, as rounding.pack returns them.
    """
    count = row_count(weights)
    built = graph.build(spec, count, packed)
    # Constants first: they are whole 4-byte words (a byte a tap is 9 times 16 or more), so that no tensor behind them
    # starts at an odd byte.
    linear = {conv.weights for conv in convolutions(spec) if not conv.normalized}
    tensors = dict(built.constants)
    for name, value in weights.items():
        tensors |= halves_of(name, *packed[name]) if name in packed else {name: value}
    encoded = [encode(name, value, precision, name not in linear) for name, value in tensors.items()]
    shard = b"".join(data for _, data in encoded)
    content = {
        "format": "graph-model",
        "generatedBy": "brushlite training/export.py",
        "convertedBy": None,
        "modelTopology": graph.topology(built),
        "signature": graph.signature(spec, count),
        "userDefinedMetadata": {
            "networkSpec": spec,
            "styles": with_rows(styles, count),
            "shards": {SHARD: sha256(shard)},
            "epsilon": EPSILON,
        },
        "weightsManifest": [{"paths": [SHARD], "weights": [entry for entry, _ in encoded]}],
    }
    files = {"model.json": json.dumps(content, separators=(",", ":"), ensure_ascii=False).encode(), SHARD: shard}
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return files


def halves_of(name, numbers, step):
    """Returns what a file has in place of packed weights: {tensor's name: array}."""
    stem = name.removesuffix("/weights")
    return {f"{stem}/packed": pack(numbers), f"{stem}/step": step}


def whole(tensors):
    """Returns the tensors {name: array} of a file with weights in place of what they are packed as."""
    out = {}
    for name, value in tensors.items():
        stem, _, kind = name.rpartition("/")
        if kind == "packed":
            out[f"{stem}/weights"] = unpack(value, tensors[f"{stem}/step"])
        elif kind != "step":
            out[name] = value
    return out


def fingerprint(weights):
    """Returns the SHA-256 of a network's convolutions, which learned styles belong to: float32, little-endian, in order.

    weights: {name: float32 array} in the order of the network.
    """
    kernels = [value for name, value in weights.items() if name.endswith("/weights")]
    return sha256(b"".join(value.astype("<f4").tobytes() for value in kernels))


def row_count(weights):
    """Returns how many rows the network of `weights`, {name: array}, has."""
    return next(value.shape[0] for name, value in weights.items() if name.endswith("/scale"))


def read(folder):
    """-> Model. Stops with a sentence where a file is missing or a shard isn't the one that was exported."""
    folder = Path(folder)
    if not (folder / "model.json").is_file():
        raise SystemExit(f"There is no model in {folder}.")
    content = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    metadata, weights = content["userDefinedMetadata"], {}
    for group in content["weightsManifest"]:
        data = b"".join(read_shard(folder / path, metadata["shards"][path]) for path in group["paths"])
        start = 0
        for entry in group["weights"]:
            end = start + bytes_of(entry)
            if "/" in entry["name"]:
                weights[entry["name"]] = decode(entry, data[start:end])
            start = end
    return Model(current(metadata["networkSpec"]), metadata["styles"], whole(weights))


def read_shard(path, expected):
    if not path.is_file() or sha256(data := path.read_bytes()) != expected:
        raise SystemExit(f"{path} is missing or damaged: export the model again.")
    return data


def listed(models, precisions=PRECISIONS):
    """-> ids of the models in the folder's manifest, in its order."""
    path = Path(models) / "manifest.json"
    if not path.is_file():
        raise SystemExit(f"There is no {path}: run export.py first.")
    return [m["id"] for m in json.loads(path.read_text(encoding="utf-8"))["models"] if m["precision"] in precisions]


def network(folder):
    """-> (StyleNet in float32 with the exported weights, Model)"""
    model = read(folder)
    net = StyleNet(model.spec, row_count(model.weights)).eval()
    net.set_named_weights({name: torch.from_numpy(value.copy()) for name, value in model.weights.items()})
    return net, model
