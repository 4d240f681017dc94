"""Which rows of a network belong to which style, and the mixes of them.

A network has two rows a style: *soft* keeps more of the photo, *bold* has more of the painting. A mix of the two is
every boldness in between. In a network that is trained on S styles, rows 0 .. S - 1 are soft and S .. 2 S - 1 bold.
Exported styles say so themselves, as `"rows": {"soft": n, "bold": m}`. Earlier networks had one row a style, and
their styles have no `rows`: there the row is the style's place in the list.
"""
import torch

from model import StyleNet, warm_start

BOLDNESS = {"soft": 0.0, "half": 0.5, "bold": 1.0}


def with_rows(styles, count):
    """Returns the styles, each with its `rows` where the network has two rows a style. `count`: rows of the network."""
    if count == len(styles):
        return [{key: value for key, value in style.items() if key != "rows"} for style in styles]
    if count != 2 * len(styles):
        raise SystemExit(f"A network of {len(styles)} styles has one or two rows for each, but this one has {count} rows.")
    return [{**style, "rows": {"soft": i, "bold": i + len(styles)}} for i, style in enumerate(styles)]


def soft_and_bold(styles):
    """Returns [(soft row, bold row)] of the styles; twice the same where there is one row a style."""
    pairs = [(style["rows"]["soft"], style["rows"]["bold"]) if "rows" in style else (i, i) for i, style in enumerate(styles)]
    return pairs


def levels(styles):
    """Returns the names of BOLDNESS that differ: only "half" where there is one row a style."""
    return list(BOLDNESS) if any("rows" in style for style in styles) else ["half"]


def mixes(styles, count, boldness):
    """Returns the `style` input [1, count] of each style at `boldness`, 0 (soft) to 1 (bold), for a network of `count` rows."""
    out = []
    for soft, bold in soft_and_bold(styles):
        mix = torch.zeros(1, count)
        mix[0, soft] += 1 - boldness
        mix[0, bold] += boldness
        out.append(mix)
    return out


@torch.no_grad()
def in_pairs(net, theirs, styles):
    """Returns a StyleNet with the convolutions of `net` and two rows for each of `styles`, soft ones first.

    `theirs`: the styles of `net`. A style that is not among them, by its id, starts from the mean of all soft rows and
    the mean of all bold ones. Where `net` has one row a style, soft and bold both start from it.
    """
    pairs = dict(zip((s["id"] for s in theirs), soft_and_bold(with_rows(theirs, net.rows))))
    sources = [
        [pairs[s["id"]][level]] if s["id"] in pairs else sorted({pair[level] for pair in pairs.values()})
        for level in (0, 1)
        for s in styles
    ]
    out = StyleNet(net.spec, len(sources))
    warm_start(out, net, sources)
    return out


@torch.no_grad()
def mixed_pair(net, shares):
    """Returns a StyleNet with the convolutions of `net` and two rows: its soft rows, mixed by `shares` [S], and its bold ones.

    `net` has two rows for each of S styles, soft ones first.
    """
    out = StyleNet(net.spec, 2)
    warm_start(out, net, [[0], [0]])
    for name, conv in net.convs.items():
        for kind in ("scale", "shift"):
            rows = getattr(conv, kind).unflatten(0, (2, -1))
            getattr(out.convs[name], kind).copy_(torch.einsum("s,psc->pc", shares.to(rows), rows))
    return out
