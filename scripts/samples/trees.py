"""Trees as clouds of dabs: positions, outward directions and inner darkness."""
import numpy as np

from render import F, mix, smooth, unit, vec


def conifer(rng, foot, height, count=9000):
    """Needles of a spruce. Returns points (3, N), directions (3, N), depth into the crown 0..1."""
    # Boughs of uneven length, each with its own height and direction; needles hang from them.
    boughs = int(70 + height * 7)
    t0 = np.sort(rng.random(boughs)) ** 1.15
    turn0 = np.arange(boughs) * 2.4 + rng.normal(0, 0.5, boughs)
    long0 = height * 0.20 * (1 - t0) ** 0.75 * rng.uniform(0.55, 1.2, boughs) + 0.015 * height
    # Long boughs carry more needles than short ones.
    b = rng.choice(boughs, count, p=long0 ** 1.3 / np.sum(long0 ** 1.3))
    out = rng.random(count) ** 0.62
    r = long0[b] * out + 0.03
    wide = rng.normal(0, 0.13, count) * long0[b] * (1.1 - out)
    droop = 0.42 * r * (1 - 0.55 * out) * (1.25 - t0[b])
    hang = np.abs(rng.normal(0, 0.017, count)) * height * (1.05 - t0[b])
    y = height * (0.06 + 0.94 * t0[b]) - droop - hang + 0.05 * long0[b]
    turn = turn0[b]
    x = np.cos(turn) * r - np.sin(turn) * wide
    z = np.sin(turn) * r + np.cos(turn) * wide
    p = np.stack([x, y, z]).astype(F)
    # Lower sides of a bough lie in its own shadow.
    low = np.clip(hang / (0.03 * height), 0, 1)
    n = unit(np.stack([x, 0.55 * r + 0.1 - 0.5 * r * low, z]).astype(F))
    return p + vec(*foot), n, np.clip(1.05 - out + 0.5 * low, 0, 1).astype(F)


def crown(rng, centre, radius, count=9000, clumps=26, flat=0.8):
    """Leaves of a broad crown: clumps of leaves around a ball. Returns as conifer()."""
    c = rng.normal(size=(3, clumps))
    c = c / np.linalg.norm(c, axis=0) * rng.random(clumps) ** 0.45 * 0.78
    c[1] *= flat
    which = rng.integers(0, clumps, count)
    q = rng.normal(size=(3, count))
    q = q / np.linalg.norm(q, axis=0)
    own = (0.22 + 0.16 * rng.random(clumps))[which]
    q2 = q * own * rng.random(count) ** 0.3
    p = c[:, which] + q2
    n = unit((0.6 * q + 0.7 * c[:, which] + 0.15 * rng.normal(size=(3, count))).astype(F))
    inside = smooth(1.0, 0.35, np.linalg.norm(p, axis=0)).astype(F)
    return (p * radius).astype(F) + vec(*centre), n, inside


def paint(n, inside, sun, bright, dark, sky, rng, vary=0.18):
    """Colours of leaves: sunlight on the outer, turned leaves, skylight above, gloom within."""
    lit = np.clip(n[0] * sun[0] + n[1] * sun[1] + n[2] * sun[2], 0, 1)
    through = np.clip(-(n[0] * sun[0] + n[1] * sun[1] + n[2] * sun[2]), 0, 1) * F(0.12)
    open_ = (1 - inside * F(0.85))
    tint = (1 + vary * rng.standard_normal(n.shape[1])).astype(F).clip(0.45, 1.7)
    base = mix(dark, bright, (lit * open_ * F(0.85) + through).clip(0, 1))
    return (base * tint + sky * (F(0.5) + F(0.5) * n[1]) * open_).astype(F)
