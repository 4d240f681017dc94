"""Fine lines along rows and columns, as of a canvas, that neither the painting nor the photo has.

The first layers of VGG-19 answer the strongest to upright and level lines with a period of three pixels, so a network
that is trained by them lays such lines over flat areas: three pixels apart, and six, since VGG-19 looks at half size,
too. The term `weave` looks at the spectrum: how much power lies along its two axes, against other directions.
"""
from functools import cache

import numpy as np
import torch

from data import lightness

# Cycles per pixel: where bands of the spectrum begin and end. Coarser lines are what is painted.
BANDS = (0.12, 0.15, 0.18, 0.25, 0.31, 0.38, 0.45)
AXIS = 4  # degrees from an axis of the spectrum that count as along it
OTHER = 12  # degrees from both axes where the other directions begin


@cache
def masks(height, width, device):
    """Returns two masks [B, height * (width // 2 + 1)] of torch.fft.rfft2's power: along the axes, and elsewhere. A row of each adds up to 1."""
    down = torch.fft.fftfreq(height, device=device)[:, None]
    across = torch.fft.rfftfreq(width, device=device)[None, :]
    radius = torch.hypot(down, across)
    angle = torch.rad2deg(torch.atan2(down.abs(), across))
    from_axis = torch.minimum(angle, 90 - angle)
    bands = torch.stack([(radius >= a) & (radius < b) for a, b in zip(BANDS, BANDS[1:])])
    both = (bands & (from_axis < AXIS)).flatten(1).float(), (bands & (from_axis > OTHER)).flatten(1).float()
    return [mask / mask.sum(1, keepdim=True) for mask in both]


def powers(picture):
    """Returns the mean power of each band along the axes and elsewhere, both [N, B], of pictures [N, 3, H, W] in 0..1."""
    light = lightness(picture.float())[:, 0]
    light = light - light.mean((1, 2), keepdim=True)
    height, width = light.shape[1:]
    # Without a window, the border is a step, which has power along both axes.
    window = [torch.hann_window(side, device=light.device) for side in (height, width)]
    spectrum = torch.fft.rfft2(light * window[0][:, None] * window[1])
    power = (spectrum.real**2 + spectrum.imag**2).flatten(1) / (height * width) ** 2
    return [power @ mask.T for mask in masks(height, width, light.device)]


def log_ratios(picture):
    """Returns the logarithm of the power along the axes divided by that elsewhere, [N, B], of pictures [N, 3, H, W] in 0..1. 0: equal power."""
    along, elsewhere = powers(picture)
    return torch.log((along + 1e-12) / (elsewhere + 1e-12))


def excess(painted, photo, paintings):
    """Returns how much more than the photo and the painting each picture [N, 3, H, W] has along the axes, [N], 0 or more.

    paintings: `log_ratios` [N, B] of the painting of each. Only the power along the axes has a gradient: more of the rest
    would be noise.
    """
    along, elsewhere = powers(painted)
    share = torch.log((along + 1e-12) / (elsewhere.detach() + 1e-12))
    with torch.no_grad():
        allowed = torch.maximum(log_ratios(photo), paintings).clamp(min=0)
    return (share - allowed).clamp(min=0).mean(1)


def cloud(side, seed):
    """Returns a picture [1, 3, side, side] in 0..1 without any direction, with the spectrum of a photo."""
    random = np.random.default_rng(seed)
    frequency = np.hypot(*np.meshgrid(np.fft.fftfreq(2 * side), np.fft.fftfreq(2 * side)))
    frequency[0, 0] = np.inf
    layers = [np.fft.ifft2(np.fft.fft2(random.normal(size=frequency.shape)) / frequency**1.3).real for _ in range(4)]
    # Its grey is common to the three colours. Half of a side is taken, since the whole repeats itself.
    colours = np.stack([layers[3] + 0.3 * layer for layer in layers[:3]])[:, :side, :side]
    colours = 0.45 + 0.18 * (colours - colours.mean()) / colours.std()
    return torch.from_numpy(colours.clip(0, 1)).float()[None]


@torch.no_grad()
def measure(net, mixes, paintings, side=512, count=2):
    """Returns [{"painted", "painting"}], one for each of `mixes`: how many times as much power lies along rows and columns as elsewhere.

    Means over the bands (geometric); painted of `count` pictures without a direction. paintings: [[1, 3, H, W]], one a mix.
    """
    found, clouds = [], [cloud(side, seed) for seed in range(count)]
    for mix, painting in zip(mixes, paintings):
        painted = torch.cat([log_ratios(net(picture, mix)) for picture in clouds]).mean()
        found.append({"painted": float(painted.exp()), "painting": float(log_ratios(painting).mean().exp())})
    return found
