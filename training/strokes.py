"""The style loss: how far a painting's strokes are from those of the painting to learn, by two loss networks.

Fitted to the distilled loss network alone, pictures satisfy that network and not the eye: where it says that relu3_1
is matched, VGG-19 itself does not agree (docs/journal/training.md). So VGG-19 to relu3_1 looks as well, at the full
and at half size, and the distilled network is left what VGG-19 to relu3_1 does not see: relu4_1 and relu5_1.
"""
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

import loss as losses

FILE = "vgg19-to-relu3_1.npz"
CONVS_PER_BLOCK = (2, 2, 1)  # as far as relu3_1

# The weight of each layer's relative Gram distance. "half": of the picture at half its size.
LAYERS = {
    "vgg.relu1_1": 0.3,
    "vgg.relu2_1": 0.6,
    "vgg.relu3_1": 1.4,
    "half.relu1_1": 0.0,
    "half.relu2_1": 0.3,
    "half.relu3_1": 0.8,
    "distilled.relu1_1": 0.0,
    "distilled.relu2_1": 0.0,
    "distilled.relu3_1": 0.2,
    "distilled.relu4_1": 1.1,
    "distilled.relu5_1": 0.5,
}


class Vgg(torch.nn.Module):
    """VGG-19 itself: image [N, 3, H, W] in 0..1 -> features relu1_1, relu2_1, relu3_1, each [N, C, H / 2^i, W / 2^i]."""

    conv = losses.LossNetwork.conv

    def __init__(self, folder):
        super().__init__()
        path = Path(folder) / FILE
        if not path.is_file():
            raise SystemExit(f"The second loss network is missing: there is no {path}.")
        for name, value in np.load(path).items():
            self.register_buffer(name.replace(".", "_"), torch.from_numpy(value))

    def forward(self, image):
        x, features = self.conv(image, "conv0", pad=False), []
        for block, convs in enumerate(CONVS_PER_BLOCK, 1):
            x = F.max_pool2d(x, 2) if block > 1 else x
            for i in range(1, convs + 1):
                x = F.relu(self.conv(x, f"conv{block}{i}"))
                if i == 1:
                    features.append(x)
        return features


def features(vgg, lossnet, image, distilled=None):
    """Returns the features of an image [N, 3, H, W] in the order of LAYERS. `distilled`: those of `lossnet`, if known."""
    small = F.avg_pool2d(image, 2)
    return [*vgg(image), *vgg(small), *(lossnet(image) if distilled is None else distilled)]


def weights(changes=()):
    """Returns the weights of LAYERS in order, with `changes`, {name: weight}, made."""
    changes = dict(changes)
    if unknown := changes.keys() - LAYERS.keys():
        raise SystemExit(f"There is no layer {min(unknown)}; there are {', '.join(LAYERS)}.")
    values = tuple({**LAYERS, **changes}.values())
    if min(values) < 0 or not sum(values):
        raise SystemExit("The weights of layers are 0 or more, and one of them is more than 0.")
    return values


def style_terms(painted, targets, weights):
    """Returns the weighted mean over layers of the relative squared distance of Gram matrices, a value a picture: [N].

    painted: features [N, C, H, W]; targets: Gram matrices [N, C, C]; weights: numbers; one of each a layer.
    """
    terms = []
    for f, target, weight in zip(painted, targets, weights):
        if weight:
            terms.append(weight * ((losses.gram(f) - target) ** 2).sum((1, 2)) / (target**2).sum((1, 2)))
    return torch.stack(terms).sum(0) / sum(weights)
