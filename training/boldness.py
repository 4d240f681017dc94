"""Boldness in training: how strongly each crop is asked for the painting's style, and how that is weighed.

The style input of a crop is the mix of its style's soft and bold rows, so the curve between the two is trained, too.
"""
import numpy as np

SCALE = 1000  # boldness is drawn in thousandths: whole numbers, that go to the device with the others
SOFT_SHARE = 0.25  # of the crops: fully soft
BOLD_SHARE = 0.3  # fully bold; the rest is anywhere in between, uniformly
BALANCE = 0.1


def draw(random, count):
    """Returns int64 [count], in 0..SCALE: how boldly each crop is painted. The two ends come more often than the rest."""
    kind, between = random.random(count), random.random(count)
    drawn = np.where(kind < SOFT_SHARE, 0.0, np.where(kind >= 1 - BOLD_SHARE, 1.0, between))
    return np.round(drawn * SCALE).astype(np.int64)


def strength(levels, boldness):
    """Returns the weight of style against content [N]: geometric between a style's `levels` [N, 2], soft and bold.

    boldness: [N] in 0..1.
    """
    soft, bold = levels.unbind(1)
    return soft * (bold / soft) ** boldness


def balance(strength, factor=BALANCE):
    """Returns what a crop's loss is multiplied by [N], so that bold crops, whose losses are larger, don't drown soft ones."""
    return 1 / (1 + factor * strength)


def parse_level(text):
    """Reads "3:40", the levels of all styles, or "the-scream=3:40". Returns (style id or None, (soft, bold))."""
    style, _, pair = text.rpartition("=")
    soft, bold = (float(value) for value in pair.split(":"))
    if not 0 < soft <= bold:
        raise ValueError("soft is more than 0, and bold no less than soft")
    return style or None, (soft, bold)


def with_levels(styles, changes):
    """Returns the styles with the `levels` of `changes`, [(style id or None for all, (soft, bold))], later ones on top."""
    ids = [s["id"] for s in styles]
    for id, _ in changes:
        if id not in (None, *ids):
            raise SystemExit(f"--levels names {id}, which is no style of this run: {', '.join(ids)}.")
    out = [dict(s) for s in styles]
    for id, levels in changes:
        for style in out:
            if id in (None, style["id"]):
                style["levels"] = list(levels)
    return out
