#!/usr/bin/env python3
"""Draw a network that was trained on back towards the one that it started from: a weighted mean of their weights.

    mix.py --start runs/a/checkpoint.pt --end runs/b/checkpoint.pt --share 0.5 --out runs/c/checkpoint.pt

Wortsman et al. 2022, "Robust fine-tuning of zero-shot models": between two such networks lie others that have
most of what each is better at. Without any training, in a second.
"""
import argparse
from pathlib import Path

import torch

import checkpoint


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--start", required=True, help="checkpoint of the first")
    p.add_argument("--end", required=True, help="checkpoint of the one that was trained on from there")
    p.add_argument("--share", type=float, default=0.5, help="of the way from --start (0) to --end (1)")
    p.add_argument("--out", type=Path, required=True, help="the checkpoint to write")
    return p.parse_args()


def mixed(start, end, share):
    """-> the state `end` with the moving averages of both, mixed, as its weights."""
    if (start["spec"], start["styles"]) != (end["spec"], end["styles"]):
        raise SystemExit("The checkpoints are of different networks or styles; only those of one can be mixed.")
    weights = {name: torch.lerp(value, end["average"][name], share) for name, value in start["average"].items()}
    facts = {"share": share, "with": {**checkpoint.runs_of(start)[-1], "commit": start["commit"], "device": start["device"]}}
    return {**end, "average": weights, "model": weights, "mixed": facts}


def main():
    args = arguments()
    checkpoint.save(args.out, mixed(checkpoint.load(args.start), checkpoint.load(args.end), args.share))


if __name__ == "__main__":
    main()
