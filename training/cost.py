"""What a network costs, layer by layer, from its spec alone."""
from spec import convolutions


def weights(conv):
    """Weights of one convolution; rows of scale and shift are counted with the styles, not here."""
    return conv.kernel**2 * conv.cin * conv.cout


def table(spec, height=256, width=256):
    """-> [(name, weights, multiply-adds)] of plain convolutions on a height x width picture."""
    rows = []
    for conv in convolutions(spec):
        height, width = (side * conv.upsample // conv.stride for side in (height, width))
        rows.append((conv.name, weights(conv), weights(conv) * height * width))
    return rows


def totals(spec):
    """-> (weights, multiply-adds of a 256x256 picture)"""
    rows = table(spec)
    return sum(r[1] for r in rows), sum(r[2] for r in rows)
