"""Which of 16 numbers each weight of a convolution becomes, so that its outputs change least.

Weights are rounded one input after the other, and what that changes is made up for by the weights that are not rounded
yet, as far as the inputs go together (GPTQ, Frantar et al. 2022). How they go together is measured on pictures.
docs/journal/training.md has what this gives against rounding each weight by itself.
"""
import torch
import torch.nn.functional as F

from model import file_axes, padded
from quantize import LEVELS, ZERO

# Shares of the step at which no weight is cut off: a smaller step cuts some off and is nearer to the others.
SHARES = torch.linspace(0.4, 1.1, 36, dtype=torch.float64)
SEEN = 6000  # places of a picture, drawn at random, that are enough to tell which inputs go together
DAMPING = 0.01  # of the mean: inputs that hardly vary would leave the others no reason to stay


def levels(values, step):
    """Returns the nearest of the LEVELS numbers, as numbers from -ZERO on."""
    return (values / step).round().clamp(-ZERO, LEVELS - 1 - ZERO)


def steps(kernels, importance):
    """Returns the step of each kernel, [out, 1], of the two signs and SHARES the one with the least squared error.

    kernels [out, n], importance [n]: what an error of each of the n inputs counts.
    """
    whole = kernels.abs().amax(1, keepdim=True).clamp_min(1e-12) / (LEVELS / 2 - 0.5)
    least = torch.full_like(whole, float("inf"))
    best = whole.clone()
    for step in [sign * share * whole for share in SHARES for sign in (1, -1)]:
        error = ((levels(kernels, step) * step - kernels).square() * importance).sum(1, keepdim=True)
        best = torch.where(error < least, step, best)
        least = torch.minimum(error, least)
    # As the file stores them.
    return best.float().double()


def rounded(kernels, together):
    """Returns (numbers of 0 .. 15 [out, n], step [out]) of kernels [out, n]. together [n, n]: the inputs' covariance."""
    kernels, together = kernels.double().clone(), together.double()
    together = together + DAMPING * together.diagonal().mean().clamp_min(1e-12) * torch.eye(len(together), dtype=torch.float64)
    step = steps(kernels, together.diagonal())
    # Inputs that vary most come first, since the later ones make up for them.
    order = together.diagonal().argsort(descending=True)
    kernels, together = kernels[:, order], together[order][:, order]
    inverse = torch.cholesky_inverse(torch.linalg.cholesky(together))
    share = torch.linalg.cholesky(inverse).T
    numbers = torch.empty_like(kernels)
    for i in range(kernels.shape[1]):
        numbers[:, i] = levels(kernels[:, i : i + 1], step)[:, 0]
        error = (kernels[:, i] - numbers[:, i] * step[:, 0]) / share[i, i]
        kernels[:, i + 1 :] -= error[:, None] * share[i, i + 1 :]
    back = torch.empty_like(numbers)
    back[:, order] = numbers
    return (back + ZERO).to(torch.uint8), step[:, 0].float()


def covariance(net, module, pictures):
    """Returns how the inputs of a convolution's kernels go together, [n, n]. pictures: [(image [1, 3, H, W], mix [1, R])].

    Without their means, which the norm behind the convolution takes away.
    """
    conv, total = module.conv, 0
    for i, (image, mix) in enumerate(pictures):
        x = module.read(net(image, mix, end=conv.name))
        if conv.upsample > 1:
            x = F.interpolate(x, scale_factor=conv.upsample, mode="nearest")
        x = F.unfold(padded(x, conv.kernel // 2) if conv.kernel > 1 else x, conv.kernel, stride=conv.stride)[0]
        chosen = torch.randperm(x.shape[1], generator=torch.Generator().manual_seed(i))[:SEEN]
        total = total + torch.cov(x[:, chosen], correction=0)
    return total / len(pictures)


def packable(net):
    """Returns the names of the convolutions whose kernels are worth packing: where most weights are.

    Not of the first, which reads the photo, and of the last, which has an odd number of outputs: they are few weights,
    and errors there show most. Not of depthwise ones, which have nine weights a channel.
    """
    return [name for name, m in list(net.convs.items())[1:-1] if not (m.conv.shares or m.conv.depthwise or m.conv.cout % 2)]


@torch.no_grad()
def pack(net, pictures):
    """Round the kernels of `net`, one convolution after the other, on what the rounded ones before make of the pictures.

    Returns {name of the weights: (numbers of 0 .. 15 [k, k, in, out], step [out])}, NumPy arrays.
    """
    out = {}
    for name in packable(net):
        module = net.convs[name]
        shape = module.weight.shape
        numbers, step = rounded(module.weight.flatten(1), covariance(net, module, pictures))
        module.weight.copy_(((numbers.float() - ZERO) * step[:, None]).view(shape))
        in_file = numbers.view(shape).permute(file_axes(module.conv)).contiguous()
        out[module.conv.weights] = in_file.numpy(), step.numpy()
    return out
