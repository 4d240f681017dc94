"""Colours of the still life: what each thing is made of."""
import numpy as np

from noise import noise3, fbm2, fbm3
from render import F, dot, mix, smooth, srgb, unit, vec
from still_life_things import (
    APPLE, APPLES, BOTTLE, BOWL_, CLOTH, CORK, GRAPE, JUG, LEMON, PEAR, STEM, TABLE, WALL,
    edge_of_cloth)


def colours(p, n, kind):
    """Base colour, gloss (0..1) and sharpness of the highlight at each point."""
    base = np.zeros_like(p)
    gloss = np.full(p.shape[1], 0.03, F)
    sharp = np.full(p.shape[1], 12, F)

    def put(k, fn, g, s):
        m = kind == k
        if m.any():
            base[:, m] = fn(p[:, m], n[:, m])
            gloss[m], sharp[m] = g, s

    def plaster(p, n):
        t = fbm2(p[0] * F(0.8), p[1] * F(0.8), 6, 0.6)
        return mix(srgb("#6f6552"), srgb("#a5946f"), smooth(0.3, 0.7, t)) \
            * (F(0.8) + F(0.4) * fbm2(p[0] * 9, p[1] * 9, 3))

    def wood(p, n):
        u = p[0] * F(0.35) + 5
        v = np.where(np.abs(n[1]) > 0.5, p[2], p[1])
        board = np.floor(v / F(0.62))
        g = fbm2(u + board * 7.3 + F(0.5) * fbm2(u * 2, v * 3, 3), v * F(9), 5, 0.6)
        gap = smooth(0.0, 0.03, np.abs(v / F(0.62) - board - F(0.5)) * F(-1) + F(0.5))
        return mix(srgb("#3a2413"), srgb("#8b5a2e"), smooth(0.25, 0.75, g)) * (F(0.35) + F(0.65) * gap)

    def linen(p, n):
        up = np.abs(n[1]) > 0.6
        v = np.where(up, p[2], p[1])
        weave = fbm2(p[0] * F(60), v * F(60), 2)
        c = srgb("#ece4d4") * (F(0.82) + F(0.22) * weave)
        # Two woven stripes along the hem.
        e = edge_of_cloth(p)
        stripe = smooth(0.02, 0, np.abs(np.abs(e + F(0.34)) - F(0.05)) - F(0.022))
        return mix(c, srgb("#7d2f2c"), stripe * F(0.85))

    def glaze(p, n):
        y = p[1]
        t = fbm3(p[0] * 2, y * 2, p[2] * 2, 4)
        c = mix(srgb("#27506e"), srgb("#5d93a8"), smooth(0.35, 0.65, t))
        drip = y + F(0.25) * fbm2(np.arctan2(p[2] - F(0.75), p[0] + F(1.25)) * F(2.2), y * F(0.4), 3)
        raw = smooth(0.47, 0.40, drip)
        clay = mix(srgb("#a5734c"), srgb("#c99c6b"), fbm3(p[0] * 9, y * 22, p[2] * 9, 3))
        band = smooth(0.03, 0.0, np.abs(y - F(1.28)) - F(0.05))
        c = mix(c, srgb("#d9cfae"), band * F(0.8))
        return mix(c, clay, raw)

    def glass(p, n):
        c = srgb("#16240f") * (F(0.8) + F(0.4) * fbm3(*(p * 3), 3))
        label = smooth(0.02, 0, np.abs(p[1] - F(0.86)) - F(0.36)) * (p[2] < 1.25)
        a = np.arctan2(p[0] - F(1.62), -(p[2] - F(1.25)))
        label = label * smooth(0.02, 0, np.abs(a + F(0.2)) - F(0.95))
        t = p[1] - F(0.86)
        lines = smooth(0.016, 0.008, np.abs(np.abs(t) - F(0.28)))
        paper = mix(srgb("#cdb98c"), srgb("#e2d4ab"), fbm2(a * 8, p[1] * 8, 4))
        seal = smooth(0.17, 0.15, np.hypot(a + F(0.2), t * F(2.0)))
        paper = mix(mix(paper, srgb("#6d3a22"), lines), srgb("#8a2f25"), seal)
        capsule = smooth(2.16, 2.18, p[1])
        c = mix(c, srgb("#5c1a1c"), capsule)
        return mix(c, paper, label)

    def copper(p, n):
        t = fbm3(*(p * 4), 4)
        return mix(srgb("#8c4a26"), srgb("#e09a5e"), smooth(0.3, 0.7, t))

    def apple(p, n):
        out = np.zeros_like(p)
        near = np.argmin(np.stack([dot(p - vec(*c), p - vec(*c)) for c, _, _ in APPLES]), axis=0)
        for i, (c, lean, s) in enumerate(APPLES):
            m = near == i
            q = (p[:, m] - vec(*c)) / F(s)
            axis = unit(vec(lean[0], 1, lean[1]))
            y = dot(q, axis)
            w = q - axis * y
            turn = np.arctan2(w[2], w[0])
            streak = fbm2(np.cos(turn) * 9 + i * 11, np.sin(turn) * 9 + y * F(1.2), 4, 0.6)
            patch = fbm3(*(q * F(1.3) + F(i * 3.7)), 3)
            red = smooth(0.36, 0.60, patch + F(0.4) * (streak - F(0.5)) + F([0.06, 0.10, -0.10, 0.05][i]))
            c_ = mix(mix(srgb("#cfae3c"), srgb("#a9b04a"), smooth(0.2, 0.7, y)), srgb("#a3191b"), red)
            c_ = c_ * (F(0.75) + F(0.5) * streak)
            freckle = smooth(0.72, 0.80, noise3(*(q * 30))) * F(0.45)
            out[:, m] = mix(mix(c_, srgb("#e5cf8a"), freckle), srgb("#6d6a2a"),
                            smooth(0.30, 0.12, np.sqrt(dot(w, w))) * (y > 0) * F(0.8))
        return out

    def pear(p, n):
        t = fbm3(*(p * F(2.2)), 4)
        c = mix(srgb("#8f9a34"), srgb("#d6b545"), smooth(0.3, 0.65, t))
        blush = smooth(0.1, 0.9, n[0] * F(0.7) + F(0.4) * t + F(0.1))
        c = mix(c, srgb("#b5562a"), blush * F(0.55))
        spots = smooth(0.66, 0.76, noise3(*(p * 48)))
        return mix(c, srgb("#6d5320"), spots * F(0.55)) * (F(0.8) + F(0.4) * fbm3(*(p * 11), 3))

    def grape(p, n):
        t = fbm3(*(p * F(2.0)), 2)
        c = mix(srgb("#2a1030"), srgb("#6a2148"), smooth(0.3, 0.7, t))
        bloom = smooth(0.45, 0.75, fbm3(*(p * 9), 3) + F(0.15) * n[1])
        return mix(c, srgb("#7f7fa6"), bloom * F(0.42))

    def peel(p, n):
        return mix(srgb("#c99a1c"), srgb("#e2c548"), fbm3(*(p * 5), 4)) * (F(0.85) + F(0.3) * noise3(*(p * 30)))

    put(WALL, plaster, 0.0, 5)
    put(TABLE, wood, 0.16, 40)
    put(CLOTH, linen, 0.0, 5)
    put(JUG, glaze, 0.55, 260)
    put(BOTTLE, glass, 0.8, 500)
    put(CORK, lambda p, n: mix(srgb("#7a5a38"), srgb("#c09a68"), fbm3(*(p * 20), 3)), 0.02, 8)
    put(BOWL_, copper, 0.75, 90)
    put(APPLE, apple, 0.20, 120)
    put(STEM, lambda p, n: srgb("#4a3218") + 0 * p, 0.05, 12)
    put(PEAR, pear, 0.22, 50)
    put(LEMON, peel, 0.16, 50)
    put(GRAPE, grape, 0.5, 200)
    return base, gloss, sharp
