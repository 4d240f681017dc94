#!/usr/bin/env python3
"""Learn one more painting with a network that is there: the convolutions stay, two rows are learned.

    style.py --network compressed --painting my.jpg --id my --title "My Style" --artist Me --year 2026

Dumoulin et al. 2017: a row is a scale and a shift for every normalized channel, 3,206 numbers here. A style has two of
them, soft and bold (rows.py). The result, training/runs/<network>-<id>/checkpoint.pt, has one style more than before;
export.py makes models of it. A manifest has one list of styles, so learn the style with both networks before exporting
both.
"""
import argparse
from pathlib import Path

import torch

import card
import checkpoint
import modelfile
from data import described
from rows import in_pairs
from trainer import Trainer, add_arguments

HERE = Path(__file__).resolve().parent
SIZE, LEVELS = 512, [8, 60]  # short side of the painting, and weights of style, as for most of styles.json


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


def as_trained(style):
    """Returns a style as the page knows it, with the size and the levels that it is trained with."""
    known = {s["id"]: s for s in described()}.get(style["id"], {"size": SIZE, "levels": LEVELS})
    return {**style, "size": known["size"], "levels": known["levels"]}


def joined(state, extra):
    """Returns the state dict of a network with the styles of both: soft rows of both first, then bold ones.

    `state`, `extra`: those of two networks with two rows a style and the same convolutions.
    """
    def rows(v, w):
        (soft, bold), (more_soft, more_bold) = v.cpu().chunk(2), w.cpu().chunk(2)
        return torch.cat([soft, more_soft, bold, more_bold])

    return {k: v if v.ndim == 4 else rows(v, extra[k]) for k, v in state.items()}


def main():
    args = arguments()
    out = args.out or HERE / "runs" / f"{args.network}-{args.id}"
    if not args.painting.is_file():
        raise SystemExit(f"The painting is missing: there is no {args.painting}.")
    source, model = modelfile.network(args.models / f"{args.network}-float32")
    if args.id in [s["id"] for s in model.styles]:
        raise SystemExit(f"The network has a style named {args.id} already; choose another --id.")
    style = as_trained({key: getattr(args, key) for key in ("id", "title", "artist", "year")})
    runs = card.runs_of(args.models / f"{args.network}-float32")
    source = in_pairs(source, model.styles, model.styles)
    trainer = Trainer(args, in_pairs(source, model.styles, [style]), [style], [args.painting], out, runs, frozen=True)
    trainer.run()
    state = trainer.state()
    for which in ("model", "average"):
        state[which] = joined(source.state_dict(), state[which])
    checkpoint.save(out / "checkpoint.pt", {**state, "styles": [*map(as_trained, model.styles), *trainer.styles]})


if __name__ == "__main__":
    main()
