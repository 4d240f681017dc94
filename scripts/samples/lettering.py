"""Lettering of our own: every letter is a skeleton of lines and arcs, inked with an elliptical nib.

A round nib gives a plain face, a broad nib held level or aslant gives thick and thin strokes. Letters are
kept as distances in metres on a board's plane, so that they can be painted, cut, or raised.
"""
import numpy as np

from render import F

PER_METRE = 420          # resolution of a board


def arc(cx, cy, rx, ry, start, end):
    """Points along an ellipse's arc; angles in degrees, counted from the right, upwards."""
    a = np.radians(np.linspace(start, end, max(3, int(abs(end - start) / 15) + 1)))
    return [(cx + rx * np.cos(t), cy + ry * np.sin(t)) for t in a]


def bowl(x, top, bottom, reach):
    """A bowl to the right of a stem at x."""
    mid, r = (top + bottom) / 2, (top - bottom) / 2
    return [(x, top), (reach - r, top), *arc(reach - r, mid, r, r, 90, -90), (x, bottom)]


def round_(cx, cy, rx, ry):
    """A full oval."""
    return arc(cx, cy, rx, ry, 90, 450)


X = 0.64                 # height of small letters; capitals reach 1, tails -0.3
_h, _m = X / 2, 0.22     # middle and half width of their ovals
# Width, then strokes.
GLYPHS = {
    " ": (0.32,),
    "A": (0.78, [(0, 0), (0.39, 1), (0.78, 0)], [(0.14, 0.34), (0.64, 0.34)]),
    "B": (0.58, [(0, 0), (0, 1)], bowl(0, 1, 0.53, 0.52), bowl(0, 0.53, 0, 0.58)),
    "C": (0.76, arc(0.46, 0.5, 0.46, 0.5, 48, 312)),
    "D": (0.74, [(0, 0), (0, 1)], [(0, 1), (0.26, 1), *arc(0.26, 0.5, 0.48, 0.5, 90, -90), (0, 0)]),
    "E": (0.52, [(0, 0), (0, 1)], [(0, 1), (0.52, 1)], [(0, 0.53), (0.44, 0.53)], [(0, 0), (0.54, 0)]),
    "F": (0.50, [(0, 0), (0, 1)], [(0, 1), (0.52, 1)], [(0, 0.51), (0.43, 0.51)]),
    "G": (0.80, arc(0.46, 0.5, 0.46, 0.5, 50, 318), [(0.80, 0.12), (0.80, 0.44), (0.54, 0.44)]),
    "H": (0.70, [(0, 0), (0, 1)], [(0.70, 0), (0.70, 1)], [(0, 0.53), (0.70, 0.53)]),
    "I": (0.0, [(0, 0), (0, 1)]),
    "J": (0.36, [(0.36, 1), (0.36, 0.18), *arc(0.18, 0.18, 0.18, 0.2, 0, -150)]),
    "K": (0.64, [(0, 0), (0, 1)], [(0.60, 1), (0.02, 0.42)], [(0.18, 0.58), (0.66, 0)]),
    "L": (0.50, [(0, 1), (0, 0)], [(0, 0), (0.52, 0)]),
    "M": (0.86, [(0.04, 0), (0.08, 1)], [(0.08, 1), (0.43, 0.12)], [(0.43, 0.12), (0.78, 1)], [(0.78, 1), (0.82, 0)]),
    "N": (0.72, [(0, 0), (0, 1)], [(0, 1), (0.72, 0)], [(0.72, 0), (0.72, 1)]),
    "O": (0.92, round_(0.46, 0.5, 0.46, 0.5)),
    "P": (0.54, [(0, 0), (0, 1)], bowl(0, 1, 0.46, 0.54)),
    "Q": (0.92, round_(0.46, 0.5, 0.46, 0.5), [(0.52, 0.22), (0.90, -0.14)]),
    "R": (0.60, [(0, 0), (0, 1)], bowl(0, 1, 0.50, 0.53), [(0.24, 0.50), (0.62, 0)]),
    "S": (0.54, [*arc(0.28, 0.755, 0.235, 0.245, 38, 262), *arc(0.27, 0.265, 0.265, 0.265, 82, -145)]),
    "T": (0.68, [(0.34, 0), (0.34, 1)], [(0, 1), (0.68, 1)]),
    "U": (0.68, [(0, 1), (0, 0.34), *arc(0.34, 0.34, 0.34, 0.34, 180, 360), (0.68, 1)]),
    "V": (0.74, [(0, 1), (0.37, 0), (0.74, 1)]),
    "W": (1.06, [(0, 1), (0.27, 0), (0.53, 1), (0.79, 0), (1.06, 1)]),
    "X": (0.70, [(0.02, 1), (0.70, 0)], [(0.66, 1), (0, 0)]),
    "Y": (0.70, [(0, 1), (0.35, 0.48), (0.70, 1)], [(0.35, 0.48), (0.35, 0)]),
    "Z": (0.64, [(0.02, 1), (0.64, 1), (0, 0), (0.66, 0)]),
    "a": (0.42, round_(_m, _h, _m, _h), [(0.42, X), (0.42, 0.0)]),
    "b": (0.44, [(0, 1), (0, 0)], round_(_m, _h, _m, _h)),
    "c": (0.38, arc(_m, _h, _m, _h, 50, 310)),
    "d": (0.44, [(0.44, 1), (0.44, 0)], round_(_m, _h, _m, _h)),
    "e": (0.43, [(0.01, 0.35), (0.43, 0.35), *arc(_m, _h, _m, _h, 5, 312)]),
    "f": (0.26, [*arc(0.24, 0.84, 0.14, 0.16, 50, 180), (0.10, 0)], [(-0.02, X), (0.24, X)]),
    "g": (0.42, round_(_m, _h, _m, _h), [(0.42, X), (0.42, -0.10), *arc(0.22, -0.10, 0.20, 0.20, 0, -150)]),
    "h": (0.40, [(0, 1), (0, 0)], [(0, 0.40), *arc(0.20, 0.42, 0.20, 0.22, 170, 0), (0.40, 0)]),
    "i": (0.0, [(0, X), (0, 0)], [(0, 0.86), (0, 0.87)]),
    "j": (0.06, [(0.06, X), (0.06, -0.14), *arc(-0.08, -0.14, 0.14, 0.16, 0, -110)], [(0.06, 0.86), (0.06, 0.87)]),
    "k": (0.38, [(0, 1), (0, 0)], [(0.36, X), (0.02, 0.26)], [(0.12, 0.36), (0.40, 0)]),
    "l": (0.06, [(0, 1), (0, 0.10), *arc(0.10, 0.10, 0.10, 0.10, 180, 270)]),
    "m": (0.66, [(0, X), (0, 0)], [(0, 0.40), *arc(0.165, 0.46, 0.165, 0.18, 170, 0), (0.33, 0)],
          [(0.33, 0.40), *arc(0.495, 0.46, 0.165, 0.18, 170, 0), (0.66, 0)]),
    "n": (0.40, [(0, X), (0, 0)], [(0, 0.40), *arc(0.20, 0.42, 0.20, 0.22, 170, 0), (0.40, 0)]),
    "o": (0.46, round_(0.23, _h, 0.23, _h)),
    "p": (0.44, [(0, X), (0, -0.30)], round_(_m, _h, _m, _h)),
    "q": (0.44, [(0.44, X), (0.44, -0.30)], round_(_m, _h, _m, _h)),
    "r": (0.26, [(0, X), (0, 0)], [(0, 0.38), *arc(0.20, 0.40, 0.20, 0.24, 170, 55)]),
    "s": (0.34, [*arc(0.175, 0.485, 0.145, 0.155, 38, 262), *arc(0.17, 0.165, 0.165, 0.165, 82, -145)]),
    "t": (0.28, [(0.10, 0.90), (0.10, 0.14), *arc(0.22, 0.14, 0.12, 0.14, 180, 300)], [(-0.04, X), (0.26, X)]),
    "u": (0.40, [(0, X), (0, 0.22), *arc(0.20, 0.22, 0.20, 0.22, 180, 360)], [(0.40, X), (0.40, 0)]),
    "v": (0.42, [(0, X), (0.21, 0), (0.42, X)]),
    "w": (0.62, [(0, X), (0.16, 0), (0.31, X), (0.46, 0), (0.62, X)]),
    "x": (0.40, [(0, X), (0.40, 0)], [(0.40, X), (0, 0)]),
    "y": (0.42, [(0, X), (0.21, 0)], [(0.42, X), (0.14, -0.26), (0.02, -0.30)]),
    "z": (0.38, [(0, X), (0.38, X), (0, 0), (0.40, 0)]),
    "0": (0.54, round_(0.27, 0.5, 0.27, 0.5)),
    "1": (0.24, [(0, 0.80), (0.22, 1), (0.22, 0)]),
    "2": (0.50, [*arc(0.25, 0.74, 0.24, 0.26, 165, -30), (0, 0), (0.52, 0)]),
    "3": (0.50, [*arc(0.23, 0.76, 0.22, 0.24, 150, -90), *arc(0.23, 0.26, 0.27, 0.26, 90, -150)]),
    "4": (0.56, [(0.42, 0), (0.42, 1), (0, 0.28), (0.58, 0.28)]),
    "5": (0.50, [(0.46, 1), (0.08, 1), (0.04, 0.54), *arc(0.22, 0.31, 0.28, 0.31, 120, -140)]),
    "6": (0.52, [(0.42, 1), *arc(0.30, 0.36, 0.30, 0.5, 130, 180), *arc(0.26, 0.30, 0.26, 0.30, 180, 540)]),
    "7": (0.50, [(0, 1), (0.52, 1), (0.16, 0)]),
    "8": (0.52, round_(0.26, 0.76, 0.22, 0.24), round_(0.26, 0.26, 0.26, 0.26)),
    "9": (0.52, round_(0.26, 0.70, 0.26, 0.30), [(0.52, 0.70), *arc(0.22, 0.60, 0.30, 0.58, 0, -60)]),
    "&": (0.78, [(0.78, 0), (0.16, 0.72), *arc(0.30, 0.80, 0.18, 0.20, 205, -30), (0.14, 0.42),
                 *arc(0.28, 0.24, 0.27, 0.24, 130, 330), (0.74, 0.48)]),
    ".": (0.0, [(0, 0.02), (0, 0.03)]),
    ",": (0.04, [(0.04, 0.04), (0, -0.12)]),
    "'": (0.0, [(0, 1), (0, 0.82)]),
    "-": (0.28, [(0, 0.36), (0.28, 0.36)]),
    ":": (0.0, [(0, 0.06), (0, 0.07)], [(0, 0.52), (0, 0.53)]),
    "!": (0.0, [(0, 1), (0, 0.28)], [(0, 0.02), (0, 0.03)]),
    "*": (0.12, round_(0.06, 0.40, 0.05, 0.05)),
}


