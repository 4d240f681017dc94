#!/usr/bin/env python3
"""Where a model's score comes from: content and style by each layer of the loss network, on ten held-out photos.

    layers.py models/original-float32 models/compressed-float32

The numbers of a row add up to the held-out score at the painting's own size (heldout.py chooses the best of three).
relu1_1 sees strokes of a few pixels, relu5_1 what is a hundred wide. The models need to have the same styles.
"""
import argparse
from pathlib import Path

import torch

import loss as losses
import modelfile
from data import held_out, load_picture, load_styles, unit

ROOT = Path(__file__).resolve().parent.parent


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("models", type=Path, nargs="+", help="model folders")
    p.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="folder like shared/data")
    return p.parse_args()


@torch.no_grad()
def parts(net, row, photos, lossnet, grams):
    """-> (content of each of losses.CONTENT_LAYERS, style of each layer), means over photos, weighted as in the score."""
    found = []
    for photo in photos:
        wanted, painted = lossnet(photo), lossnet(net(photo, row))
        content = [losses.distance(painted, wanted, [layer]) for layer in losses.CONTENT_LAYERS]
        style = [losses.style_loss([f], [g]) for f, g in zip(painted, grams)]
        share = losses.STYLE_WEIGHT / len(style)
        found.append(torch.cat([c / len(content) for c in content] + [share * s for s in style]))
    means = torch.stack(found).mean(0)
    return means.split([len(losses.CONTENT_LAYERS), len(grams)])


def main():
    args = arguments()
    lossnet = losses.LossNetwork(args.data / "loss-network")
    photos = [unit(picture) for picture in held_out(args.data)]
    models = {folder.name: modelfile.network(folder) for folder in args.models}
    styles, paths = load_styles(args.data / "styles", [s["id"] for s in next(iter(models.values()))[1].styles])
    for row, (style, path) in zip(torch.eye(len(styles)).split(1), zip(styles, paths)):
        with torch.no_grad():
            grams = [losses.gram(f) for f in lossnet(unit(load_picture(path, style["size"])))]
        for name, (net, _) in models.items():
            net.fast = True
            content, by_layer = parts(net, row, photos, lossnet, grams)
            numbers = lambda values: " ".join(f"{v:.3f}" for v in values.tolist())
            print(f"{style['id']:17} {name:19} content relu3..4 {numbers(content)}  style relu1..5 {numbers(by_layer)}", flush=True)


if __name__ == "__main__":
    main()
