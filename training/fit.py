"""Kernels fitted to what a trained network's do, where they read something else than those.

Each in turn, from the first layer to the last, by least squares on photos (Zhang et al. 2016, "Accelerating Very
Deep Convolutional Networks"): with the input that the new network really has, so that what the layers before it
lack is made up for as far as it goes. For kernels of 1x1, and for convolutions of low rank. Separable ones are left as
they are.
"""
import torch

PICTURES = 4  # at once
RIDGE = 1e-3  # of the mean variance of the inputs, against channels that never differ


def centred(x):
    """[N, C, H, W] -> [C, N H W], less each picture's mean, which the norm takes out."""
    return (x - x.mean((2, 3), keepdim=True)).transpose(0, 1).flatten(1)


def kernel(net, source, name, photos):
    """-> the 1x1 kernel [O, I, 1, 1] of `net` whose output, less its mean, is closest to that of `source`, over all rows."""
    seen = made = 0.0
    for start, batch in enumerate(photos.split(PICTURES)):
        rows = torch.arange(start * PICTURES, start * PICTURES + len(batch)) % source.rows
        one_hot = torch.eye(source.rows)[rows]
        x = centred(net.convs[name].read(net(batch, one_hot, end=name)))
        y = centred(source.convs[name].convolve(source(batch, one_hot, end=name), source.fast))
        seen, made = seen + x @ x.T, made + y @ x.T
    ridge = RIDGE * seen.diagonal().mean() * torch.eye(len(seen))
    return torch.linalg.solve(seen + ridge, made.T).T[:, :, None, None]


def low_rank(net, source, name, photos):
    """-> the kernels of `name`/reduce and of `name` whose outputs, less their means, are closest to `source`'s over all rows.

    By the directions in which those outputs differ most (Zhang et al. 2016, section 3.1), each channel by its own deviation,
    since the norm takes out its scale.
    """
    made, pixels, first = 0.0, 0, f"{name}/reduce"
    for start, batch in enumerate(photos.split(PICTURES)):
        rows = torch.arange(start * PICTURES, start * PICTURES + len(batch)) % source.rows
        seen = net(batch, torch.eye(source.rows)[rows], end=first)
        y = centred(source.convs[name].convolve(seen, source.fast))
        made, pixels = made + y @ y.T, pixels + y.shape[1]
    # Outputs of a variance near 1, beside which the norm's epsilon is nothing.
    deviation = (made.diagonal() / pixels).clamp(min=1e-12).sqrt()
    correlation = made / deviation[:, None] / deviation[None]
    directions = torch.linalg.eigh(correlation).eigenvectors[:, -net.convs[first].conv.cout :]
    kernels = source.convs[name].weight / deviation[:, None, None, None]
    return torch.einsum("or,oikl->rikl", directions, kernels), directions[:, :, None, None]


def differing(net, source):
    """-> the names of convolutions that read something else in `source`. Stops where those can't be fitted.

    None that has other channels, and none that is separable or has another's weights: those are trained from what they
    start with.
    """
    def comparable(name):
        own, first = net.convs[name].conv, net.convs[f"{name}/reduce" if f"{name}/reduce" in net.convs else name].conv
        return (
            name in source.convs and (first.cin, own.cout) == (source.convs[name].conv.cin, source.convs[name].conv.cout)
            and f"{name}/depthwise" not in net.convs and not own.shares
        )

    reads = lambda conv: (conv.kernel, conv.shift)
    names = [n for n in net.convs if comparable(n) and reads(net.convs[n].conv) != reads(source.convs[n].conv)]
    if wide := [n for n in names if net.convs[n].conv.kernel > 1]:
        raise SystemExit(f"{wide[0]} is another kernel in the network to start from, and only 1x1 can be fitted to others.")
    return names


@torch.no_grad()
def fit(net, source, photos):
    """Fit the kernels of `net`, warm-started from `source` (model.warm_start), that are named by `differing`.

    photos: [N, 3, H, W] in 0..1; photo i is painted with row i, the rows over and over.
    """
    net.fast = source.fast = True
    for name in differing(net, source):
        if f"{name}/reduce" in net.convs:
            first, second = low_rank(net, source, name, photos)
            net.convs[f"{name}/reduce"].weight.copy_(first)
            net.convs[name].weight.copy_(second)
        else:
            net.convs[name].weight.copy_(kernel(net, source, name, photos))
