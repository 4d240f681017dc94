"""What the bookshop is made of: paint, brick, stone, gold leaf, cloth, paper and chalk.

Each is a function paint(p, n, rd) -> base colour that may bend the normals n, where they lie.
"""
import numpy as np

from noise import fbm2, noise2
from render import F, mix, smooth, srgb, unit
from shop_letters import CLOTHS
from town_paint import bricks

SUN_SLANT = (0.48, -0.62)   # the shadow of a raised letter, for each metre that it stands out


def wood(colour, wear=1.0):
    """Oil paint on wood: brush marks along the grain, and dirt and bare spots at the foot."""
    base = srgb(colour)

    def paint(p, n, rd):
        marks = fbm2(p[0] * F(3) + p[2] * 3, p[1] * F(40), 3) * F(0.10) + fbm2(p[0] * F(40), p[1] * F(2.5), 3) * F(0.14)
        dirt = fbm2(p[0] * F(1.3) + 3, p[1] * F(1.3) + p[2], 4)
        col = base * (F(0.72) + marks + F(0.30) * dirt)
        low = smooth(0.75, 0.0, p[1]) * dirt
        col = mix(col, srgb("#6b6252") * F(0.7), low * F(0.55 * wear))
        chip = smooth(0.70, 0.74, fbm2(p[0] * 9, p[1] * 9 + p[2] * 9, 4)) * smooth(1.2, 0.1, p[1])
        return mix(col, srgb("#8d7a5c"), chip * F(0.7 * wear))
    return paint


def brick(p, n, rd):
    """Old red bricks with pale joints."""
    side = np.abs(n[0]) > 0.6
    a = np.where(side, p[2], p[0]) + F(0.004) * (fbm2(p[0] * 30, p[1] * 30, 2) - F(0.5))
    j, t = bricks(a, p[1] + F(0.004) * fbm2(p[0] * 22, p[1] * 22, 2), F(0.078))
    t2 = noise2(np.floor(p[1] / F(0.078)) * F(7.1), np.floor(a / F(0.19)) * F(3.3))
    col = mix(srgb("#63342a"), srgb("#9c6450"), F(0.6) * t + F(0.4) * t2) \
        * (F(0.65) + F(0.6) * fbm2(a * 14, p[1] * 14, 3))
    col = mix(srgb("#a89c88") * (F(0.6) + F(0.4) * noise2(a * 30, p[1] * 30)), col, j)
    soot = fbm2(a * F(0.9), p[1] * F(0.5) + 3, 4)
    # Light catches the upper edges of the courses.
    n[1] += F(0.35) * (1 - j) * np.sign(noise2(a * 9, p[1] * 40) - F(0.5))
    n[:] = unit(n)
    return col * (F(0.55) + F(0.6) * soot) * mix(F(0.6), F(1), smooth(0, 0.7, p[1] + F(0.4) * soot))


def paving(p, n, rd):
    """Worn flagstones."""
    q = p[2] + F(0.015) * fbm2(p[0] * 3, p[2] * 3, 3)
    j, t = bricks(p[0] + F(0.015) * fbm2(p[0] * 3 + 9, p[2] * 3, 3), q, F(0.46))
    fine = fbm2(p[0] * 26, p[2] * 26, 4)
    col = mix(srgb("#77706a"), srgb("#a79d8e"), t) \
        * (F(0.55) + F(0.55) * fbm2(p[0] * F(2.2), p[2] * F(2.2), 5)) * (F(0.75) + F(0.5) * fine)
    joint = smooth(0.0, 0.9, j)
    stain = smooth(0.60, 0.70, fbm2(p[0] * F(1.1) + 5, p[2] * F(1.1), 4))
    return col * (F(0.35) + F(0.65) * joint) * (F(1) - F(0.35) * stain)


def gilded(board, ground, gold="#cf9f4c", raised=0.0):
    """Letters on a painted ground; raised ones have rounded edges and throw a shadow."""
    def paint(p, n, rd):
        col = ground(p, n, rd)
        ink = board.ink(p[0], p[1])
        if raised:
            shade = np.zeros_like(ink)
            for k in (0.34, 0.67, 1.0):
                dx, dy = (F(s * raised * k) for s in SUN_SLANT)
                shade = np.maximum(shade, board.ink(p[0] - dx, p[1] - dy, 0.006))
            col = col * (F(1) - F(0.72) * shade)
            e = F(0.003)
            d = board.at(p[0], p[1])
            edge = smooth(-0.016, -0.001, d) * ink
            n[0] += edge * (board.at(p[0] + e, p[1]) - d) / e * F(0.9)
            n[1] += edge * (board.at(p[0], p[1] + e) - d) / e * F(0.9)
            n[:] = unit(n)
        leaf = srgb(gold) * (F(0.75) + F(0.5) * fbm2(p[0] * 16, p[1] * 16, 3))
        return mix(col, leaf, ink)
    return paint


