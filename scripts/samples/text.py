"""A bookshop's front on a sunny morning, with lettering large and small, raised, gilded, printed and chalked."""
import numpy as np

import render as R
import shop
import shop_letters as letters
import solids
import trees
from noise import fbm2
from render import F, dot, mix, smooth, srgb, unit, vec
from shop import GLOSS, INSIDE, METAL

SUN = unit(vec(-0.58, 0.75, -1.20))
SUNLIGHT = vec(3.3, 2.75, 2.05)
SKYLIGHT = vec(0.42, 0.52, 0.68)
LAMP = vec(1.0, 0.66, 0.34)              # the shop's own lamps
# Bay trees in pots by the door: foot, crown's radius.
PLANTS = [((2.30, 0.0, -0.42), 0.33)]


def street(d):
    """What glossy things and panes mirror: sky over the houses and trees across the street."""
    up = d[1] / np.maximum(-d[2], 0.05)
    az = d[0] / np.maximum(-d[2], 0.05)
    roofs = F(0.05) + F(0.06) * np.floor(np.sin(np.floor(az * F(3.1)) * F(9.1)) * 2) / 2
    leaves = F(0.30) * smooth(0.30, 0.05, np.abs(az + F(0.42))) * (F(0.4) + F(1.0) * fbm2(az * 14, up * 14, 4))
    clear = smooth(0.0, 0.04, up - np.maximum(roofs, leaves))
    sky = mix(vec(0.95, 1.20, 1.50), vec(0.55, 0.85, 1.40), smooth(0.1, 0.8, up))
    houses = vec(0.20, 0.17, 0.14) * (F(0.6) + F(0.7) * fbm2(az * 9, up * 9, 3))
    return mix(houses, sky, clear)


def dapple(p):
    """Sun that a street tree lets through: overlapping round patches."""
    side = unit(np.cross(vec(0, 1, 0), SUN, axis=0))
    up = np.cross(SUN, side, axis=0)
    a, b = dot(p, side), dot(p, up)
    holes = fbm2(a * F(2.6) + 3, b * F(2.6) + 1, 3, 0.45)
    reach = smooth(-0.2, 0.8, fbm2(a * F(0.45) + 7, b * F(0.45) + F(2.2), 2) * F(2.2) - F(0.55))
    return mix(F(1), smooth(0.40, 0.60, holes), reach * F(0.93))


def falling(p, n, shapes, rng):
    """Sunlight and skylight that reach the points, each about 0..1."""
    start = p + n * F(0.004)
    side = unit(np.cross(vec(0, 1, 0), SUN, axis=0))
    up = np.cross(SUN, side, axis=0)
    sun, open_ = np.zeros((2, p.shape[1]), F)
    tries = 6
    for k in range(tries):
        # The sun is a disc, which gives its shadows soft edges.
        a = F(6.28) * rng.random(p.shape[1], dtype=F)
        r = F(0.011) * np.sqrt((k + rng.random(p.shape[1], dtype=F)) / tries)
        sun += ~solids.blocked(start, unit(SUN + side * (np.cos(a) * r) + up * (np.sin(a) * r)), shapes, reach=2.5)
        # The sky is everywhere above the surface.
        d = unit(unit(rng.standard_normal(p.shape, dtype=F)) + n * F(1.02))
        open_ += ~solids.blocked(start, d, shapes, reach=1.2) \
            * (F(0.55) + F(0.6) * np.clip(d[1], -0.6, 1) + F(0.25) * (d[2] < 0))
    return sun / tries * np.clip(dot(n, SUN), 0, 1) * dapple(p), open_ / tries


def lit(p, n, base, tag, rd, shapes, rng):
    """Colour of the points in all their light."""
    sun, open_ = falling(p, n, shapes, rng)
    bounce = vec(0.30, 0.25, 0.19) * (np.clip(F(0.6) - F(0.5) * n[1], 0, 1) * smooth(3.0, 0.0, p[1]) * open_)
    light = SUNLIGHT * sun + SKYLIGHT * open_ * F(0.75) + bounce
    inside = tag == INSIDE
    for x, y, z, k in ((-1.7, 2.6, 0.55, 0.30), (-0.2, 2.6, 0.55, 0.30), (1.5, 2.4, 0.9, 0.35)):
        q = vec(x, y, z) - p
        r2 = dot(q, q)
        turn = np.clip(dot(n, q) / np.sqrt(r2) * F(0.7) + F(0.3), 0, 1)
        light = light + LAMP * (inside * F(k) * turn / (r2 + F(0.35)))
    r = rd - n * (2 * dot(rd, n))
    graze = (1 - np.clip(-dot(rd, n), 0, 1)) ** 5
    shine = np.where(tag == GLOSS, F(0.035) + F(0.20) * graze, np.where(tag == METAL, F(0.5), 0)) \
        * np.clip(open_ + F(0.2), 0, 1)
    # Gold is yellow in its mirror too; on green paint the mirror is clear.
    yellow = smooth(0.02, 0.10, base[0] - base[2] * F(2))
    tint = mix(vec(1, 1, 1), vec(1.0, 0.77, 0.42), yellow)
    glint = np.clip(dot(r, SUN), 0, 1) ** 40 * sun * 6
    return base * light + tint * (street(r) + glint) * (shine * (F(1) + F(5) * yellow))


