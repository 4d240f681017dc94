"""Colours of the portrait: skin and lips, eyes, cloth, hair, backdrop."""
import numpy as np

from figure import EYE_R, EYE_X, EYE_Y, EYE_Z, SCARF, almond, bust, neckline, strand, turned
from noise import noise3, fbm2, fbm3
from render import F, dot, mix, smooth, srgb, unit, vec


def blob(q, x, y, w, h):
    """Soft spot on the face at x, y (both sides), 1 in its middle."""
    return np.exp(-(((np.abs(q[0]) - F(x)) / F(w)) ** 2 + ((q[1] - F(y)) / F(h)) ** 2))


def complexion(p):
    """Colour of the skin, with brows, lips, blush and lashes."""
    q = turned(p)
    t = fbm3(*(q * F(5)), 4)
    c = mix(srgb("#dda585"), srgb("#eabb9a"), smooth(0.3, 0.7, t))
    c = c * (F(0.93) + F(0.14) * noise3(*(q * F(46))))
    front = (q[2] > 0.25) & (q[1] > -1)
    c = mix(c, srgb("#cf6f5c"), blob(q, 0.40, -0.16, 0.17, 0.13) * F(0.50) * front)
    c = mix(c, srgb("#d4785f"), blob(q, 0.0, -0.20, 0.10, 0.07) * F(0.35) * front)
    c = mix(c, srgb("#b07a66"), blob(q, 0.27, 0.14, 0.17, 0.06) * F(0.35) * front)
    # Lips: between two curves that meet at the corners.
    x = np.abs(q[0])
    bow = F(-0.378) - F(1.9) * (x - F(0.045)) ** 2 - F(0.010) * np.exp(-(x / F(0.025)) ** 2)
    under = F(-0.528) + F(3.1) * x ** 2
    y = q[1]
    lip = smooth(0.0, 0.016, bow - y) * smooth(0.0, 0.018, y - under) * smooth(0.190, 0.165, x) * front
    rose = mix(srgb("#a8423f"), srgb("#c8635a"), smooth(-0.43, -0.50, y))
    c = mix(c, rose * (F(0.88) + F(0.24) * fbm2(q[0] * 60, y * 9, 2)), lip * F(0.85))
    # Brows: short hairs along an arc.
    arc = F(0.262) + F(0.30) * (x - F(0.12)) - F(0.95) * np.maximum(x - F(0.24), 0) ** 2 * 2
    thick = mix(F(0.036), F(0.012), smooth(0.12, 0.46, x))
    hairs = fbm2(x * 42 - (y - arc) * 30, (y - arc) * 26, 3)
    brow = smooth(1.25, 0.35, np.abs(y - arc) / thick + (hairs - F(0.5)) * F(0.9)) * smooth(0.095, 0.14, x) \
        * smooth(0.49, 0.43, x) * front
    c = mix(c, srgb("#3a2417"), brow * F(0.85))
    # Dark edge of the lids, as lashes make it; stronger above.
    ex, ey = x - F(EYE_X), y - F(EYE_Y)
    rim = almond(ex, ey, q[2] + 1)
    lash = smooth(0.026, 0.004, rim) * (F(0.25) + F(0.75) * smooth(-0.01, 0.03, ey)) * smooth(0.21, 0.18,
            np.abs(ex)) * front
    return mix(c, srgb("#2a1712"), lash * F(0.85))


GAZE = unit(vec(0.16, -0.02, 1.0))       # in the head's frame, back towards the viewer


def iris(p):
    """Colour of the eyeballs: white, iris with rays, pupil."""
    q = turned(p)
    side = np.sign(q[0])
    e = np.stack([q[0] - side * F(EYE_X), q[1] - F(EYE_Y), q[2] - F(EYE_Z)]) / F(EYE_R)
    along = dot(e, GAZE)
    r = np.sqrt(np.maximum(1 - along * along, 0))
    w = e - GAZE * along
    turn = np.arctan2(w[1], w[0])
    white = mix(srgb("#d3c8be"), srgb("#c49484"), smooth(0.55, 1.0, np.abs(e[0] - GAZE[0])) * F(0.6))
    rays = fbm2(turn * 7 + 20, r * 5, 3)
    c = mix(srgb("#4f6a4a"), srgb("#8a6230"), smooth(0.36, 0.20, r + F(0.1) * rays)) * (F(0.35) + F(0.8) * rays)
    c = mix(c, srgb("#1d2418"), smooth(0.40, 0.49, r))
    c = mix(c, vec(0.006, 0.006, 0.006), smooth(0.225, 0.195, r))
    return mix(c, white, smooth(0.475, 0.53, r))


def weave(p, kind):
    """Colour of cloth: the blue and gold scarf, the russet dress."""
    if kind == SCARF:
        q = turned(p)
        t = fbm3(*(q * F(3.2)), 4)
        c = mix(srgb("#1f4f86"), srgb("#4f8fc0"), smooth(0.3, 0.75, t))
        tail = (q[1] < -0.1) & (q[0] > 0.3)
        gold = mix(srgb("#b98a2e"), srgb("#e6c265"), t)
        c = np.where(tail, gold, c)
        # Golden stripes follow the winding.
        s = np.abs(np.modf((q[1] * F(0.88) - q[2] * F(0.47)) * F(2.6) + 10)[0] - F(0.5))
        c = np.where(tail, c, mix(c, gold, smooth(0.06, 0.04, s) * F(0.9)))
        return c * (F(0.82) + F(0.36) * noise3(*(q * F(55))))
    t = fbm3(*(p * F(2.5)), 4)
    c = mix(srgb("#7a3320"), srgb("#b4603f"), smooth(0.3, 0.7, t))
    # A linen edge along the neckline, and a line of gold stitching.
    q = bust(p)
    cut = neckline(q)
    c = mix(c, srgb("#e8dcc2"), smooth(0.085, 0.075, cut))
    stitch = smooth(0.012, 0.006, np.abs(cut - F(0.125))) * smooth(-0.3, 0.2, np.sin(np.arctan2(q[2], q[0]) * 130))
    c = mix(c, srgb("#e0b65a"), stitch)
    return c * (F(0.78) + F(0.44) * noise3(*(p * F(42))))


def tresses(p):
    """Colour of hair: fine lights and darks along the strands."""
    q = turned(p)
    a = strand(q)
    t = fbm2(a * 90, q[1] * F(1.3), 3)
    return mix(srgb("#2a160c"), srgb("#5d3519"), smooth(0.3, 0.75, t))


def backdrop(rd, u, v):
    """A painted canvas, lighter beside the face's shaded side."""
    t = fbm2(u * F(1.6) + 4, v * F(1.6) + 7, 6, 0.58)
    c = mix(srgb("#3c3f36"), srgb("#8a846a"), smooth(0.25, 0.75, t))
    pool = np.exp(-(((u - F(0.42)) / F(0.75)) ** 2 + ((v - F(0.05)) / F(0.9)) ** 2))
    return c * (F(0.35) + F(1.0) * pool) * (F(0.9) + F(0.2) * fbm2(u * 90, v * 90, 2))
