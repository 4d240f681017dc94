"""Kernels fitted to what a trained network's do, where they read something else than those.

Each in turn, from the first layer to the last, by least squares on photos (Zhang et al. 2016, "Accelerating Very
Deep Convolutional Networks"): with the input that the new network really has, so that what the layers before it
lack is made up for as far as it goes. A narrower network is fitted to the channels that it keeps (prune.py).
"""
import torch
import torch.nn.functional as F

from fast import padded
from prune import kept

PICTURES = 4  # at once
RIDGE = 1e-3  # of the mean variance of the inputs, against channels that never differ
TURNS = 20  # of the two factors of a separable convolution, each fitted with the other one fixed


def centred(x):
    """[N, C, H, W] -> [C, N H W], less each picture's mean, which the norm takes out."""
    return (x - x.mean((2, 3), keepdim=True)).transpose(0, 1).flatten(1)


def taps(x, conv):
    """[N, C, H, W] -> [N, C k k, h, w]: all that a kernel of `conv` reads for each pixel of its output."""
    if conv.upsample == 2:
        x = F.interpolate(x, scale_factor=2, mode="nearest")
    n, k = len(x), conv.kernel
    h, w = (side // conv.stride for side in x.shape[2:])
    return F.unfold(padded(x, k // 2) if k > 1 else x, k, stride=conv.stride).view(n, -1, h, w)


def batches(source, photos, size=PICTURES):
    """-> pictures and one row for each, photo i with row i, the rows over and over"""
    for start, batch in enumerate(photos.split(size)):
        rows = torch.arange(start * size, start * size + len(batch)) % source.rows
        yield batch, torch.eye(source.rows)[rows]


def moments(net, source, name, photos, outputs):
    """-> (S [C k k, C k k], M [O, C k k]): inputs of `net`'s convolution times themselves, and `source`'s outputs times these.

    Each output is scaled to a variance of 1, since the norm takes out its scale. `outputs`: which channels; None: all.
    """
    first = net.convs[f"{name}/depthwise" if f"{name}/depthwise" in net.convs else name]
    seen = made = power = 0.0
    # A large kernel of many channels reads hundreds of megabytes of taps from a picture.
    at_once = PICTURES if first.conv.cin * first.conv.kernel**2 < 1000 else 1
    for batch, one_hot in batches(source, photos, at_once):
        x = centred(taps(first.read(net(batch, one_hot, end=first.conv.name)), first.conv))
        y = source.convs[name].convolve(source(batch, one_hot, end=name), source.fast)
        y = centred(y if outputs is None else y[:, outputs])
        seen, made, power = seen + x @ x.T, made + y @ x.T, power + (y * y).mean(1) / len(photos) * len(batch)
    return seen, made / power.clamp(min=1e-12).sqrt()[:, None]


def solved(seen, made):
    """-> the least squares solution A of A seen = made"""
    ridge = RIDGE * seen.diagonal().mean() * torch.eye(len(seen))
    return torch.linalg.solve(seen + ridge, made.T).T


def separated(seen, made, channels):
    """-> (depthwise [C, 1, k, k], pointwise [O, C, 1, 1]) whose product is closest to the solution of `solved`.

    From the best kernel of rank one of each input channel, then by turns each factor by least squares.
    """
    outputs, size = len(made), len(seen) // channels
    kernels = solved(seen, made).view(outputs, channels, size).transpose(0, 1)
    each = torch.linalg.svd(kernels, full_matrices=False).Vh[:, 0]  # [C, k k]
    wide, moment = seen.view(channels, size, channels, size), made.view(outputs, channels, size)
    for _ in range(TURNS):
        points = solved(torch.einsum("ck,ckdl,dl->cd", each, wide, each), torch.einsum("ock,ck->oc", moment, each))
        both = torch.einsum("oc,od,ckdl->ckdl", points, points, wide).reshape(seen.shape)
        each = solved(both, torch.einsum("oc,ock->ck", points, moment).flatten()[None]).view(channels, size)
        # What one factor is larger by, the other is smaller by: both stay of an ordinary size.
        each = each / each.norm(dim=1, keepdim=True).clamp(min=1e-12)
    points = solved(torch.einsum("ck,ckdl,dl->cd", each, wide, each), torch.einsum("ock,ck->oc", moment, each))
    side = round(size**0.5)
    return each.view(channels, 1, side, side), points[:, :, None, None]


def low_rank(net, source, name, photos):
    """-> the kernels of `name`/reduce and of `name` whose outputs, less their means, are closest to `source`'s over all rows.

    By the directions in which those outputs differ most (Zhang et al. 2016, section 3.1), each channel by its own deviation,
    since the norm takes out its scale.
    """
    made, pixels, first = 0.0, 0, f"{name}/reduce"
    for batch, one_hot in batches(source, photos):
        y = centred(source.convs[name].convolve(net(batch, one_hot, end=first), source.fast))
        made, pixels = made + y @ y.T, pixels + y.shape[1]
    # Outputs of a variance near 1, beside which the norm's epsilon is nothing.
    deviation = (made.diagonal() / pixels).clamp(min=1e-12).sqrt()
    correlation = made / deviation[:, None] / deviation[None]
    directions = torch.linalg.eigh(correlation).eigenvectors[:, -net.convs[first].conv.cout :]
    kernels = source.convs[name].weight / deviation[:, None, None, None]
    return torch.einsum("or,oikl->rikl", directions, kernels), directions[:, :, None, None]


def differing(net, source):
    """-> the names of convolutions that read something else in `source`, or are made of others than there.

    Not those that have another's weights: these are trained from what they start with. Nor those whose depthwise kernel
    is only larger: warm_start copied the smaller one into its middle.
    """
    def made_of(of, name):
        parts = [of.convs[f"{name}{part}"].conv for part in ("/reduce", "/depthwise", "") if f"{name}{part}" in of.convs]
        return [(grown(c) if c.depthwise else c.kernel, c.shift, c.depthwise) for c in parts]

    def grown(conv):
        """The kernel that was copied into the middle of this one, or this one's."""
        before = source.convs[conv.name].conv.kernel if conv.name in source.convs else conv.kernel
        return min(conv.kernel, before)

    names = [n for n, m in net.convs.items() if n in source.convs and m.conv.normalized and not m.conv.shares]
    return [n for n in names if made_of(net, n) != made_of(source, n)]


def check(net, source, name, outputs):
    """Stop with a sentence where a convolution can't be fitted to that of `source`."""
    own, theirs = net.convs[name].conv, source.convs[name].conv
    if outputs is not None and len(outputs) != own.cout:
        raise SystemExit(f"{name} has {own.cout} channels, more than the {theirs.cout} of the network to start from.")
    first = net.convs[f"{name}/reduce"].conv if f"{name}/reduce" in net.convs else None
    if first and (first.kernel, first.cin, own.cout) != (theirs.kernel, theirs.cin, theirs.cout):
        raise SystemExit(f"{name} is of low rank, which starts from a kernel of the same size and channels only.")


@torch.no_grad()
def fit(net, source, photos):
    """Fit the kernels of `net`, warm-started from `source` (model.warm_start), that are named by `differing`.

    photos: [N, 3, H, W] in 0..1; photo i is painted with row i, the rows over and over.
    """
    net.fast = source.fast = True
    channels = kept(net, source)
    for name in differing(net, source):
        module = net.convs[name]
        check(net, source, name, channels.get(name))
        if f"{name}/reduce" in net.convs:
            first, second = low_rank(net, source, name, photos)
            net.convs[f"{name}/reduce"].weight.copy_(first)
            module.weight.copy_(second)
            continue
        seen, made = moments(net, source, name, photos, channels.get(name))
        if f"{name}/depthwise" in net.convs:
            each, points = separated(seen, made, module.conv.cin)
            net.convs[f"{name}/depthwise"].weight.copy_(each)
            module.weight.copy_(points)
        else:
            module.weight.copy_(solved(seen, made).view(module.weight.shape))
