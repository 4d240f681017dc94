#!/usr/bin/env python3
"""Learn one more painting with a network that is there: the convolutions stay, one row is learned.

    style.py --network compressed --painting my.jpg --id my --title "My Style" --artist Me --year 2026

Dumoulin et al. 2017: a style is a row of scale and shift for every normalized channel, 3,206 numbers
here. The result, training/runs/<network>-<id>/checkpoint.pt, has one row more than before; export.py
makes models of it. A manifest has one list of styles, so learn the row with both networks before
exporting both.
"""
import argparse
from pathlib import Path

import torch

import card
import checkpoint
import modelfile
from data import described
from model import StyleNet
from trainer import Trainer, add_arguments

HERE = Path(__file__).resolve().parent
SIZE = 512  # short side of the painting, as for most of styles.json


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--network", required=True, help="an id of models/networks")
    p.add_argument("--painting", type=Path, required=True)
    for name in ("id", "title", "artist", "year"):
        p.add_argument(f"--{name}", required=True)
    p.add_argument("--models", type=Path, default=HERE.parent / "models", help="where the network is; its float32 model")
    p.add_argument("--out", type=Path, help="folder of the run; default training/runs/<network>-<id>")
    add_arguments(p)
    p.set_defaults(minutes=10, rate=1e-2, crops="256x4:1")
    return p.parse_args()


def sized(style):
    """A style as the page knows it -> with the size that it is trained at."""
    known = {s["id"]: s["size"] for s in described()}
    return {**style, "size": known.get(style["id"], SIZE)}


def mean_row(net):
    """-> StyleNet with the convolutions of `net` and one row, the mean of its rows."""
    one = StyleNet(net.spec, 1)
    for own, its in zip(one.convs.values(), net.convs.values()):
        own.weight.data.copy_(its.weight.data)
        for kind in ("scale", "shift"):
            getattr(own, kind).data.copy_(getattr(its, kind).data.mean(0, keepdim=True))
    return one


def joined(state, extra):
    """state dict of a network, and of one with the same convolutions -> with the rows of both."""
    return {k: v if v.ndim == 4 else torch.cat([v.cpu(), extra[k].cpu()]) for k, v in state.items()}


def main():
    args = arguments()
    out = args.out or HERE / "runs" / f"{args.network}-{args.id}"
    if not args.painting.is_file():
        raise SystemExit(f"The painting is missing: there is no {args.painting}.")
    source, model = modelfile.network(args.models / f"{args.network}-float32")
    if args.id in [s["id"] for s in model.styles]:
        raise SystemExit(f"The network has a style named {args.id} already; choose another --id.")
    style = sized({key: getattr(args, key) for key in ("id", "title", "artist", "year")})
    runs = card.runs_of(args.models / f"{args.network}-float32")
    trainer = Trainer(args, mean_row(source), [style], [args.painting], out, runs, frozen=True)
    trainer.run()
    state = trainer.state()
    for which in ("model", "average"):
        state[which] = joined(source.state_dict(), state[which])
    checkpoint.save(out / "checkpoint.pt", {**state, "styles": [*map(sized, model.styles), style]})


if __name__ == "__main__":
    main()