def spine(board, cloth, x, thick):
    """A book's back: rounded, with bands and a title."""
    base = srgb(CLOTHS[cloth])
    pale = srgb("#e9d9a8") if base.mean() < 0.18 else srgb("#3a2a1c")

    def paint(p, n, rd):
        front = n[2] < -0.7
        col = base * (F(0.7) + F(0.5) * fbm2(p[0] * 60, p[1] * 12, 3))
        n[0] += np.where(front, (p[0] - F(x + thick / 2)) / F(thick) * F(1.3), 0)
        n[:] = unit(n)
        col = mix(col, pale, board.ink(p[0], p[1], 0.002) * front * F(0.9))
        return np.where(n[1] > 0.7, srgb("#d8ceb8") * (F(0.6) + F(0.3) * noise2(p[0] * 400, p[2])), col)
    return paint


def cover(board, x, y, w, h, colour):
    """A book's front: a frame, a title, and a picture of hills."""
    def paint(p, n, rd):
        a, b = (p[0] - F(x)) / F(w), (p[1] - F(y)) / F(h)
        col = srgb(colour) * (F(0.8) + F(0.3) * fbm2(p[0] * 40, p[1] * 40, 3))
        pale = srgb("#efe4c6" if srgb(colour).mean() < 0.3 else "#3a2415")
        rim = np.maximum(np.abs(a - F(0.5)) * F(w / h), np.abs(b - F(0.5)) + F(0.5 * w / h - 0.5))
        frame = smooth(0.012, 0.006, np.abs(rim - F(0.45 * w / h)))
        art = (np.abs(a - F(0.5)) < 0.36) & (b > 0.25) & (b < 0.66)
        hill = F(0.40) + F(0.10) * np.sin(a * F(7) + F(x * 9)) + F(0.05) * np.sin(a * 17)
        near = F(0.32) + F(0.05) * np.sin(a * F(9) + 2)
        view = np.where(b < near, srgb("#33402c"), np.where(b < hill, srgb("#7a8c5a"), srgb("#e6d2a0")))
        view = np.where(np.hypot((a - F(0.64)) * F(w / h), b - F(0.56)) < 0.045, srgb("#d2552e"), view)
        col = np.where(art, view, col)
        return mix(col, pale, np.maximum(frame, board.ink(p[0], p[1], 0.002)))
    return paint


def paper(tint):
    """Paper that has been out in the rain."""
    def paint(p, n, rd):
        wrinkle = fbm2(p[0] * 6, p[1] * 9, 4)
        n[0] += (wrinkle - fbm2(p[0] * 6 + F(0.1), p[1] * 9, 4)) * F(1.2)
        n[:] = unit(n)
        return srgb(tint) * (F(0.75) + F(0.35) * wrinkle)
    return paint


def posters(red, black):
    """The two posters' print: a horn's bell for the one, a ship in the waves for the other."""
    cream, blue = paper("#e9dcbc"), paper("#b9cdd0")

    def paint(p, n, rd):
        upper = p[1] > 1.27
        col = np.where(upper, cream(p, n.copy(), rd), blue(p, n, rd))
        x, y = p[0] - F(2.985), p[1] - F(1.73)
        disc = smooth(0.165, 0.161, np.hypot(x, y))
        rays = smooth(0.0, 0.12, np.sin(np.arctan2(y, x) * F(12))) * smooth(0.045, 0.05, np.hypot(x, y))
        col = mix(col, srgb("#d98a1e"), disc * rays * upper)
        col = mix(col, srgb("#1d2a44"), smooth(0.052, 0.049, np.hypot(x, y)) * upper)
        col = mix(col, srgb("#b0241c"), red.ink(p[0], p[1]))
        return mix(col, srgb("#1b1a1c"), black.ink(p[0], p[1]))
    return paint


def slate(board, place, lean):
    """The blackboard: smears of old chalk under today's."""
    (x0, y0, z0), a = place, np.radians(lean)

    def paint(p, n, rd):
        along, up = p[0] - F(x0), (p[1] - F(y0)) * F(np.cos(a)) + (p[2] - F(z0)) * F(np.sin(a))
        smear = fbm2(along * F(3), up * F(7) + along * 4, 4)
        col = mix(srgb("#1d2022"), srgb("#5c6062"), smooth(0.35, 0.9, smear) * F(0.8))
        rough = smooth(0.25, 0.55, fbm2(along * 130, up * 130, 2))
        col = mix(col, srgb("#eef0e6"), board.ink(along, up, 0.004) * (F(0.45) + F(0.55) * rough))
        rim = np.maximum(np.abs(along - F(0.33)) - F(0.285), np.abs(up - F(0.56)) - F(0.42))
        grain = fbm2(along * 40, up * 6, 3)
        return np.where(rim > 0, mix(srgb("#8a5f38"), srgb("#b98a58"), grain), col)
    return paint
