"""What makes a training step fast: exact rewrites of slow convolutions, compiled elementwise chains, bfloat16.

The rewrites are tested against the plain convolutions. Both follow from moving a factor of two between
space and channels (Shi et al. 2016, "sub-pixel convolution"), and change the result by rounding only.
"""
import shutil
from contextlib import nullcontext
from functools import cache
from pathlib import Path

import torch
import torch.nn.functional as F


def padded(x, amount, mode="reflect"):
    """F.pad on all four sides, in x's own type.

    Under autocast F.pad would work in float32, with a copy before and after: five times slower on a CPU.
    """
    with torch.autocast(x.device.type, enabled=False):
        return F.pad(x, [amount] * 4, mode=mode)


# Channels are (dy, dx, c) in both directions: what lies together in channels_last stays together, so both, and
# their gradients, move long runs of memory. In pixel_unshuffle's order (c, dy, dx) they were a quarter of a step.
def space_to_depth(x):
    """[N, C, 2H, 2W] -> [N, 4C, H, W], channel (dy, dx, c), channels_last."""
    n, c, h, w = x.shape
    rows = x.permute(0, 2, 3, 1).reshape(n, h // 2, 2, w // 2, 2 * c)
    return rows.transpose(2, 3).reshape(n, h // 2, w // 2, 4 * c).permute(0, 3, 1, 2)


def depth_to_space(x):
    """[N, 4C, H, W] -> [N, C, 2H, 2W], the inverse of space_to_depth."""
    n, c, h, w = x.shape
    rows = x.permute(0, 2, 3, 1).reshape(n, h, w, 2, c // 2)
    return rows.transpose(2, 3).reshape(n, 2 * h, 2 * w, c // 4).permute(0, 3, 1, 2)


def reflect_conv_folded(x, weight):
    """Stride-1 convolution with reflect padding, computed at half size with 4x the channels on both sides.

    x [N, C, H, W] with even H and W, weight [O, C, k, k] with odd k. Worth it where C or O is tiny
    (the 9x9 layers), which matrix units are bad at.
    """
    x = space_to_depth(padded(x, weight.shape[-1] // 2))
    # Output pixel (2i + a, 2j + b) reads input rows 2i + a + u: shift the kernel by (a, b) inside k + 1 taps.
    phases = [F.pad(weight, (b, 1 - b, a, 1 - a)) for a in (0, 1) for b in (0, 1)]
    return depth_to_space(F.conv2d(x, space_to_depth(torch.cat(phases))))


def phases(weight, axis):
    """The taps (p, q, r) of a 3-tap kernel that meets a map, doubled: those of the output's even and odd rows."""
    p, q, r = weight.unbind(axis)
    none = torch.zeros_like(p)
    return torch.stack([p, q + r, none], axis), torch.stack([none, p + q, r], axis)


def upsample_conv_phases(x, weight):
    """Nearest x2, reflect padding by 1, then a 3x3 convolution: the four output phases on the small map.

    Reflecting the large map by one pixel repeats the small map's edge, hence replicate padding.
    """
    kernels = torch.cat([kernel for rows in phases(weight, 2) for kernel in phases(rows, 3)])
    return depth_to_space(F.conv2d(padded(x, 1, "replicate"), kernels))


class ChannelsLastGradient(torch.autograd.Function):
    """The identity, whose gradient is in channels_last, the order that convolutions work in.

    Norms give theirs in the order of NCHW, which a GPU copies around each convolution. A compiled backward pass can
    write it in this order at once.
    """

    @staticmethod
    def forward(ctx, x):
        return x.view_as(x)

    @staticmethod
    def backward(ctx, gradient):
        return gradient.contiguous(memory_format=torch.channels_last)


def fused(function):
    """`function` compiled to one pass over memory, where this PyTorch can (2.x, and a C++ compiler on a CPU).

    On a CPU with matrix units the convolutions are so fast that normalization and losses, written as a
    chain of passes over memory, take most of a step: compiled they take a sixth.
    """
    if not hasattr(torch, "compile") or not (torch.cuda.is_available() or shutil.which("g++")):
        return function
    torch._dynamo.config.cache_size_limit = 64  # one version a layer shape
    return torch.compile(function, dynamic=False)


def autocast(device):
    """bfloat16 where the hardware computes in it (AMX, AVX512-BF16, CUDA) and PyTorch has all it takes; float32 elsewhere."""
    computes = any(unit in cpu_flags() for unit in ("amx_bf16", "avx512_bf16"))
    if device.type == "cuda" or (computes and pads_bfloat16()):
        return torch.autocast(device.type, torch.bfloat16)
    return nullcontext()


@cache
def cpu_flags():
    try:
        return Path("/proc/cpuinfo").read_text()
    except OSError:
        return ""


@cache
def pads_bfloat16():
    """Not on the CPU before PyTorch 2."""
    try:
        return bool(F.pad(torch.ones(1, 1, 2, 2, dtype=torch.bfloat16), [1] * 4, mode="reflect").all())
    except RuntimeError:
        return False
