#!/usr/bin/env python3
"""Run .tflite files in an interpreter that is not ours, and compare their paintings with PyTorch's.

    export.py --tflite FOLDER
    tflitecheck.py FOLDER

Needs NumPy, Pillow and an interpreter: `ai_edge_litert`, or the one of `tensorflow`. No PyTorch: its paintings are
those of e2e/goldens. They are of another size than the files, so this resizes their inputs. Stops with status 1 where a
float32 or a float16 file differs by more than 1e-3. There is no golden of int8 weights: how far those are from float32
ones is only printed.
"""
import argparse
import json
import sys
from pathlib import Path

import numpy as np
from PIL import Image

GOLDENS = Path(__file__).resolve().parent.parent / "e2e" / "goldens"
LIMIT = 1e-3


def interpreter_class():
    try:
        from ai_edge_litert.interpreter import Interpreter
    except ImportError:
        try:
            import tensorflow
        except ImportError:
            raise SystemExit("There is no interpreter: install ai_edge_litert or tensorflow.")
        return tensorflow.lite.Interpreter
    return Interpreter


def paint(interpreter, picture, style):
    """Returns the painting [H, W, 3] of a picture, which is reflected to multiples of 4 and cropped again, as by goldens.py."""
    height, width = picture.shape[:2]
    padded = np.pad(picture, [(0, -height % 4), (0, -width % 4), (0, 0)], mode="reflect")[None]
    inputs = {detail["name"]: detail["index"] for detail in interpreter.get_input_details()}
    interpreter.resize_tensor_input(inputs["image"], padded.shape, strict=False)
    interpreter.allocate_tensors()
    interpreter.set_tensor(inputs["image"], padded)
    interpreter.set_tensor(inputs["style"], style)
    interpreter.invoke()
    return interpreter.get_tensor(interpreter.get_output_details()[0]["index"])[0, :height, :width]


def difference(path, golden, goldens):
    """-> the largest difference of a file's painting from a golden, where 1 is from black to white"""
    interpreter = interpreter_class()(str(path))
    picture = np.asarray(Image.open(goldens / golden["photo"]).convert("RGB"), np.float32) / 255
    rows = next(d["shape"][1] for d in interpreter.get_input_details() if d["name"] == "style")
    style = np.zeros((1, rows), np.float32)
    for row, share in golden["rows"].items():
        style[0, int(row)] = share
    expected = np.fromfile(goldens / golden["file"], "<f4").reshape(picture.shape)
    return float(np.abs(paint(interpreter, picture, style) - expected).max())


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("folder", type=Path, help="where the .tflite files are")
    p.add_argument("--goldens", type=Path, default=GOLDENS)
    args = p.parse_args()
    goldens, bad = json.loads((args.goldens / "index.json").read_text(encoding="utf-8")), 0
    files = sorted(args.folder.glob("*.tflite"))
    if not files:
        raise SystemExit(f"There is no .tflite file in {args.folder}: run export.py --tflite first.")
    for path in files:
        exact = not path.stem.endswith("-int8")
        model = path.stem if exact else path.stem.replace("-int8", "-float32")
        found = [difference(path, golden, args.goldens) for golden in goldens if golden["model"] == model]
        if not found:
            print(f"{path.name}: there is no golden of {model}", flush=True)
            continue
        bad += exact and max(found) > LIMIT
        print(f"{path.name}: {max(found):.1e} from {model}, in {len(found)} paintings", flush=True)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
