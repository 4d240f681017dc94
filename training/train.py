#!/usr/bin/env python3
"""Train one network on all styles at once: each crop is painted in a style drawn at random.

    train.py --network original --minutes 60                       from nothing, stops after an hour
    train.py --network compressed --start-from runs/original/...   warm start: rows.in_pairs and fit.py
    train.py --network original --resume                           go on where the last checkpoint stands

A network to start from is a checkpoint, of ../shared/start, too, or an exported float32 model. It may have one row a
style, then the soft and the bold row both start from it, and other styles: those that it lacks start from the mean of the others. The same command runs on a CPU and on a GPU. Progress, the judge's score against hours, the checkpoint
and contact sheets of held-out photos go to --out. The rates decay by a cosine over the whole run, and
crops grow (--crops).
"""
import argparse
from pathlib import Path

import torch

import card
import checkpoint
import modelfile
from data import Crops, load_styles, training_photos
from distil import Teacher
from fit import differing, fit
from model import StyleNet, warm_start
from rows import in_pairs
from spec import load_spec
from trainer import Trainer, add_arguments

HERE = Path(__file__).resolve().parent
FITTED, FROM = 32, 200  # crops of 128 pixels that kernels are fitted with, out of so many photos


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
    net, state, before = StyleNet(load_spec(args.network), 2 * len(styles)), None, []
    if args.resume:
        state = checkpoint.load(out / "checkpoint.pt")
        if state["spec"] != net.spec:
            raise SystemExit(f"The checkpoint in {out} is of another network; choose another --out.")
        same_styles(styles, state["styles"])
    elif args.start_from:
        source, theirs, before = starting_point(args.start_from)
        source = in_pairs(source, theirs, styles)
        warm_start(net, source)
        if differing(net, source):
            photos, _ = training_photos(args.data, args.limit)
            fit(net, source, Crops(photos[:FROM], args.seed).batch(128, FITTED))
    teacher = None
    if args.teacher:
        taught_by, theirs, _ = starting_point(args.teacher)
        same_styles(styles, theirs)
        teacher = Teacher(in_pairs(taught_by, theirs, styles), args.teach)
    Trainer(args, net, styles, paths, out, before, state, teacher=teacher).run()


if __name__ == "__main__":
    main()
