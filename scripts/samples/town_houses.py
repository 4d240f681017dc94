"""The two rows of gabled houses along the canal, as distances."""
import numpy as np

from render import F

QUAY, BANK, FRONT = 7.0, 1.5, 12.5     # canal's half width, quay's height, the house fronts
FLOOR = 3.1
rng = np.random.default_rng(31)


def row(start, end):
    """One row of houses: bounds along the canal, and every house's traits."""
    bounds = [start]
    while bounds[-1] < end:
        bounds.append(bounds[-1] + rng.uniform(5.4, 8.2))
    n = len(bounds) - 1
    floors = rng.integers(3, 5, n)
    return {
        "z": np.array(bounds, F), "floors": floors.astype(F), "tall": (BANK + 0.7 + floors * FLOOR).astype(F),
        "gable": rng.uniform(2.2, 4.2, n).astype(F), "stepped": rng.permutation(np.arange(n) % 3 == 0),
        "columns": rng.integers(2, 4, n).astype(F), "out": rng.uniform(-0.18, 0.18, n).astype(F),
        "wall": (rng.permutation(n) % 8), "shutter": rng.integers(0, 5, n), "brick": rng.random(n) < 0.6,
    }


LEFT, RIGHT = row(6, 118), row(3, 118)
KEYS = ["floors", "tall", "gable", "stepped", "columns", "out", "wall", "shutter", "brick"]
PAIR = {k: np.concatenate([LEFT[k], RIGHT[k]]) for k in KEYS}
MID = np.concatenate([(r["z"][1:] + r["z"][:-1]) / 2 for r in (LEFT, RIGHT)])
HALF = np.concatenate([(r["z"][1:] - r["z"][:-1]) / 2 for r in (LEFT, RIGHT)])
SPLIT = LEFT["z"].size - 1


def index(p):
    """House number of each point, by its side and place along the canal."""
    i = np.clip(np.searchsorted(LEFT["z"], p[2]) - 1, 0, LEFT["z"].size - 2)
    j = np.clip(np.searchsorted(RIGHT["z"], p[2]) - 1, 0, RIGHT["z"].size - 2)
    return np.where(p[0] < 0, i, SPLIT + j)


def frame(p, i):
    """Coordinates in the house's front: along it, up, and into it."""
    return p[2] - MID[i], p[1], np.abs(p[0]) - F(FRONT) - PAIR["out"][i]


def window_at(a, y, i):
    """Offset from the middle of the nearest window, its column and floor."""
    cols, half = PAIR["columns"][i], HALF[i]
    pitch = 2 * (half - F(0.25)) / cols
    c = np.clip(np.floor(a / pitch + cols / 2), 0, cols - 1)
    f = np.clip(np.floor((y - F(BANK + 0.4)) / F(FLOOR)), 0, PAIR["floors"][i] - 1)
    wx = a - (c + F(0.5) - cols / 2) * pitch
    wy = y - (F(BANK + 0.4) + (f + F(0.56)) * F(FLOOR))
    return wx, wy, c, f


def plank(x, y, hx, hy):
    """Rectangle in the plane."""
    return np.maximum(np.abs(x) - hx, np.abs(y) - hy)


def house(p, i, fine=True):
    """One house; windows, shutters and mouldings only where `fine`."""
    a, y, dep = frame(p, i)
    half, tall, gable = HALF[i], PAIR["tall"][i], PAIR["gable"][i]
    wall = np.maximum(np.abs(a) - half, y - tall)
    slope = gable / half
    roof = (y - tall - gable + np.abs(a) * slope) / np.sqrt(1 + slope * slope)
    body = np.maximum(np.maximum(np.abs(a) - half, roof), y - tall - gable)
    d = np.maximum(np.maximum(body, -dep), dep - F(9))
    if not fine:
        return d
    # A stepped front wall hides the roof behind it.
    steps = F(9)
    for k in range(4):
        steps = np.minimum(steps, np.maximum(np.abs(a) - half * F(1 - 0.25 * k),
                                             y - tall - gable * F((k + 0.6) / 4) - F(0.5)))
    steps = np.maximum(steps, np.abs(dep - F(0.16)) - F(0.20))
    d = np.where(PAIR["stepped"][i], np.minimum(d, steps), d)
    d = np.minimum(d, np.maximum(np.maximum(wall, -dep), dep - F(9)))
    # The rest stands out, or is cut in, by a hand's breadth; far away, allow for that.
    close = np.flatnonzero(d < 0.6)
    rough = d - F(0.3)
    if close.size:
        rough[close] = mouldings(d[close], a[close], y[close], dep[close], i[close])
    chimney = np.maximum(plank(a - half * F(0.45), y - tall - gable * F(0.62), F(0.42), F(1.3)),
                         np.abs(dep - F(3.2)) - F(0.5))
    return np.minimum(rough, chimney)


def mouldings(d, a, y, dep, i):
    """A house's windows, sills, shutters, cornice and plinth, added to its walls."""
    half, tall = HALF[i], PAIR["tall"][i]
    wx, wy, _, _ = window_at(a, y, i)
    hy = F(1.0)
    d = np.maximum(d, -np.maximum(plank(wx, wy, F(0.52), hy), np.abs(dep) - F(0.20)))
    # A small window in the gable.
    d = np.maximum(d, -np.maximum(plank(a, y - tall - F(0.9), F(0.42), F(0.6)), np.abs(dep) - F(0.20)))
    sill = np.maximum(plank(wx, wy + hy + F(0.08), F(0.66), F(0.08)), np.abs(dep) - F(0.14))
    lintel = np.maximum(plank(wx, wy - hy - F(0.12), F(0.62), F(0.12)), np.abs(dep) - F(0.06))
    shut = np.maximum(plank(np.abs(wx) - F(0.80), wy, F(0.25), hy), np.abs(dep) - F(0.09))
    # Shutters only where there is room between the windows.
    roomy = (PAIR["wall"][i] % 3 > 0) & (half / PAIR["columns"][i] > 1.1)
    shut = np.where(roomy, shut, 9)
    cornice = np.maximum(plank(a, y - tall + F(0.12), half, F(0.16)), np.abs(dep) - F(0.26))
    plinth = np.maximum(plank(a, y - F(BANK), half, F(0.7)), np.abs(dep) - F(0.10))
    return np.minimum(np.minimum(np.minimum(d, sill), np.minimum(lintel, shut)), np.minimum(cornice, plinth))


def houses(p):
    """Both rows: the house abreast of the point, and the rougher shape of its neighbour."""
    dep = np.abs(p[0]) - F(FRONT)
    out = np.maximum(-dep - F(0.5), 0) + F(0.12)
    near = dep > -1.2
    if near.any():
        q = p[:, near]
        i = index(q)
        d = house(q, i)
        last = np.where(i < SPLIT, SPLIT - 1, MID.size - 1)
        first = np.where(i < SPLIT, 0, SPLIT)
        j = np.clip(i + np.where(q[2] > MID[i], 1, -1), first, last)
        other = house(q, j, False)
        # Where the two meet, the neighbour's mouldings matter too.
        seam = np.flatnonzero(np.abs(np.abs(q[2] - MID[i]) - HALF[i]) < 0.5)
        other[seam] = house(q[:, seam], j[seam])
        out[near] = np.minimum(d, other) * F(0.9)
    return out
