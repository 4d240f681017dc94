"""The things of the still life, as distances: cloth, jug, bottle, bowl and fruit."""
import numpy as np

import render as R
from noise import noise3, fbm2
from render import F, dot, mix, smooth, unit, vec

TABLE_FRONT = -1.55


def edge_of_cloth(p):
    """Negative where the cloth covers the table: all but a corner on the left."""
    return -1.15 - p[0] - 0.35 * p[2] + 0.12 * np.sin(p[2] * 4 + p[1] * 3)


def cloth(p):
    """A cloth over the table's top and hanging down its front, with folds."""
    d = R.box(p, (0, -1.5, 0.4), (4.2, 1.5, 1.95), 0.05)
    near = d < 0.6
    out = d - F(0.3)
    q = p[:, near]
    # Folds on top run aslant and are pressed flat under the things; those in front hang.
    hang = smooth(-1.35, -1.75, q[2]) * smooth(0.1, -0.5, q[1])
    warp = fbm2(q[0] * F(0.9) + 3, q[2] * F(0.9) + 8, 3)
    a = q[0] * F(0.8) + q[2] * F(0.62) + warp * F(1.9)
    crest = np.abs(np.sin(a * F(2.6))) ** 4
    flat = smooth(0.1, 1.0, np.hypot((q[0] - 0.35) / 2.1, (q[2] - 0.1) / 1.1) - 0.38)
    top = F(0.17) * crest * flat + F(0.03) * fbm2(q[0] * 3, q[2] * 3, 2)
    fold = F(0.5) + F(0.5) * np.sin(q[0] * F(5.2) + F(2.4) * np.sin(q[0] * F(1.3) + 1) + q[1] * F(0.5))
    front = F(0.20) * fold ** 2 * np.clip(-q[1] * F(1.2), 0, 1) + F(0.02)
    thick = mix(top, front, hang) + F(0.015)
    out[near] = np.maximum((d[near] - thick) * F(0.62), edge_of_cloth(q) * F(0.6))
    return out


def table(p):
    """The table's board and front."""
    return R.box(p, (0, -1.5, 0.4), (4.2, 1.5, 1.95), 0.04)


def wall(p):
    """The wall behind."""
    return F(3.1) - p[2]


def ring(p, c, big, small):
    """Lying torus."""
    q = p - vec(*c)
    return np.hypot(np.hypot(q[0], q[2]) - F(big), q[1]) - F(small)


def jug(p):
    """A glazed jug: round belly, narrow neck, lip and handle."""
    def shape(p):
        d = R.ellipsoid(p, (-1.25, 0.72, 0.75), (0.70, 0.76, 0.70))
        d = R.smin(d, R.capsule(p, (-1.25, 1.2, 0.75), (-1.25, 2.02, 0.75), 0.33, 0.27), 0.30)
        lip = ring(p, (-1.25, 2.05, 0.75), 0.31, 0.055)
        spout = R.capsule(p, (-1.25, 1.86, 0.75), (-0.93, 2.14, 0.66), 0.17, 0.09)
        d = R.smin(R.smin(d, lip, 0.12), spout, 0.16)
        d = np.maximum(d, p[1] - F(2.10))
        d = R.smax(d, -R.capsule(p, (-1.25, 1.3, 0.75), (-1.25, 2.6, 0.75), 0.24, 0.27), 0.04)
        d = R.smax(d, -R.capsule(p, (-1.25, 2.1, 0.75), (-0.88, 2.22, 0.65), 0.11, 0.07), 0.05)
        d = np.maximum(d, -p[1] + F(0.01))
        q = p - vec(-1.66, 1.52, 0.80)
        handle = np.hypot(np.hypot(q[0] * F(1.15), q[1] * F(0.88)) - F(0.42), q[2]) - F(0.075)
        handle = np.maximum(handle, q[0] - F(0.22))
        return R.smin(d, handle * F(0.85), 0.10)
    return R.near_only(p, (-1.3, 1.1, 0.75), 1.35, shape)


