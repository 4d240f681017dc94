"""The training loss: perceptual content and style by the distilled VGG-19, and total variation.

Gatys et al. 2016 and Johnson et al. 2016, each term relative to its own target's energy as in
shared/quality/measure.py, so that content_loss + STYLE_WEIGHT * style_loss is the judge's score at one style
size. Training uses the content terms of this file and the style terms of strokes.py. The loss network is Wang et al. 2020, "Collaborative Distillation".
"""
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from fast import padded

STYLE_WEIGHT = 6.0
CONVS_PER_BLOCK = (2, 2, 4, 4, 1)
CONTENT_LAYERS = (2, 3)  # relu3_1, relu4_1
FILE = "vgg19-distilled-16x.npz"
TURNS = 8  # symmetries of the square


class LossNetwork(torch.nn.Module):
    """image [N, 3, H, W] in 0..1 -> features relu1_1 .. relu5_1, each [N, C, H / 2^i, W / 2^i]."""

    def __init__(self, folder):
        super().__init__()
        path = Path(folder) / FILE
        if not path.is_file():
            raise SystemExit(f"The loss network is missing: there is no {path}.")
        for name, value in np.load(path).items():
            self.register_buffer(name.replace(".", "_"), torch.from_numpy(value))

    def conv(self, x, name, pad=True):
        x = padded(x, 1) if pad else x
        return F.conv2d(x, getattr(self, name + "_weight"), getattr(self, name + "_bias"))

    def forward(self, image, layers=range(len(CONVS_PER_BLOCK))):
        """`layers`: which of the features are wanted; the others are None, and what only they need isn't computed."""
        x, features, last = self.conv(image, "conv0", pad=False), [None] * len(CONVS_PER_BLOCK), max(layers)
        for block in range(last + 1):
            x = F.max_pool2d(x, 2) if block else x
            x = F.relu_(self.conv(x, f"conv{block + 1}1"))
            if block in layers:
                features[block] = F.relu_(self.conv(x, f"conv{block + 1}1_aux", pad=False))
            if block < last:
                for i in range(2, CONVS_PER_BLOCK[block] + 1):
                    x = F.relu_(self.conv(x, f"conv{block + 1}{i}"))
        return features


def gram(f):
    """[N, C, H, W] -> [N, C, C], mean over pixels, in float32.

    G = F'F, so dF = F (dG + dG'). Autograd would come to it by two products, one of which lies across memory,
    and add them; with one factor held constant and G written as A + A' - A it is a single product.
    """
    n, c, h, w = f.shape
    flat = f.permute(0, 2, 3, 1).reshape(n, h * w, c)
    product = torch.matmul(flat.detach().transpose(1, 2), flat).float() / (h * w)
    return product + product.transpose(1, 2) - product.detach()


def content_loss(painted, photo):
    """Relative squared distance of the content features, a value a picture: [N]."""
    return distance(painted, photo, CONTENT_LAYERS)


def content_terms(painted, photo, boldness):
    """Returns the content loss in training [N]: the relative distance at relu4_1, and for soft ones half that at relu3_1.

    relu3_1 holds the very features whose Gram matrices are to become the painting's, so bold ones aren't held there.
    boldness: [N] in 0..1.
    """
    near, far = (distance(painted, photo, (layer,)) for layer in CONTENT_LAYERS)
    return far + 0.5 * (1 - boldness) * near


def distance(painted, photo, layers):
    """Relative squared distance of the features of `layers`, their mean, a value a picture: [N]."""
    terms = []
    for layer in layers:
        f, g = painted[layer].float(), photo[layer].float()
        terms.append(((f - g) ** 2).mean((1, 2, 3)) / (g**2).mean((1, 2, 3)).clamp_min(1e-8))
    return torch.stack(terms).mean(0)


def style_loss(painted, targets):
    """Relative squared distance of the Gram matrices to `targets` (one [N, C, C] a layer): [N]."""
    terms = []
    for f, target in zip(painted, targets):
        terms.append(((gram(f) - target) ** 2).sum((1, 2)) / (target**2).sum((1, 2)))
    return torch.stack(terms).mean(0)


def turned(x, turn):
    """The picture [N, C, H, W], mirrored and turned by a quarter: `turn` is one of the square's TURNS symmetries.

    Seen through them, one loss network is eight: a pattern that fools its filters (fine hatching does)
    rarely fools all, and without it pictures gain by other judges, too.
    """
    x = x.flip(-1) if turn & 1 else x
    x = x.flip(-2) if turn & 2 else x
    return x.transpose(-1, -2).contiguous(memory_format=torch.channels_last) if turn & 4 else x


def total_variation(image):
    """Mean absolute difference of neighbouring pixels, a value a picture: [N]."""
    dy = (image[:, :, 1:] - image[:, :, :-1]).abs().mean((1, 2, 3))
    dx = (image[:, :, :, 1:] - image[:, :, :, :-1]).abs().mean((1, 2, 3))
    return dx + dy
