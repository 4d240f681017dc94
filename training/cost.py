"""What a network costs, layer by layer, from its spec alone."""
from math import prod

from spec import convolutions


def weights(conv):
    """Weights that one convolution multiplies with; rows of scale and shift are counted with the styles, not here."""
    return prod(conv.weights_shape)


def table(spec, height=256, width=256):
    """-> [(name, weights, multiply-adds)] of plain convolutions on a height x width picture."""
    rows = []
    for conv in convolutions(spec):
        height, width = (side * conv.upsample // conv.stride for side in (height, width))
        own = 0 if conv.shares else weights(conv)
        rows.append((conv.name, own, weights(conv) * height * width))
    return rows


def totals(spec):
    """-> (weights, multiply-adds of a 256x256 picture)"""
    rows = table(spec)
    return sum(r[1] for r in rows), sum(r[2] for r in rows)
