#!/usr/bin/env python3
"""Learn one more painting with a network that is there: the convolutions stay, two rows are learned.

    style.py --network compressed --painting my.jpg --id my --title "My Style" --artist Me --year 2026

Dumoulin et al. 2017: a row is a scale and a shift for every normalized channel, 3,206 numbers here. A style has two of
them, soft and bold (rows.py). They start from those of the style whose paintings are the nearest. The result,
training/runs/<network>-<id>/checkpoint.pt, has one style more than before; export.py makes models of it. A manifest has
one list of styles, so learn the style with both networks before exporting both. Beside it <id>.brushlite has the two
rows alone, as the page saves them: dropped on the page, it is a style there at once.
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
from rows import in_pairs, mixes, with_rows
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


@torch.no_grad()
def nearest(net, styles, painting, data, limit=None):
    """Returns the style of `net` whose paintings are the nearest to `painting`, a file, by the style loss at half boldness.

    One photo of those that steer is painted, in all `styles`.
    """
    vgg, lossnet = strokes.Vgg(data / "loss-network"), losses.LossNetwork(data / "loss-network")
    seen = lambda picture: strokes.features(vgg, lossnet, picture)
    targets = [losses.gram(f) for f in seen(unit(load_picture(painting, SIZE)))]
    photo = unit(training_photos(data, limit)[1][0])
    mix = mixes(with_rows(styles, net.rows), net.rows, 0.5)
    scores = [float(strokes.style_terms(seen(net(photo, m)), targets, strokes.weights())) for m in mix]
    return styles[min(range(len(scores)), key=scores.__getitem__)]


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
        first = next(s for s in model.styles if s["id"] == args.id)
    else:
        first = nearest(source, model.styles, args.painting, args.data, args.limit)
    print(f"starts from {first['title']}", flush=True)
    net = in_pairs(source, model.styles, [first])
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
