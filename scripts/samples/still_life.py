"""Fruit, a jug and a bottle on a cloth, lit by a window on the left."""
import numpy as np

import render as R
from noise import noise3
from render import F, dot, smooth, unit, vec
from still_life_paint import colours
from still_life_things import APPLE, BOWL_, GRAPE, LEMON, PEAR, WALL, scene, which

WINDOW = vec(-6.0, 4.6, -3.4)            # centre of the window
LIGHT = vec(6.6, 6.0, 5.0)               # its light, a little warm against the room
ROOM = vec(0.40, 0.43, 0.50)


def window_in(p, r):
    """Brightness of the window seen from p in direction r: a lattice of panes."""
    axis = unit(vec(0, 1.1, 0.5) - WINDOW)
    side = unit(np.cross(vec(0, 1, 0), axis, axis=0))
    up = np.cross(axis, side, axis=0)
    k = dot(WINDOW - p, axis) / np.minimum(dot(r, axis), -1e-4)
    at = p + r * k - WINDOW
    a, b = dot(at, side), dot(at, up)
    pane = smooth(1.55, 1.35, np.abs(a)) * smooth(2.15, 1.95, np.abs(b))
    bars = smooth(0.06, 0.14, np.abs(a)) * smooth(0.06, 0.14, np.abs(np.abs(b) - F(0.68)))
    return pane * (F(0.15) + F(0.85) * bars) * (dot(r, axis) < 0)


def light_up(p, n, rd, kind, cheap=False):
    """Colour of the lit points."""
    base, gloss, sharp = colours(p, n, kind)
    # Fine unevenness: beaten copper, woven cloth, pored peel.
    bump = (kind == BOWL_) | (kind == LEMON) | (kind == WALL)
    if bump.any() and not cheap:
        q = p[:, bump] * F(10)
        g = np.stack([noise3(q[0] + 0.4, q[1], q[2]) - noise3(q[0] - 0.4, q[1], q[2]),
                      noise3(q[0], q[1] + 0.4, q[2]) - noise3(q[0], q[1] - 0.4, q[2]),
                      noise3(q[0], q[1], q[2] + 0.4) - noise3(q[0], q[1], q[2] - 0.4)])
        n = n.copy()
        n[:, bump] = unit(n[:, bump] - g * F(0.30))
    to = WINDOW - p
    far = np.sqrt(dot(to, to))
    l = to / far
    lit = dot(n, l)
    shadow = np.ones_like(lit)
    facing = lit > -0.25
    if cheap:
        ao = F(0.6) + F(0.4) * n[1]
    else:
        shadow[facing] = R.soft_shadow(scene, (p + n * F(0.012))[:, facing], l[:, facing], 0.20, far=5.0, steps=40)
        ao = R.occlusion(scene, p, n, 0.6)
    # Fruit lets a little light through, so its terminator is soft.
    wrap = np.isin(kind, (GRAPE, APPLE, PEAR, LEMON)) * F(0.22)
    diff = np.clip((lit + wrap) / (1 + wrap), 0, 1)
    fall = (F(7.8) / far) ** 2
    key = LIGHT * (diff * shadow * fall)
    # The window lights the wall in a slanting patch.
    beam = smooth(1.7, -0.6, p[0] * F(0.55) + p[1] * F(0.35) - F(0.4))
    key = np.where(kind == WALL, key * (F(0.12) + F(0.75) * beam), key)
    amb = ROOM * ((F(0.55) + F(0.45) * n[1] - F(0.25) * n[0]) * ao)
    bounce = vec(0.34, 0.27, 0.19) * (np.clip(F(0.5) - F(0.5) * n[1], 0, 1) * ao * smooth(2.5, 0, p[1]) )
    metal = (kind == BOWL_)
    col = base * (key * np.where(metal, F(0.35), F(1)) * F(0.42) + amb + bounce)
    # Reflections: fresnel-weighted window, and the room.
    r = rd - n * (2 * dot(rd, n))
    cosv = np.clip(-dot(rd, n), 0, 1)
    fres = gloss * (F(0.10) + F(0.9) * (1 - cosv) ** 5 * smooth(-0.5, 0.3, r[1]))
    fres = np.where(metal, F(0.8), fres)
    tint = np.where(metal, base * F(1.3), F(1))
    h = unit(l - rd)
    spec = np.clip(dot(n, h), 0, 1) ** sharp * (sharp + 8) / F(60)
    mirror = window_in(p, r) * smooth(60, 200, sharp) * 9 + spec * smooth(200, 60, sharp) * F(1.0)
    col = col + tint * LIGHT * (fres * mirror * shadow)
    return col, r, fres * smooth(30, 140, sharp), tint


def shade(eye, rd, u, v):
    """Colour of each ray."""
    t = R.march(scene, eye, rd, near=3.0, far=14, steps=130)
    p = eye + rd * t
    n = R.normal(scene, p, 0.002)
    kind = which(p)
    col, r, mirror, tint = light_up(p, n, rd, kind)
    g = np.flatnonzero(mirror > 0.015)
    if g.size:
        o, d = (p + n * F(0.015))[:, g], r[:, g]
        t2 = R.march(scene, o, d, near=0.02, far=7, steps=50, eps=0.003)
        q = o + d * t2
        hit = t2 < 6.9
        seen = vec(0.10, 0.09, 0.08) + vec(0.25, 0.25, 0.27) * smooth(0.2, 1, d[1]) + 0 * q
        if hit.any():
            n2 = R.normal(scene, q[:, hit], 0.004)
            seen[:, hit] = light_up(q[:, hit], n2, d[:, hit], which(q[:, hit]), cheap=True)[0]
        tt = tint[:, g] if tint.ndim > 1 else tint
        col[:, g] += tt * seen * mirror[g]
    return col


def render(width, height, ss=2):
    """The finished picture as display values (h, w, 3)."""
    camera = R.Camera((0.15, 2.15, -7.6), (0.12, 0.86, 0.3), 27.5)
    col = R.trace(shade, camera, width * ss, height * ss)
    return R.shrink(R.film(col, exposure=1.0, glow=0.05, contrast=1.25, saturation=1.0, vignette=0.35), ss)