def width(text, gap):
    """Length of a line of text of size one."""
    return sum(GLYPHS[c][0] + gap for c in text) - gap


class Board:
    """A rectangle with letters: the distance to the nearest ink at each point, in metres, below zero within it."""

    def __init__(self, left, bottom, wide, high, per_metre=PER_METRE):
        self.left, self.bottom, self.per_metre = left, bottom, per_metre
        self.distance = np.full((int(high * per_metre) + 1, int(wide * per_metre) + 1), 0.2, F)

    def write(self, text, x, y, size, nib=(0.10, 0.10, 0), gap=0.22, align=0.5, slant=0.0, serif=0.0, bend=0.0,
              wobble=0.0, turn=0):
        """Write a line of text: x is its left, middle or right end (align 0, 0.5, 1), y its baseline.

        nib: the ellipse's two diameters, as parts of `size`, and its angle. `serif` adds feet to upright and
        slanting strokes, `bend` bows the line upwards, `wobble` is an unsteady hand, `turn` 90 writes upwards.
        """
        rng = np.random.default_rng(len(text) + int(size * 1000))
        pen = -align * width(text, gap)
        for c in text:
            wide, *strokes = GLYPHS[c]
            lift, tip = wobble * rng.normal(0, 0.06), wobble * rng.normal(0, 0.06)
            for s in strokes:
                for q in [s, *feet(s, serif)]:
                    q = np.array(q, float)
                    q[:, 0] += slant * q[:, 1] + tip * q[:, 1] + pen
                    q[:, 1] += lift
                    self._stroke(q * size, (x, y), nib, size, bend, turn)
            pen += wide + gap

    def _stroke(self, q, at, nib, size, bend, turn):
        if bend:
            # Bent along a circle of radius 1 / bend, the line's middle staying where it is.
            a, r = q[:, 0] * bend, 1 / bend + q[:, 1]
            q = np.stack([r * np.sin(a), r * np.cos(a) - 1 / bend], 1)
        if turn:
            q = np.stack([-q[:, 1], q[:, 0]], 1)
        q = q + at
        h, w = self.distance.shape
        pad = 0.05 + size * max(nib[:2])
        c0, r0 = np.floor(((q.min(0) - pad) - (self.left, self.bottom)) * self.per_metre).astype(int)
        c1, r1 = np.ceil(((q.max(0) + pad) - (self.left, self.bottom)) * self.per_metre).astype(int)
        c0, r0, c1, r1 = max(c0, 0), max(r0, 0), min(c1, w), min(r1, h)
        if c1 <= c0 or r1 <= r0:
            return
        # In the nib's own space the nib is a circle, and inking is a distance to the skeleton.
        a = np.radians(nib[2] + (90 if turn else 0))
        small = min(nib[:2])
        squeeze = np.array([[np.cos(a) * small / nib[0], np.sin(a) * small / nib[0]],
                            [-np.sin(a) * small / nib[1], np.cos(a) * small / nib[1]]])
        y, x = np.mgrid[r0:r1, c0:c1] / self.per_metre
        p = np.stack([(x + self.left).ravel(), (y + self.bottom).ravel()], 1) @ squeeze.T
        k = q @ squeeze.T
        best = np.full(len(p), 9.0)
        for b, e in zip(k[:-1], k[1:]):
            along = e - b
            t = np.clip((p - b) @ along / max(along @ along, 1e-12), 0, 1)
            best = np.minimum(best, ((p - b - t[:, None] * along) ** 2).sum(1))
        part = self.distance[r0:r1, c0:c1]
        d = (np.sqrt(best) - small * size / 2).reshape(part.shape)
        if min(part.shape) > 2:
            # Back to metres: the squeezed distance grows too slowly across the nib's long side.
            gy, gx = np.gradient(d)
            d = d / np.clip(np.hypot(gx, gy) * self.per_metre, 0.2, 1)
        part[...] = np.minimum(part, d)

    def at(self, x, y):
        """Distance to ink at the points, between the samples by bilinear weights; 0.2 off the board."""
        h, w = self.distance.shape
        gx, gy = (x - F(self.left)) * F(self.per_metre), (y - F(self.bottom)) * F(self.per_metre)
        on = (gx >= 0) & (gy >= 0) & (gx < w - 1) & (gy < h - 1)
        out = np.full(x.shape, 0.2, F)
        gx, gy = gx[on], gy[on]
        i, j = gx.astype(np.int32), gy.astype(np.int32)
        u, v = gx - i, gy - j
        d = self.distance
        out[on] = (d[j, i] * (1 - u) + d[j, i + 1] * u) * (1 - v) + (d[j + 1, i] * (1 - u) + d[j + 1, i + 1] * u) * v
        return out

    def ink(self, x, y, soft=0.003):
        """How much ink covers the points, 0..1."""
        d = self.at(x, y)
        return np.clip(F(0.5) - d / F(soft), 0, 1)


def feet(stroke, length):
    """Serifs: short level strokes at a stroke's ends on the base line, or at the height of its letter."""
    if not length:
        return []
    out = []
    for (x, y), (nx, ny) in ((stroke[0], stroke[1]), (stroke[-1], stroke[-2])):
        if abs(ny - y) > 2 * abs(nx - x) * 0.4 and min(abs(y - k) for k in (0, 1, X)) < 0.02:
            out.append([(x - length, y), (x + length, y)])
    return out
