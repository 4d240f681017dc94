"""The style-transfer network, built from a NetworkSpec.

Johnson et al. 2016 (the layout), Ulyanov et al. 2016 (instance normalization), Dumoulin et al. 2017
(conditional instance normalization: one row of scale and shift a style).
"""
import math

import torch
import torch.nn.functional as F
from torch import nn

from fast import ChannelsLastGradient, padded, reflect_conv_folded, upsample_conv_phases
from prune import kept
from spec import convolutions

EPSILON = 1e-5


def normalize(x, scale, shift, activation, residual=None):
    """Instance norm of each channel of each picture over its pixels, activation, and the residual addition.

    x [N, C, H, W]; scale, shift [N, C]; residual like x. Computed in float32, returned in x's type.
    """
    wide = x.float()
    var, mean = torch.var_mean(wide, (2, 3), unbiased=False)
    gain = scale * torch.rsqrt(var + EPSILON)
    bias = shift - mean * gain
    y = wide * gain[:, :, None, None] + bias[:, :, None, None]
    if activation == "sigmoid":
        return torch.sigmoid(y)
    y = (F.relu(y) if activation == "relu" else y).to(x.dtype)
    return y if residual is None else y + residual


def shift_taps(channels):
    """-> [channels, 1, 3, 3], a single 1 in each: in the middle for the first half, elsewhere for eighths of the second.

    The eight offsets are in the order of reading, from above left to below right.
    """
    groups = [4] * 8 + [i for i in range(9) if i != 4]
    taps = torch.tensor(groups).repeat_interleave(channels // 16)
    return F.one_hot(taps, 9).float().view(channels, 1, 3, 3)


def shifted(x, taps, distance):
    """[N, C, H, W], C a multiple of 16 -> the same, with half of the channels shifted by `distance`, reflected at the border.

    Wu et al. 2018, "Shift: A Zero FLOP, Zero Parameter Alternative to Spatial Convolutions": with it a 1x1
    convolution mixes pixels. As a depthwise convolution with `taps`, those of shift_taps(C): that costs less
    than cutting and joining.
    """
    return F.conv2d(padded(x, distance), taps.to(x.dtype), groups=x.shape[1], dilation=distance)


def reflect_conv(x, weight, stride=1, groups=1):
    """Convolution with reflect padding of kernel // 2 and no bias."""
    k = weight.shape[-1] // 2
    return F.conv2d(padded(x, k) if k else x, weight, stride=stride, groups=groups)


def file_axes(conv):
    """The axes of PyTorch's kernel [out, in, k, k], or [channels, 1, k, k], in the order of the model format."""
    return (2, 3, 0, 1) if conv.depthwise else (2, 3, 1, 0)


class ConditionalConv(nn.Module):
    """Convolution, conditional instance norm, activation: one `Conv` of the spec."""

    def __init__(self, conv, rows):
        super().__init__()
        self.conv = conv
        inputs = 1 if conv.depthwise else conv.cin
        fan_in = inputs * conv.kernel**2
        self.weight = nn.Parameter(torch.randn(conv.cout, inputs, conv.kernel, conv.kernel) / math.sqrt(fan_in))
        if conv.normalized:
            # A residual branch that starts small keeps the first steps of training near the identity.
            self.scale = nn.Parameter(torch.full((rows, conv.cout), 0.5 if conv.adds else 1.0))
            self.shift = nn.Parameter(torch.zeros(rows, conv.cout))
        # No weight, so not part of the state. On the module's device: a CUDA graph can't copy it there.
        self.register_buffer("taps", shift_taps(conv.cin) if conv.shift else None, persistent=False)

    def read(self, x):
        """Returns what the kernel works on: `x`, or `x` with half of its channels shifted."""
        distance = self.conv.shift
        return shifted(x, self.taps, distance) if distance else x

    def convolve(self, x, fast):
        c, x = self.conv, self.read(x)
        if c.upsample == 2:
            if fast and c.kernel == 3 and not c.depthwise:
                return upsample_conv_phases(x, self.weight)
            x = F.interpolate(x, scale_factor=2, mode="nearest")
        if fast and c.stride == 1 and c.cout <= 4 and not c.depthwise:
            return reflect_conv_folded(x, self.weight)
        return reflect_conv(x, self.weight, c.stride, c.cin if c.depthwise else 1)

    def forward(self, x, style, net, residual):
        y = self.convolve(x, net.fast)
        if y.is_cuda and y.requires_grad:
            y = ChannelsLastGradient.apply(y)
        if not self.conv.normalized:
            return y
        return net.normalize(y, style @ self.scale, style @ self.shift, self.conv.activation, residual)


class StyleNet(nn.Module):
    """image [N, 3, H, W] in 0..1, H and W multiples of 4 (of 20 and more for the compressed network); style [N, R], a mix of the R rows, sums to 1 -> [N, 3, H, W] in 0..1.

    For training, `fast` computes the same with the rewrites of fast.py, and `normalize` can be set to a
    compiled version of the function above.
    """

    def __init__(self, spec, rows):
        super().__init__()
        self.spec, self.rows = spec, rows
        self.fast, self.normalize = False, normalize
        # ModuleDict forbids neither "/" nor order: the keys are the weight names of the model format.
        self.convs = nn.ModuleDict({c.name: ConditionalConv(c, rows) for c in convolutions(spec)})
        for module in self.convs.values():
            if module.conv.shares:
                module.weight = self.convs[module.conv.shares].weight

    def forward(self, image, style, end=None):
        """`end`: the name of a convolution, to get what comes to that one instead of the painting."""
        x, block_input = image, None
        for name, module in self.convs.items():
            if name == end:
                break
            if module.conv.keeps:
                block_input = x
            x = module(x, style, self, block_input if module.conv.adds else None)
        return x

    def named_weights(self):
        """-> {name: tensor} in the model format: weights [k, k, in, out], of depthwise ones [k, k, channels, 1], scale and shift [R, C]."""
        out = {}
        for name, module in self.convs.items():
            if not module.conv.shares:
                out[module.conv.weights] = module.weight.detach().permute(file_axes(module.conv)).contiguous()
            if module.conv.normalized:
                out[f"{name}/scale"] = module.scale.detach()
                out[f"{name}/shift"] = module.shift.detach()
        return out

    @torch.no_grad()
    def set_named_weights(self, weights):
        """The inverse of named_weights. Raises ValueError on a missing name or a wrong shape."""
        for name, own in self.named_weights().items():
            given = weights.get(name)
            if given is None or tuple(given.shape) != tuple(own.shape):
                found = "is missing" if given is None else f"has shape {tuple(given.shape)}"
                raise ValueError(f"Weight {name} {found}; {self.spec['id']} wants {tuple(own.shape)}.")
            layer, _, kind = name.rpartition("/")
            module = self.convs[layer]
            if kind == "weights":
                axes = file_axes(module.conv)
                module.weight.copy_(given.permute([axes.index(i) for i in range(4)]))
            else:
                getattr(module, kind).copy_(given)


@torch.no_grad()
def warm_start(net, source, rows=None):
    """Copy from `source`, a StyleNet, what it has in the same shape. Kernels of another size are left to fit.py.

    But a larger depthwise kernel has the smaller one in its middle, zeros around it, and so does the same.
    A narrower network gets the channels that matter most (prune.py).
    `rows`: for each row of `net` the rows of `source` that it is the mean of; default the same rows.
    """
    rows = rows or [[row] for row in range(net.rows)]
    channels, inputs = kept(net, source), torch.arange(net.spec["input"])
    for name, module in net.convs.items():
        outputs = channels.get(name)
        other = source.convs[name] if name in source.convs else None
        if other is not None and not module.conv.shares:
            weight = other.weight if outputs is None else other.weight[outputs]
            weight = weight if inputs is None or module.conv.depthwise else weight[:, inputs]
            if module.conv.depthwise and other.conv.depthwise:
                weight = F.pad(weight, [max(0, module.conv.kernel - other.conv.kernel) // 2] * 4)
            if module.weight.shape == weight.shape:
                module.weight.copy_(weight)
        if outputs is not None and module.conv.cout == len(outputs):
            for own, given in ((module.scale, other.scale), (module.shift, other.shift)):
                own.copy_(torch.stack([given[sources][:, outputs].mean(0) for sources in rows]))
        inputs = outputs
