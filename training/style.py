#!/usr/bin/env python3
"""Learn one more painting with a network that is there: the convolutions stay, two rows are learned.

    style.py --network compressed --painting my.jpg --id my --title "My Style" --artist Me --year 2026

Dumoulin et al. 2017: a row is a scale and a shift for every normalized channel, 3,206 numbers here. A style has two of
them, soft and bold (rows.py). They start from those of the style whose paintings are the nearest, or from a mix of the
nearest ones. The result, training/runs/<network>-<id>/checkpoint.pt, has one style more than before; export.py makes
models of it. A manifest has one list of styles, so learn the style with both networks before exporting both. Beside it
<id>.brushlite has the two rows alone, as the page saves them: dropped on the page, it is a style there at once.
"""
import argparse
from pathlib import Path

import torch

import card
import checkpoint
import loss as losses
import modelfile
import rowsfile
import strokes
from data import described, load_picture, training_photos, unit
from rows import in_pairs, mixed_pair
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
    p.add_argument("--replace", action="store_true", help="learn a style of the network once more, from the rows that it has")
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


def one_each(state, styles):
    """Returns the checkpoint `state` of `styles` without the rows of the first of two styles that have one id."""
    last = {style["id"]: place for place, style in enumerate(styles)}
    kept = sorted(last.values())
    rows = [*kept, *(place + len(styles) for place in kept)]
    for which in ("model", "average"):
        state[which] = {k: v if v.ndim == 4 else v[rows] for k, v in state[which].items()}
    return {**state, "styles": [styles[place] for place in kept]}


MIXES = (2, 3, 4)  # how many of the nearest styles are mixed; as in src/engine/learning/nearest.ts


@torch.no_grad()
def beginning(net, painting, data, limit=None):
    """Returns the share [S] of each style in what learning `painting`, a file, begins with.

    `net` has two rows for each of S styles, soft ones first. The nearest style, by the style loss at half boldness, or a
    mix of the nearest ones where that is nearer. A style's share of a mix falls with the square of its loss. One photo of
    those that steer is painted.
    """
    vgg, lossnet = strokes.Vgg(data / "loss-network"), losses.LossNetwork(data / "loss-network")
    seen = lambda picture: strokes.features(vgg, lossnet, picture)
    targets = [losses.gram(f) for f in seen(unit(load_picture(painting, SIZE)))]
    photo = unit(training_photos(data, limit)[1][0])

    def loss(shares):
        mix = torch.cat([shares, shares])[None] / 2
        return float(strokes.style_terms(seen(net(photo, mix)), targets, strokes.weights()))

    return nearest_mix([loss(shares) for shares in torch.eye(net.rows // 2)], loss)


def nearest_mix(alone, loss):
    """Returns the shares [S] of the lowest `loss`: of the nearest style, or of a mix of the nearest ones.

    alone: [S], the loss of each style; loss: a function of shares, a tensor [S]
    """
    order = sorted(range(len(alone)), key=alone.__getitem__)
    tried = []
    for count in (1, *MIXES):
        shares = torch.zeros(len(order))
        for place in order[:count]:
            shares[place] = (alone[place] + 1e-6) ** -2
        shares /= shares.sum()
        tried.append((alone[order[0]] if count == 1 else loss(shares), shares))
    return min(tried, key=lambda pair: pair[0])[1]


def rows_file(trainer, style, fingerprint, painting):
    """Returns the bytes of the file of the learned style: the running average of its two rows."""
    net = checkpoint.network_of(trainer.state(), "average")
    soft, bold = (rowsfile.row_of(net, place) for place in (0, 1))
    thumbnail = rowsfile.thumbnail_of(painting)
    return rowsfile.encode(style["title"], net.spec["id"], fingerprint, trainer.step, soft, bold, thumbnail)


def main():
    args = arguments()
    out = args.out or HERE / "runs" / f"{args.network}-{args.id}"
    if not args.painting.is_file():
        raise SystemExit(f"The painting is missing: there is no {args.painting}.")
    source, model = modelfile.network(args.models / f"{args.network}-float32")
    taken = args.id in [s["id"] for s in model.styles]
    if taken and not args.replace:
        raise SystemExit(f"The network has a style named {args.id} already; choose another --id, or --replace it.")
    if args.replace and not taken:
        raise SystemExit(f"The network has no style named {args.id} that could be replaced.")
    style = as_trained({key: getattr(args, key) for key in ("id", "title", "artist", "year")})
    runs = card.runs_of(args.models / f"{args.network}-float32")
    source = in_pairs(source, model.styles, model.styles)
    if args.replace:
        shares = torch.tensor([float(s["id"] == args.id) for s in model.styles])
    else:
        shares = beginning(source, args.painting, args.data, args.limit)
    parts = [f"{share:.0%} {s['title']}" for s, share in zip(model.styles, shares.tolist()) if share]
    print(f"starts from {', '.join(parts)}", flush=True)
    net = mixed_pair(source, shares)
    trainer = Trainer(args, net, [style], [args.painting], out, runs, frozen=True)
    trainer.run()
    file = rows_file(trainer, style, modelfile.fingerprint(model.weights), args.painting)
    (out / f"{args.id}{rowsfile.SUFFIX}").write_bytes(file)
    state = trainer.state()
    for which in ("model", "average"):
        state[which] = joined(source.state_dict(), state[which])
    styles = [*map(as_trained, model.styles), *trainer.styles]
    checkpoint.save(out / "checkpoint.pt", one_each(state, styles) if args.replace else {**state, "styles": styles})


if __name__ == "__main__":
    main()
