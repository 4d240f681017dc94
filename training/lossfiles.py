#!/usr/bin/env python3
"""Write the two loss networks as files that the page loads to learn a style: models/loss/.

    lossfiles.py

Half the numbers' bytes (float16; biases stay float32), only what the loss looks at, and the first layer, which maps
RGB to VGG's mean-free BGR, merged with the convolution after it: both are linear, and reflection does not mind. Others
made these networks; each card says who, and under which licence.
"""
import argparse
import json
from pathlib import Path

import numpy as np
import torch

import card
import loss as losses
import strokes
from modelfile import sha256
from quantize import bytes_of, decode, encode

OUT = Path(__file__).resolve().parent.parent / "models" / "loss"
DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
SHARD, LIST = "weights.bin", "list.json"

MIT = """Copyright (c) 2020 Huan Wang

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated \
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the \
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit \
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the \
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE \
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR \
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR \
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE."""

VGG_CREDIT = "VGG-19 by Karen Simonyan and Andrew Zisserman, University of Oxford (arXiv 1409.1556)"
CHANGES = "stored in float16, the first layer merged with the next, layers left out that the loss does not look at"

# Which convolutions each has; a name with `_aux` maps narrow features to VGG-19's own channels.
NETWORKS = {
    "vgg": {
        "file": strokes.FILE,
        "convs": ["conv11", "conv12", "conv21", "conv22", "conv31"],
        "title": "VGG-19 to relu3_1",
        "made": VGG_CREDIT + ", normalised; from github.com/pietrocarbo/deep-transfer",
        "licence": "CC BY 4.0",
        "terms": "https://creativecommons.org/licenses/by/4.0/",
    },
    "distilled": {
        "file": losses.FILE,
        "convs": [
            *("conv11", "conv12", "conv21", "conv22", "conv31", "conv31_aux", "conv32", "conv33", "conv34"),
            *("conv41", "conv41_aux", "conv42", "conv43", "conv44", "conv51", "conv51_aux"),
        ],
        "title": "VGG-19 with 16 times fewer weights, to relu5_1",
        "made": "Huan Wang and others, Collaborative Distillation (CVPR 2020), from " + VGG_CREDIT
        + "; from github.com/MingSun-Tse/Collaborative-Distillation",
        "licence": "MIT; the VGG-19 that it was distilled from: CC BY 4.0",
        "terms": MIT,
    },
}


def merged(given):
    """Returns {name: array} of a loss network, conv0 merged into conv11. given: {name: [out, in, k, k] or [out]}"""
    first, bias = given["conv0.weight"][:, :, 0, 0].astype(np.float64), given["conv0.bias"].astype(np.float64)
    kernel = given["conv11.weight"].astype(np.float64)
    out = {name: value for name, value in given.items() if not name.startswith("conv0.")}
    out["conv11.weight"] = np.einsum("oiyx,ij->ojyx", kernel, first).astype(np.float32)
    out["conv11.bias"] = (given["conv11.bias"] + np.einsum("oiyx,i->o", kernel, bias)).astype(np.float32)
    return out


def write(out, data):
    """Write the networks, from `data` (a folder like shared/data), into the folder `out`. Returns `loss` of the manifest."""
    entries = []
    for id, about in NETWORKS.items():
        path = data / "loss-network" / about["file"]
        if not path.is_file():
            raise SystemExit(f"A loss network is missing: there is no {path}.")
        values = merged(dict(np.load(path)))
        folder = out / id
        folder.mkdir(parents=True, exist_ok=True)
        # Kernels as [k, k, in, out]. quantize.storage knows "weights" as what may be float16; a bias stays float32.
        encoded = [
            part
            for name in about["convs"]
            for part in (
                encode(f"{name}/weights", values[f"{name}.weight"].transpose(2, 3, 1, 0), "float16"),
                encode(f"{name}/bias", values[f"{name}.bias"], "float16"),
            )
        ]
        shard = b"".join(bytes for _, bytes in encoded)
        (folder / SHARD).write_bytes(shard)
        told = {key: about[key] for key in ("title", "made", "licence", "terms")}
        facts = {"id": id, **told, "changes": CHANGES, "bytes": len(shard), "sha256": sha256(shard)}
        card.write_json(folder / "card.json", facts)
        entries.append({
            "id": id, "path": f"{id}/{SHARD}", "sha256": facts["sha256"], "bytes": facts["bytes"],
            "weights": [entry for entry, _ in encoded],
        })
        print(f"{folder}: {len(shard):,} bytes", flush=True)
    text = json.dumps({"version": 1, "networks": entries}, separators=(",", ":")) + "\n"
    (out / LIST).write_text(text, encoding="utf-8")
    return {"path": f"{out.name}/{LIST}", "sha256": sha256(text.encode()), "bytes": len(text) + sum(e["bytes"] for e in entries)}


def read(folder=OUT):
    """-> {id: {name: float32 array}} of the written networks, names as in the .npz files, conv0 the identity."""
    networks = {}
    for entry in json.loads((folder / LIST).read_text(encoding="utf-8"))["networks"]:
        data, values, start = (folder / entry["path"]).read_bytes(), {}, 0
        for weight in entry["weights"]:
            end = start + bytes_of(weight)
            layer, _, kind = weight["name"].rpartition("/")
            value = decode(weight, data[start:end])
            values[f"{layer}.{'weight' if kind == 'weights' else kind}"] = value.transpose(3, 2, 0, 1) if value.ndim == 4 else value
            start = end
        values["conv0.weight"] = np.eye(3, dtype=np.float32)[:, :, None, None]
        values["conv0.bias"] = np.zeros(3, np.float32)
        networks[entry["id"]] = values
    return networks


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", type=Path, default=DATA, help="folder like shared/data")
    p.add_argument("--models", type=Path, default=OUT.parent, help="folder of the models; default models/")
    args = p.parse_args()
    manifest = card.read_json(args.models / "manifest.json")
    if manifest is None:
        raise SystemExit(f"There is no {args.models / 'manifest.json'}: run export.py first.")
    card.write_json(args.models / "manifest.json", {**manifest, "loss": write(args.models / OUT.name, args.data)})


if __name__ == "__main__":
    main()
