#!/usr/bin/env python3
"""Where a model's score comes from: content and style by each layer of the loss network, on the ten photos that steer training.

    layers.py models/original-float32 models/compressed-float32

The numbers of a row add up to the held-out score at the painting's own size (heldout.py chooses the best of three).
relu1_1 sees strokes of a few pixels, relu5_1 what is a hundred wide. The models need to have the same styles.
"""
import argparse
from pathlib import Path

import torch

import loss as losses
import modelfile
import rows
from data import load_picture, load_styles, training_photos, unit

ROOT = Path(__file__).resolve().parent.parent


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("models", type=Path, nargs="+", help="model folders")
    p.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="folder like shared/data")
    p.add_argument("--boldness", type=float, default=0.0, help="0 soft .. 1 bold; default soft, as heldout.py scores")
    return p.parse_args()


@torch.no_grad()
def parts(net, mix, photos, lossnet, grams):
    """-> (content of each of losses.CONTENT_LAYERS, style of each layer), means over photos, weighted as in the score."""
    found = []
    for photo in photos:
        wanted, painted = lossnet(photo), lossnet(net(photo, mix))
        content = [losses.distance(painted, wanted, [layer]) for layer in losses.CONTENT_LAYERS]
        style = [losses.style_loss([f], [g]) for f, g in zip(painted, grams)]
        share = losses.STYLE_WEIGHT / len(style)
        found.append(torch.cat([c / len(content) for c in content] + [share * s for s in style]))
    means = torch.stack(found).mean(0)
    return means.split([len(losses.CONTENT_LAYERS), len(grams)])


def main():
    args = arguments()
    lossnet = losses.LossNetwork(args.data / "loss-network")
    photos = [unit(picture) for picture in training_photos(args.data)[1]]
    models = {folder.name: modelfile.network(folder) for folder in args.models}
    styles, paths = load_styles(args.data / "styles", [s["id"] for s in next(iter(models.values()))[1].styles])
    for i, (style, path) in enumerate(zip(styles, paths)):
        with torch.no_grad():
            grams = [losses.gram(f) for f in lossnet(unit(load_picture(path, style["size"])))]
        for name, (net, model) in models.items():
            net.fast = True
            mix = rows.mixes(model.styles, net.rows, args.boldness)[i]
            content, by_layer = parts(net, mix, photos, lossnet, grams)
            numbers = lambda values: " ".join(f"{v:.3f}" for v in values.tolist())
            print(f"{style['id']:17} {name:19} content relu3..4 {numbers(content)}  style relu1..5 {numbers(by_layer)}", flush=True)


if __name__ == "__main__":
    main()
