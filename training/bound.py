#!/usr/bin/env python3
"""How far the network goes towards what its loss would have: pixels are optimized for the same loss, and compared.

    bound.py models/original-float32 models/compressed-float32 --styles great-wave udnie --crops 10

Gatys et al. 2016 optimize the pixels of each picture; a network can hardly do better. From a network's own painting of
a crop, L-BFGS goes on for --steps. The share of the way from --before (the earlier networks, 0 %) to that bound
(100 %) is what the network has reached. Without --before it is counted from the photo, whose loss is so high that every
network has gone most of the way: that tells little. The loss is that of training at half boldness: content terms plus
strength times style terms (objective.py), without window, variation and stability. The crops are of the photos that
steer training.
"""
import argparse
from pathlib import Path

import numpy as np
import torch

import boldness
import loss as losses
import modelfile
import rows
import strokes
from data import described, load_picture, load_styles, training_photos, unit

ROOT = Path(__file__).resolve().parent.parent
BOLDNESS = 0.5


class Loss:
    """The loss of paintings [N, 3, H, W] of `photos` in one style. painting: [1, 3, H, W]; levels: its (soft, bold)."""

    def __init__(self, lossnet, vgg, photos, painting, levels):
        self.lossnet, self.vgg = lossnet, vgg
        with torch.no_grad():
            self.wanted = lossnet(photos, losses.CONTENT_LAYERS)
            self.targets = [losses.gram(f) for f in strokes.features(vgg, lossnet, painting)]
        self.bold = torch.tensor([BOLDNESS])
        self.strength = boldness.strength(torch.tensor([levels], dtype=torch.float32), self.bold)

    def __call__(self, painted):
        """Returns the loss of each painting: [N]."""
        found = self.lossnet(painted)
        style = strokes.style_terms(strokes.features(self.vgg, self.lossnet, painted, found), self.targets, strokes.weights())
        return losses.content_terms(found, self.wanted, self.bold) + self.strength * style


def optimized(loss, start, steps):
    """Returns the picture [1, 3, H, W] in 0..1 that L-BFGS reaches from `start`, by `loss`, a function of one."""
    pixels = torch.logit(start.clamp(1e-3, 1 - 1e-3)).requires_grad_()  # so that they stay in 0..1
    rule = torch.optim.LBFGS([pixels], max_iter=steps, history_size=20, line_search_fn="strong_wolfe")

    def closure():
        rule.zero_grad()
        value = loss(torch.sigmoid(pixels)).sum()
        value.backward()
        return value

    rule.step(closure)
    return torch.sigmoid(pixels).detach()


def share(before, reached, bound):
    """Returns how much of the way from the loss `before` to `bound` a loss `reached` is, in percent."""
    return 100 * (before - reached) / max(before - bound, 1e-9)


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("models", type=Path, nargs="+", help="float32 model folders; L-BFGS starts from the first one's paintings")
    p.add_argument("--before", type=Path, help="the model to count from; default the photo itself")
    p.add_argument("--styles", nargs="+", default=["great-wave", "udnie"])
    p.add_argument("--crops", type=int, default=10, help="how many; half of them of each style, if there are two")
    p.add_argument("--steps", type=int, default=120, help="of L-BFGS")
    p.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="folder like shared/data")
    return p.parse_args()


def main():
    args = arguments()
    lossnet, vgg = losses.LossNetwork(args.data / "loss-network"), strokes.Vgg(args.data / "loss-network")
    _, steering = training_photos(args.data)
    known, (_, paths) = {s["id"]: s for s in described()}, load_styles(args.data / "styles", args.styles)
    nets = {folder.name: modelfile.network(folder) for folder in args.models}
    before = modelfile.network(args.before) if args.before else None
    shares = {name: [] for name in nets}
    for crop in range(args.crops):
        place = crop % len(args.styles)
        style, photo = known[args.styles[place]], unit(steering[crop % len(steering)])
        painting = unit(load_picture(paths[place], style["size"]))
        loss = Loss(lossnet, vgg, photo, painting, style["levels"])
        with torch.no_grad():
            painted = {name: paint(*given, style["id"], photo) for name, given in nets.items()}
            first = float(loss(paint(*before, style["id"], photo) if before else photo))
            reached = {name: float(loss(picture)) for name, picture in painted.items()}
        bound = float(loss(optimized(loss, next(iter(painted.values())), args.steps)))
        for name, value in reached.items():
            shares[name].append(share(first, value, bound))
        each = "  ".join(f"{name} {value:.3f} ({shares[name][-1]:.0f} %)" for name, value in reached.items())
        print(f"{style['id']:20} before {first:.3f}  {each}  bound {bound:.3f}", flush=True)
    for name, values in shares.items():
        print(f"{name}: {np.mean(values):.1f} % of the way, {min(values):.0f} to {max(values):.0f}")


def paint(net, model, id, photo):
    """Returns the painting [1, 3, H, W] of a photo in the style `id` at half boldness."""
    mixes = rows.mixes(model.styles, net.rows, BOLDNESS)
    return net(photo, mixes[[s["id"] for s in model.styles].index(id)])


if __name__ == "__main__":
    main()