def light_up(f, shapes, tile=80):
    """Light the frame, a small patch at a time."""
    h, w = f.depth.shape
    rng = np.random.default_rng(5)
    for y in range(0, h, tile):
        for x in range(0, w, tile):
            at = np.s_[:, y:y + tile, x:x + tile]
            rd, n, base = (k[at].reshape(3, -1) for k in (f.rd, f.normal, f.colour))
            p = f.eye + rd * f.depth[at[1:]].ravel()
            f.colour[at] = lit(p, n, base, f.tag[at[1:]].ravel(), rd, shapes, rng).reshape(f.colour[at].shape)


def glaze(f, pane, board, gold):
    """Put a pane of glass before what is behind it, with letters on it."""
    left, right, low, high, z = pane
    t = (F(z) - f.eye[2]) / f.rd[2]
    x, y = f.eye[0] + f.rd[0] * t, f.eye[1] + f.rd[1] * t
    on = (x > left) & (x < right) & (y > low) & (y < high) & (f.depth > t)
    rd, col = f.rd[:, on], f.colour[:, on]
    x, y = x[on], y[on]
    # Old glass is not quite even.
    uneven = np.stack([fbm2(x * 2, y * 3, 3) - F(0.5), fbm2(x * 2 + 9, y * 3, 3) - F(0.5), 0 * x])
    col = col * F(0.86) + street(unit(rd * vec(1, 1, -1) + uneven * F(0.10))) * F(0.13)
    p = np.stack([x, y, F(z) + 0 * x])
    sun = dapple(p)
    leaf = srgb(gold) * (F(0.8) + F(0.4) * fbm2(x * 14, y * 14, 3)) * (SUNLIGHT * (F(0.42) * sun) + SKYLIGHT * F(0.7))
    # A dark line round the gold.
    col = mix(col, vec(0.012, 0.010, 0.010), np.clip(F(0.5) - (board.at(x, y) - F(0.008)) / F(0.003), 0, 1) * F(0.8))
    f.colour[:, on] = mix(col, leaf, board.ink(x, y))


def plants(f):
    """Bay trees in clay pots."""
    for k, ((x, y, z), r) in enumerate(PLANTS):
        g = np.random.default_rng(70 + k)
        p, n, inside = trees.crown(g, (x, y + 1.12, z), r, 22000, 70, 1.0)
        col = trees.paint(n, inside, SUN, srgb("#55722f") * F(1.7), srgb("#1c2a14") * F(0.5),
                          vec(0.03, 0.045, 0.045), g, 0.28)
        # A few leaves catch the sky like mirrors.
        col = np.where(g.random(p.shape[1]) < 0.04, col + vec(0.30, 0.34, 0.36), col)
        f.leaves(p, 0.0165, col, 0.45, g)


def pots(f):
    """The pots and the trees' stems."""
    def clay(p, n, rd):
        return mix(srgb("#8a4a30"), srgb("#c08058"), fbm2(p[0] * 9, p[1] * 9 + p[2] * 5, 4))

    def bark(p, n, rd):
        return srgb("#5a4630") * (F(0.6) + F(0.6) * fbm2(p[0] * 60, p[1] * 9, 3))

    def pot(p, x, z):
        q = p - vec(x, 0, z)
        r = np.hypot(q[0], q[2])
        body = np.maximum((r - F(0.15) - F(0.14) * q[1]) * F(0.9), np.abs(q[1] - F(0.18)) - F(0.18))
        rim = np.maximum(r - F(0.225), np.abs(q[1] - F(0.37)) - F(0.035))
        return np.maximum(np.minimum(body, rim), -np.maximum(r - F(0.18), F(0.36) - q[1]))

    for (x, _, z), r in PLANTS:
        f.marched(lambda p: pot(p, x, z), (x, 0.2, z), 0.36, clay)
        f.marched(lambda p: R.capsule(p, (x, 0.3, z), (x, 1.2, z), 0.022), (x, 0.75, z), 0.5, bark)


def render(width, height, ss=2):
    """The finished picture as display values (h, w, 3)."""
    w, h = width * ss, height * ss
    camera = R.Camera((1.6, 1.55, -6.7), (0.42, 1.55, 0), 38.5, shift=-0.16)
    f = solids.Frame(camera, w, h)
    parts = shop.parts()
    for shape, paint, tag, _ in parts:
        f.solid(shape, paint, tag)
    pots(f)
    shapes = [shape for shape, _, _, shadow in parts if shadow]
    # The trees shade what is behind them as blocks would.
    for (x, _, z), r in PLANTS:
        shapes.append(solids.box((x - 0.10, 0, z - 0.10), (x + 0.10, 0.36, z + 0.10)))
        r *= 0.7
        shapes.append(solids.box((x - r, 1.12 - r, z - r), (x + r, 1.12 + r, z + r)))
    light_up(f, shapes)
    glaze(f, shop.WINDOW, letters.window_letters(), "#e2b04a")
    glaze(f, shop.DOOR, letters.door_letters(), "#e8e0cc")
    plants(f)
    img = R.film(f.colour, exposure=1.12, glow=0.06, glow_from=1.2, contrast=1.2, saturation=1.05, vignette=0.3)
    return R.shrink(img, ss)
