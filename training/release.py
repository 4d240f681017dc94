#!/usr/bin/env python3
"""Everything that a trained pair of networks ships with: models, plots, thumbnails, sheets, goldens, quality.

    release.py                       of the checkpoints in training/runs: every figure of every card
    release.py --train --minutes 25  trains both networks before; for a machine with a GPU
"""
import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
# One shape, since each costs a GPU two minutes of compiling; a CPU learns faster from train.py's small crops.
GPU_CROPS = "256x16:1"
ORIGINALS_SHARE = 0.5  # of the minutes: the compressed network starts from the original, but needs as many steps (README)


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--photos", type=int, default=100, help="held-out photos to measure on; 0: don't measure")
    p.add_argument("--structure", type=int, default=20, help="photos to measure strokes on, of the float32 models; 0: don't")
    p.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data", help="folder like shared/data")
    p.add_argument("--runs", type=Path, default=HERE / "runs", help="where the checkpoints are")
    p.add_argument("--models", type=Path, default=HERE.parent / "models")
    p.add_argument("--goldens", type=Path, default=HERE.parent / "e2e" / "goldens")
    p.add_argument("--train", action="store_true", help="train both networks first, from nothing or from --start-from")
    p.add_argument("--minutes", type=float, default=25, help="for the training of both together")
    p.add_argument("--crops", default=GPU_CROPS, help="as for train.py")
    p.add_argument("--start-from", type=Path, help="what the original starts from, such as models/original-float32")
    return p.parse_args()


def run(script, *arguments):
    if subprocess.run([sys.executable, HERE / script, *map(str, arguments)]).returncode:
        raise SystemExit(f"release: {script} stopped; what came before it is written.")


def train(args, original, compressed):
    given = ["--start-from", args.start_from] if args.start_from else []
    common = ["--data", args.data, "--crops", args.crops]
    minutes = args.minutes * ORIGINALS_SHARE
    run("train.py", "--network", "original", "--out", original.parent, "--minutes", minutes, *common, *given)
    minutes = args.minutes - minutes
    start = ["--start-from", original]
    run("train.py", "--network", "compressed", "--out", compressed.parent, "--minutes", minutes, *common, *start)


def main():
    args = arguments()
    checkpoints = [args.runs / network / "checkpoint.pt" for network in ("original", "compressed")]
    if args.train:
        train(args, *checkpoints)
    run("export.py", "--checkpoint", *checkpoints, "--out", args.models, "--tflite", args.runs / "tflite")
    run("thumbnails.py", "--models", args.models)
    run("goldens.py", "--models", args.models, "--out", args.goldens)
    if args.models.resolve() == HERE.parent / "models":  # the page's own, which the test of its gradient compares with
        run("learning_goldens.py")
    run("sheets.py", "--models", args.models)
    if args.photos:  # last, since it takes longest
        models = sorted(p.parent for p in args.models.glob("*/card.json"))
        common = ["--data", args.data, "--models"]
        run("evaluate.py", "--only", "quality", "stability", "border", "weave", "--photos", args.photos, *common, *models)
        # Of the float32 models alone: it takes the longest, and the scores say what a smaller precision costs.
        if args.structure:
            plain = [folder for folder in models if folder.name.endswith("float32")]
            run("evaluate.py", "--only", "structure", "--structure", args.structure, *common, *plain)


if __name__ == "__main__":
    main()
