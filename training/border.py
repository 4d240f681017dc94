"""Whether a network paints a frame: a line along the border that no photo asked for.

The loss network mirrors what is at a picture's border, so a dash there counts twice, and a network can learn to
put some (see objective.WINDOW). Such a line is rougher than lines inside, painted or not.
"""
import numpy as np
import torch

INSIDE = range(12, 20)  # the lines to compare with, pixels from the border


def line(picture, k):
    """[3, H, W] -> [3, 2 (H + W)]: the pixels `k` from the border."""
    return torch.cat([picture[:, k], picture[:, -1 - k], picture[:, :, k], picture[:, :, -1 - k]], 1)


def roughness(picture):
    """Mean absolute difference of neighbours in the outermost line, over that in lines inside; 1: no frame."""
    along = [float(line(picture, k).diff(dim=1).abs().mean()) for k in (0, *INSIDE)]
    return along[0] / max(float(np.mean(along[1:])), 1e-6)


@torch.no_grad()
def measure(net, photos, mixes):
    """Returns the mean `roughness` of the photos, and of their paintings with each of `mixes`.

    photos: [[1, 3, H, W] in 0..1]; mixes: [[1, R]], `style` inputs.
    """
    painted = [float(np.mean([roughness(net(photo, mix)[0]) for photo in photos])) for mix in mixes]
    return float(np.mean([roughness(photo[0]) for photo in photos])), painted
