"""What makes a training step fast: exact rewrites of slow convolutions, and compiled elementwise chains.

The rewrites are tested against the plain convolutions. Both follow from moving a factor of two between space and channels (Shi et al. 2016, "sub-pixel
convolution"), and change the result by rounding only.
"""
import shutil

import torch
import torch.nn.functional as F


def space_to_depth(x):
    """[N, C, 2H, 2W] -> [N, 4C, H, W], channel (c, dy, dx). Keeps channels_last, which pixel_unshuffle loses."""
    n, c, h, w = x.shape
    y = x.view(n, c, h // 2, 2, w // 2, 2).permute(0, 2, 4, 1, 3, 5).reshape(n, h // 2, w // 2, 4 * c)
    return y.permute(0, 3, 1, 2)


def depth_to_space(x):
    """[N, 4C, H, W] -> [N, C, 2H, 2W], the inverse of space_to_depth."""
    n, c, h, w = x.shape
    y = x.view(n, c // 4, 2, 2, h, w).permute(0, 4, 2, 5, 3, 1).reshape(n, 2 * h, 2 * w, c // 4)
    return y.permute(0, 3, 1, 2)


def reflect_conv_folded(x, weight):
    """Stride-1 convolution with reflect padding, computed at half size with 4x the channels on both sides.

    x [N, C, H, W] with even H and W, weight [O, C, k, k] with odd k. Worth it where C or O is tiny
    (the 9x9 layers), which matrix units are bad at.
    """
    k = weight.shape[-1]
    x = space_to_depth(F.pad(x, [k // 2] * 4, mode="reflect"))
    # Output pixel (2i + a, 2j + b) reads input rows 2i + a + u: shift the kernel by (a, b) inside k + 1 taps.
    phases = [F.pad(weight, (b, 1 - b, a, 1 - a)) for a in (0, 1) for b in (0, 1)]
    folded = F.pixel_unshuffle(torch.stack(phases, 1).flatten(0, 1), 2)
    return depth_to_space(F.conv2d(x, folded))


# Row r of PHASE[a] says which taps of a 3-tap kernel meet the small map's row r - 1 in output phase a.
PHASE = torch.tensor([[[1, 0, 0], [0, 1, 1], [0, 0, 0]], [[0, 0, 0], [1, 1, 0], [0, 0, 1]]], dtype=torch.float32)


def upsample_conv_phases(x, weight):
    """Nearest x2, reflect padding by 1, then a 3x3 convolution: the four output phases on the small map.

    Reflecting the large map by one pixel repeats the small map's edge, hence replicate padding.
    """
    phase = PHASE.to(weight)
    kernels = torch.einsum("aru,bsv,ocuv->oabcrs", phase, phase, weight).flatten(0, 2)
    return depth_to_space(F.conv2d(F.pad(x, [1] * 4, mode="replicate"), kernels))


def fused(function):
    """`function` compiled to one pass over memory, where this PyTorch can (2.x, and a C++ compiler on a CPU).

    On a CPU with matrix units the convolutions are so fast that normalization and losses, written as a
    chain of passes over memory, take most of a step: compiled they take a sixth.
    """
    if not hasattr(torch, "compile") or not (torch.cuda.is_available() or shutil.which("g++")):
        return function
    torch._dynamo.config.cache_size_limit = 64  # one version a layer shape
    return torch.compile(function, dynamic=False)
