"""The rim of a picture is painted as if the picture went on.

Close to the border a network sees less than elsewhere. Left alone, it paints a pale haze there, 32 pixels wide, with
half of the contrast. What it would paint is known: it is what the same network paints of the photo with a wide,
reflected border, which is cut off again. That is the target of the term `rim`.
"""
import torch
import torch.nn.functional as F

from data import lightness
from stability import RIM

OUTERMOST = 8  # pixels that `contrast` looks at


def widened(photo, width=RIM):
    """Returns [N, C, H, W] with a reflected border of `width` pixels, a multiple of 4: [N, C, H + 2 width, W + 2 width]."""
    return F.pad(photo, (width,) * 4, mode="reflect")


@torch.no_grad()
def target(net, photo, mix, width=RIM):
    """Returns what `net` paints of `photo` [N, 3, H, W] where the picture goes on around it: [N, 3, H, W]."""
    return net(widened(photo, width), mix)[:, :, width:-width, width:-width]


def difference(painted, wanted, width=RIM):
    """Mean squared difference [N] of two pictures [N, C, H, W] in their rims, `width` pixels wide."""
    difference = (painted - wanted) ** 2
    inner = difference[:, :, width:-width, width:-width]
    pixels = difference[0].numel() - inner[0].numel()
    return (difference.sum((1, 2, 3)) - inner.sum((1, 2, 3))) / pixels


@torch.no_grad()
def contrast(net, photos, mixes, width=RIM, rings=OUTERMOST):
    """Returns how much contrast the rim has, against the same pixels with a border around: 1: equal; below 1: haze.

    Contrast is the mean distance of lightness from its mean over 9 x 9 pixels, in the outermost `rings` pixels.
    photos: [[1, 3, H, W] in 0..1]; mixes: [[1, R]], `style` inputs. A number for each mix, mean over photos.
    """
    out = []
    for mix in mixes:
        shares = [
            rough(net(photo, mix), rings) / max(rough(target(net, photo, mix, width), rings), 1e-6) for photo in photos
        ]
        out.append(sum(shares) / len(shares))
    return out


def rough(picture, rings):
    """Returns the contrast of the outermost `rings` pixels of [1, 3, H, W]."""
    light = lightness(picture)
    away = (light - F.avg_pool2d(F.pad(light, (4,) * 4, mode="reflect"), 9, 1)).abs()
    inner = away[:, :, rings:-rings, rings:-rings]
    return float((away.sum() - inner.sum()) / (away.numel() - inner.numel()))
