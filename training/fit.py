"""Kernels fitted to what a trained network's do, where they read something else than those.

Each in turn, from the first layer to the last, by least squares on photos (Zhang et al. 2016, "Accelerating Very
Deep Convolutional Networks"): with the input that the new network really has, so that what the layers before it
lack is made up for as far as it goes. For kernels of 1x1 only, which is what is needed.
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


def differing(net, source):
    """-> the names of convolutions that read something else in `source`. Stops where those can't be fitted."""
    reads = lambda conv: (conv.kernel, conv.shift)
    names = [n for n, module in net.convs.items() if reads(module.conv) != reads(source.convs[n].conv)]
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
        net.convs[name].weight.copy_(kernel(net, source, name, photos))