def bottle(p):
    """A wine bottle."""
    def shape(p):
        c = vec(1.62, 0, 1.25)
        q = p - c
        r = np.hypot(q[0], q[2])
        y = q[1]
        radius = mix(F(0.44), F(0.145), smooth(1.45, 2.05, y))
        radius = radius + F(0.03) * smooth(2.5, 2.53, y) * smooth(2.72, 2.69, y)
        d = (r - radius) * F(0.75)
        return R.smax(d, np.abs(y - F(1.40)) - F(1.38), 0.06)
    return R.near_only(p, (1.62, 1.4, 1.25), 1.55, shape)


def cork(p):
    """The bottle's cork."""
    return R.near_only(p, (1.62, 2.82, 1.25), 0.3,
                       lambda p: R.capsule(p, (1.62, 2.7, 1.25), (1.62, 2.86, 1.25), 0.10))


BOWL = (0.52, 0.80, 0.55)


def bowl(p):
    """A footed bowl of beaten copper."""
    def shape(p):
        q = p - vec(*BOWL)
        r = np.hypot(q[0], q[2])
        # Half of a flattened ball, hollowed.
        k = np.sqrt(r * r + (q[1] * F(1.35)) ** 2)
        d = np.abs(k - F(0.88)) * F(0.75) - F(0.03)
        d = R.smax(d, q[1], 0.03)
        rim = np.hypot(r - F(0.89), q[1]) - F(0.045)
        foot = np.hypot(r - F(0.34), np.maximum(np.abs(q[1] + F(0.71)) - F(0.06), 0)) - F(0.04)
        return R.smin(R.smin(d, rim, 0.04), foot, 0.08)
    return R.near_only(p, (0.52, 0.5, 0.55), 1.1, shape)


def spindle(p, c, lean, size):
    """An apple's body: a torus without a hole, narrower below; `lean` tips its axis."""
    q = (p - vec(*c)) / F(size)
    axis = unit(vec(lean[0], 1, lean[1]))
    y = dot(q, axis)
    w = q - axis * y
    r = np.sqrt(dot(w, w))
    y2 = y * F(1.06) + F(0.02)
    k = 1 + F(0.13) * smooth(0.2, -0.9, y)
    lobes = F(0.02) * np.cos(5 * np.arctan2(w[2], w[0])) * smooth(0.1, -0.6, y)
    d = np.hypot(r * k - F(0.34), y2) - F(0.66) + lobes
    stem_at = q - axis * F(0.34)
    along = np.clip(dot(stem_at, axis), 0, 0.45)
    bend = stem_at - axis * along - vec(0.25, 0, 0.1) * along * along
    stem = np.sqrt(dot(bend, bend)) - F(0.035) - F(0.02) * smooth(0.35, 0.45, along)
    return d * F(size * 0.8), stem * F(size)


APPLES = [((-0.28, 0.36, -0.62), (0.3, -0.35), 0.42), ((0.12, 1.02, 0.40), (-0.3, -0.3), 0.40),
          ((0.95, 1.00, 0.42), (0.35, -0.5), 0.40), ((0.55, 1.12, 0.98), (0.1, 0.2), 0.42)]


def apples(p):
    """All apples without stems."""
    d = F(9)
    for c, lean, s in APPLES:
        d = np.minimum(d, R.near_only(p, c, s * 1.15, lambda p: spindle(p, c, lean, s)[0]))
    return d


def stems(p):
    """Stems of the apples and of the pears."""
    d = F(9)
    for c, lean, s in APPLES:
        d = np.minimum(d, R.near_only(p, c, s * 1.15, lambda p: spindle(p, c, lean, s)[1]))
    for base, top, s in PEARS:
        a, b = np.array(base), np.array(top)
        tip = b + (b - a) * 0.42
        d = np.minimum(d, R.near_only(p, tuple(tip), 0.4, lambda p: R.capsule(
            p, tuple(b + (b - a) * 0.25), tuple(b + (b - a) * 0.72 + np.array([0.05, 0, 0])), 0.022, 0.03)))
    return d


