#!/usr/bin/env python3
"""Train one network on all styles at once: each crop is painted in a style drawn at random.

    train.py --network original --minutes 60                       from nothing, stops after an hour
    train.py --network compressed --start-from runs/original/...   warm start: model.warm_start and fit.py
    train.py --network original --resume                           go on where the last checkpoint stands

The same command runs on a CPU and on a GPU. Progress, the judge's score against hours, the checkpoint
and contact sheets of held-out photos go to --out. The rates decay by a cosine over the whole run, and
crops grow (--crops).
"""
import argparse
from pathlib import Path

import torch

import card
import checkpoint
import modelfile
from data import Crops, load_folder, load_styles
from distil import Teacher
from fit import differing, fit
from model import StyleNet, warm_start
from spec import load_spec
from trainer import Trainer, add_arguments

HERE = Path(__file__).resolve().parent
FITTED = 32  # crops that kernels are fitted with, of 128 pixels


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--network", required=True, help="an id of models/networks")
    p.add_argument("--styles", nargs="+", help="style ids; default all of styles.json")
    p.add_argument("--out", type=Path, help="folder of the run; default training/runs/<network>")
    p.add_argument("--start-from", help="checkpoint or exported float32 model, of this or another network, to start from")
    p.add_argument("--teacher", help="checkpoint or exported float32 model whose paintings are a target, too")
    p.add_argument("--teach", type=float, default=0.5, help="weight of the distance to the teacher's paintings")
    p.add_argument("--resume", action="store_true", help="go on with the checkpoint in --out")
    add_arguments(p)
    return p.parse_args()


def starting_point(path):
    """A checkpoint, or a folder that export.py wrote: those are committed, checkpoints are not.

    -> (StyleNet, styles, the runs that it comes from)
    """
    if Path(path).is_dir():
        net, model = modelfile.network(path)
        return net, model.styles, card.runs_of(path)
    state = checkpoint.load(path)
    return checkpoint.network_of(state), state["styles"], checkpoint.runs_of(state)


def same_styles(ours, theirs):
    if [s["id"] for s in ours] != [s["id"] for s in theirs]:
        raise SystemExit("The checkpoint is of other styles; name its own with --styles.")


def main():
    args = arguments()
    out = args.out or HERE / "runs" / args.network
    torch.manual_seed(args.seed)
    styles, paths = load_styles(args.data / "styles", args.styles)
    net, state, before = StyleNet(load_spec(args.network), len(styles)), None, []
    if args.resume:
        state = checkpoint.load(out / "checkpoint.pt")
        if state["spec"] != net.spec:
            raise SystemExit(f"The checkpoint in {out} is of another network; choose another --out.")
        same_styles(styles, state["styles"])
    elif args.start_from:
        source, theirs, before = starting_point(args.start_from)
        same_styles(styles, theirs)
        warm_start(net, source)
        if differing(net, source):
            fit(net, source, Crops(load_folder(args.data / "train", args.limit or 200), args.seed).batch(128, FITTED))
    teacher = None
    if args.teacher:
        taught_by, theirs, _ = starting_point(args.teacher)
        same_styles(styles, theirs)
        teacher = Teacher(taught_by, args.teach)
    Trainer(args, net, styles, paths, out, before, state, teacher=teacher).run()


if __name__ == "__main__":
    main()