PEARS = [((-0.98, 0.37, -0.55), (-1.02, 0.93, -0.52), 0.37), ((1.72, 0.36, -0.25), (1.30, 0.62, -0.62), 0.36)]


def pears(p):
    """Two pears, one standing and one lying."""
    d = F(9)
    for base, top, s in PEARS:
        def shape(p):
            low = R.sphere(p, base, s)
            high = R.sphere(p, top, s * 0.54)
            body = R.smin(low, high, 0.42)
            return body + F(0.006) * noise3(*(p * F(7)))
        mid = tuple((np.array(base) + np.array(top)) / 2)
        d = np.minimum(d, R.near_only(p, mid, 0.85, shape))
    return d


def lemon(p):
    """A lemon with its nib."""
    def shape(p):
        d = R.ellipsoid(p, (0.62, 0.31, -1.0), (0.42, 0.30, 0.31))
        d = R.smin(d, R.capsule(p, (0.95, 0.31, -1.03), (1.06, 0.30, -1.04), 0.07, 0.045), 0.12)
        return d + F(0.010) * noise3(*(p * F(16)))
    return R.near_only(p, (0.65, 0.31, -1.0), 0.6, shape)


def bunch():
    """Grapes: balls dropped one by one to the first free place along a hanging bunch."""
    rng = np.random.default_rng(5)
    kept = []
    for _ in range(4000):
        t = rng.random()
        # From inside the bowl over its rim and down onto the cloth.
        x = 0.62 + 0.75 * t
        y = 1.10 - 0.10 * t - 0.70 * t * t + rng.normal(0, 0.10)
        z = 0.12 - 0.66 * t ** 0.7 + rng.normal(0, 0.13)
        x += rng.normal(0, 0.17 * (1.15 - 0.7 * t))
        r = rng.uniform(0.115, 0.14)
        if y < r + 0.04:
            continue
        bx, by, bz = x - BOWL[0], (y - BOWL[1]) * 1.35, z - BOWL[2]
        shell = abs(np.sqrt(bx * bx + by * by + bz * bz) - 0.88)
        if y < BOWL[1] + r and shell < r * 0.9:
            continue
        if all((x - a) ** 2 + (y - b) ** 2 + (z - c) ** 2 > (0.86 * (r + s)) ** 2 for a, b, c, s in kept):
            kept.append((x, y, z, r))
        if len(kept) == 62:
            break
    return np.array(kept, F)


GRAPES = bunch()


def grapes(p):
    """The bunch of grapes."""
    mid = GRAPES[:, :3].mean(0)
    reach = np.sqrt(((GRAPES[:, :3] - mid) ** 2).sum(1)).max() + 0.15

    def shape(p):
        d = np.full(p.shape[1], 9, F)
        for x, y, z, r in GRAPES:
            q0, q1, q2 = p[0] - x, p[1] - y, p[2] - z
            d = np.minimum(d, np.sqrt(q0 * q0 + q1 * q1 * F(0.86) + q2 * q2) - r)
        return d
    return R.near_only(p, tuple(mid), reach, shape)


PARTS = [wall, table, cloth, jug, bottle, cork, bowl, apples, stems, pears, lemon, grapes]
WALL, TABLE, CLOTH, JUG, BOTTLE, CORK, BOWL_, APPLE, STEM, PEAR, LEMON, GRAPE = range(len(PARTS))


def scene(p):
    """Distance to the nearest thing."""
    d = PARTS[0](p)
    for part in PARTS[1:]:
        d = np.minimum(d, part(p))
    return d


def which(p):
    """Index of the nearest part."""
    return np.argmin(np.stack([np.broadcast_to(part(p), p.shape[1:]) for part in PARTS]), axis=0)
