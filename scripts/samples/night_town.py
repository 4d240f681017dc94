"""The harbour town of the night picture: tiers of houses up a hill, a church, the quay and its lamps."""
import numpy as np

import solids
from noise import fbm2, noise2
from render import F, dot, mix, smooth, srgb, unit, vec
from town_paint import bricks

MOON = unit(vec(0.385, 0.150, 1.0))
MOONLIGHT = vec(0.050, 0.066, 0.105)
SKYLIGHT = vec(0.013, 0.021, 0.046)
LAMPLIGHT = vec(1.0, 0.56, 0.20)
QUAY = 2.0
WALLS = np.concatenate([srgb(c) for c in ("#d9b382", "#c98a63", "#e0cfae", "#b8705a", "#cfa24e", "#a9b0a4",
                                          "#d8bfa6", "#bb6f4a")], 1)
SHUTTERS = np.concatenate([srgb(c) for c in ("#2f5a44", "#27405e", "#6e2a1c", "#3d3f45")], 1)
# Light behind the windows: bulbs, lampshades, a cold screen.
ROOMS = np.concatenate([vec(2.6, 1.45, 0.50), vec(2.1, 0.95, 0.28), vec(3.0, 2.0, 0.95), vec(1.0, 1.25, 1.7)], 1)


def tiers():
    """Rows of houses: z, ground, and the reach along x."""
    return [(96, QUAY, -62, 27), (110, 8.0, -60, 20), (123, 14.5, -56, 12), (136, 21.0, -50, 4),
            (149, 27.0, -45, -9)]


def plan():
    """Every house as a dict: corners, roof, traits."""
    r = np.random.default_rng(12)
    out = []
    for k, (z, ground, left, right) in enumerate(tiers()):
        x = left
        while x < right:
            wide = r.uniform(6.0, 9.6)
            floors = int(r.integers(2, 4 + (k == 0)))
            near = z + r.uniform(-1.2, 1.2)
            out.append({"lo": (x, ground - 0.5, near), "hi": (x + wide, ground + 3.0 * floors + 0.7, near + 9),
                        "rise": r.uniform(1.3, 2.6), "along": 0 if r.random() < 0.6 else 2, "ground": ground,
                        "wall": int(r.integers(8)), "shutter": int(r.integers(4)), "seed": len(out), "front": k == 0,
                        "columns": max(2, round(wide / 2.7)), "lit": r.uniform(0.18, 0.55)})
            x += wide + (0.0 if r.random() < 0.65 else r.uniform(0.8, 3.5))
    return out


HOUSES = plan()


def lamp_list():
    """Street lamps (x, y, z, strength): along the quay, and in the lanes above it."""
    r = np.random.default_rng(4)
    out = [(x, QUAY + 4.3, 90.5 + 0.4 * np.sin(x), 1.0) for x in np.arange(-57, 30, 8.6)]
    for z, ground, left, right in tiers()[1:]:
        x = left + r.uniform(2, 9)
        while x < right:
            out.append((x, ground + 3.4, z - 2.6, 0.55))
            x += r.uniform(9, 17)
    return out


LAMPS = lamp_list()


def light(p, n):
    """Light that reaches the points: moon, sky, and the street lamps near them."""
    moon = np.clip(dot(n, MOON), 0, 1)
    total = MOONLIGHT * moon + SKYLIGHT * (F(0.7) + F(0.5) * n[1])
    # The town's own glow hangs over it all.
    total = total + vec(0.009, 0.0055, 0.003) * (F(0.75) - F(0.25) * n[1])
    warm = np.zeros(p.shape[1], F)
    for x, y, z, power in LAMPS:
        q = vec(x, y, z) - p
        r2 = dot(q, q)
        near = r2 < 900
        if near.any():
            q, r2 = q[:, near], r2[near]
            turn = np.clip(dot(n[:, near], q) / np.sqrt(r2) * F(0.85) + F(0.15), 0, 1)
            # Shades keep the light from going up.
            turn = turn * mix(F(1), F(0.28), smooth(0.0, 2.6, p[1, near] - F(y)))
            warm[near] += F(power * 17) * turn / (r2 + F(2.0)) ** F(1.22) * smooth(900, 300, r2)
    return total + LAMPLIGHT * warm


def painter(house):
    """paint(p, n, rd) of a house."""
    r = np.random.default_rng(house["seed"])
    lo, hi = np.array(house["lo"]), np.array(house["hi"])
    keys = r.random((8, 16))
    rooms, drapes = r.integers(0, 4, (8, 16)), r.random((8, 16))
    shift = F(house["seed"] * 7.3)

    def paint(p, n, rd):
        side = np.abs(n[0]) > 0.6
        a = np.where(side, p[2] - F(lo[2]), p[0] - F(lo[0]))
        long = np.where(side, F(hi[2] - lo[2]), F(hi[0] - lo[0]))
        y = p[1] - F(house["ground"])
        stain = fbm2(a * F(0.5) + shift, y * F(0.4), 4)
        fine = fbm2(a * 5 + shift, y * 5, 3)
        base = WALLS[:, [house["wall"]]] * (F(0.5) + F(0.7) * stain) * (F(0.85) + F(0.3) * fine)
        base = base * mix(F(0.6), F(1), smooth(0, 1.4, y + stain))
        tiles, tone = bricks(a if house["along"] else p[2], p[1] * F(1.6), F(0.34))
        roof = (n[1] > 0.2) | ((y > hi[1] - house["ground"] - 0.06) & (n[1] > -0.5) & (np.abs(n[1]) > 0.05))
        base = np.where(roof, mix(srgb("#6b3122"), srgb("#a8583a"), tone) * (F(0.45) + F(0.55) * tiles), base)
        # Cornice and string courses.
        trim = (np.abs(y - F(hi[1] - house["ground"] - 0.18)) < 0.16) | (np.abs(y - F(3.25)) < 0.07)
        base = np.where(trim & ~roof, srgb("#d8cdb8") * (F(0.7) + F(0.3) * fine), base)
        cols = np.maximum(np.round(long / F(2.7)), 2)
        pitch = long / cols
        c = np.clip(np.floor(a / pitch), 0, 15)
        f = np.clip(np.floor((y - F(0.2)) / 3), 0, 7)
        wx, wy = a - (c + F(0.5)) * pitch, y - F(0.2) - (f + F(0.55)) * 3
        top = F(hi[1] - house["ground"])
        shop = (f == 0) & ~side & house["front"]
        hx, hy = np.where(shop, F(0.92), F(0.50)), np.where(shop, F(1.12), F(0.82))
        # Shops have round arches.
        arch = np.where(shop & (wy > 0.35), np.hypot(wx, (wy - F(0.35)) * F(1.2)) - hx, np.abs(wx) - hx)
        inside = (arch < 0) & (np.abs(wy) < hy) & ~roof & (np.abs(n[1]) < 0.2) & (y < top - 0.4)
        rim = (arch < 0.13) & (np.abs(wy) < hy + 0.13) & ~roof & (y < top - 0.3)
        base = np.where(rim & ~inside, srgb("#cfc4ae") * F(0.8), base)
        ci, fi = c.astype(int), f.astype(int)
        key = keys[fi, np.where(side, 15 - ci, ci)]
        lit = key < np.where(shop, F(0.75), F(house["lit"]))
        shutter = ~shop & (np.abs(np.abs(wx) - F(0.78)) < 0.25) & (np.abs(wy) < 0.84) & ~roof & (pitch > 2.3) \
            & (y < top - 0.4)
        slats = F(0.6) + F(0.4) * smooth(0.1, 0.5, np.abs(np.modf(wy * F(6) + 20)[0] - F(0.5)) * 2)
        base = np.where(shutter, SHUTTERS[:, [house["shutter"]]] * slats, base)
        # Some windows are shuttered altogether.
        closed = inside & ~shop & (key > 0.82)
        base = np.where(closed, SHUTTERS[:, [house["shutter"]]] * slats * F(1.1), base)
        pane = inside & ~closed
        bar = smooth(0.05, 0.03, np.minimum(np.abs(wx), np.abs(wy - F(0.25)))) \
            + smooth(0.09, 0.06, np.minimum(-arch, hy - np.abs(wy)))
        drape = smooth(0.2, 0.5, np.abs(wx) / hx - F(0.9) * drapes[fi, ci].astype(F) + F(0.25))
        room = ROOMS[:, rooms[fi, ci]] * (F(0.30) + F(0.8) * smooth(-1.2, 0.9, wy)) * (F(1) - F(0.55) * drape)
        # Furniture and goods stand dark in the light.
        goods = smooth(0.48, 0.60, fbm2(a * F(2.6) + shift, y * F(3.2), 3)) * smooth(0.5, -0.6, wy)
        room = room * (F(1) - F(0.75) * goods) * (F(0.6) + F(0.8) * drapes[fi, ci].astype(F))
        dark = vec(0.006, 0.009, 0.018) + vec(0.02, 0.03, 0.055) * noise2(wx * 2 + c * 5, wy * 2 + f * 3)
        glass = np.where(lit, room, dark)
        col = base * light(p, n)
        # What falls out of lit windows onto the reveals and the wall about them.
        spill = np.exp(-np.maximum(np.abs(wx) - hx, 0) * 3 - np.maximum(np.abs(wy) - hy, 0) * 3) * (lit & ~pane & ~roof)
        col = col + base * ROOMS[:, rooms[fi, ci]] * (spill * F(0.05))
        return np.where(pane, mix(glass, srgb("#40362a") * F(0.12), np.clip(bar, 0, 1)), col)

    return paint


def balconies(house):
    """Where balconies hang below a house's windows: x and the floor's height."""
    r = np.random.default_rng(900 + house["seed"])
    x0, x1 = house["lo"][0], house["hi"][0]
    cols = max(round((x1 - x0) / 2.7), 2)
    floors = range(1, int((house["hi"][1] - house["ground"]) / 3))
    return [(x0 + (c + 0.5) * (x1 - x0) / cols, house["ground"] + 3 * f + 0.95) for f in floors for c in range(cols)
            if r.random() < 0.22]


def stone(p, n, rd):
    """Terraces and quays: coursed stone, paving on top."""
    up = n[1] > 0.6
    along = np.where(np.abs(n[0]) > 0.5, p[2], p[0])
    j, t = bricks(along, np.where(up, p[2], p[1]), F(0.42))
    base = mix(srgb("#6b6052"), srgb("#a39479"), t) * (F(0.4) + F(0.6) * j)
    base = base * (F(0.5) + F(0.8) * fbm2(along * F(0.5), (p[1] + p[2]) * F(0.5), 4))
    weed = smooth(1.1, 0.2, p[1] + F(0.5) * fbm2(along, p[1], 3)) * ~up
    return mix(base, srgb("#1f2a1a") * F(0.5), weed) * light(p, n)


def church(p, n, rd):
    """Pale stone under floodlights that shine up from its foot."""
    side = np.abs(n[0]) > 0.6
    a = np.where(side, p[2] - F(160.0), p[0] + F(24.0))
    y = p[1] - F(33)
    j, t = bricks(a, y, F(0.38))
    base = mix(srgb("#b9a27c"), srgb("#e6d6b4"), t) * (F(0.6) + F(0.4) * j) \
        * (F(0.7) + F(0.5) * fbm2(a * F(0.7), y * F(0.3), 4))
    tiled = (n[1] > 0.2)
    base = np.where(tiled, srgb("#5f7a70") * (F(0.5) + F(0.4) * t), base)
    louver = (np.abs(np.abs(a) - F(1.1)) < 0.55) & (np.abs(y - F(15.0)) < 1.6) & (np.abs(n[1]) < 0.2) & (np.abs(a) < 3)
    clock = (np.hypot(a, y - F(10.2)) < 1.15) & ~side
    band = (np.abs(y - F(12.3)) < 0.25) | (np.abs(y - F(17.8)) < 0.3) | (np.abs(y - F(7.6)) < 0.2)
    base = np.where(band & ~tiled, base * F(1.25), base)
    flood = vec(1.0, 0.66, 0.30) * (F(0.62) * np.exp(-np.maximum(y, 0) / F(15)) + F(0.05))
    flood = flood * np.where(n[2] < -0.3, F(1), F(0.30)) * np.where(tiled, F(0.25), F(1))
    col = base * (light(p, n) + flood)
    col = np.where(louver, vec(0.012, 0.010, 0.010), col)
    # Tall round-headed windows along the nave, with candlelight behind them.
    wx = np.abs(np.modf((a + F(0.4)) / F(3.2))[0] - F(0.5)) * F(3.2)
    tall = (a > 3.2) & ~side & (y > 2.2) & (np.hypot(wx, np.maximum(y - F(5.4), 0)) < 0.62)
    col = np.where(tall, vec(0.55, 0.24, 0.10) * (F(0.4) + F(0.8) * noise2(p[0] * 5, p[1] * 5)), col)
    return np.where(clock, vec(1.15, 1.0, 0.66) * F(1.2), col)


def planks(p, n, rd):
    """The jetty's boards, wet and worn, and its piles."""
    up = n[1] > 0.6
    board = np.floor(p[2] / F(0.24))
    gap = smooth(0.0, 0.10, np.abs(np.modf(p[2] / F(0.24))[0] - F(0.5)) * F(-1) + F(0.5))
    grain = fbm2(p[0] * F(1.2) + board * F(7.7), p[2] * F(26), 4)
    tone = noise2(board * F(3.3), board * F(1.7))
    base = mix(srgb("#3a2f26"), srgb("#8a7356"), grain * F(0.6) + tone * F(0.5)) \
        * np.where(up, F(0.25) + F(0.75) * gap, F(0.6))
    col = base * light(p, n)
    # Puddles between the boards mirror the lamp and the sky.
    wet = smooth(0.50, 0.62, fbm2(p[0] * F(0.8) + 3, p[2] * F(0.5), 4)) * up
    r = rd - n * (2 * dot(rd, n))
    q = unit(vec(*LAMPS[-1][:3]) - p)
    shine = np.clip(dot(r, q), 0, 1) ** 90
    return col * (F(1) - F(0.4) * wet) + wet * (vec(0.008, 0.014, 0.034) + LAMPLIGHT * (shine * F(1.1)))


def iron(p, n, rd):
    """Lamp posts and railings."""
    return vec(0.02, 0.022, 0.022) * light(p, n) * 2


def lantern(p, n, rd):
    """The glass of a lamp."""
    return vec(9.0, 5.6, 2.3) + 0 * p


# The jetty's lamp is the last of all.
JETTY = (4.3, 7.4, 1.5, 26.0)            # left, right, top, far end
LAMPS.append((6.9, 5.1, 25.2, 1.7))


def draw(frame):
    """All of the town's solids, and the jetty."""
    frame.solid(solids.box((-140, 0, 89), (32, QUAY, 130)), stone)
    for z, ground, left, right in tiers()[1:]:
        frame.solid(solids.box((left - 60, 0, z - 3.4), (right + 4, ground, z + 30)), stone)
    for h in HOUSES:
        frame.solid(solids.house(h["lo"], h["hi"], h["rise"], h["along"]), painter(h))
        for x, y in balconies(h):
            z = h["lo"][2]
            frame.solid(solids.box((x - 0.85, y - 0.14, z - 0.8), (x + 0.85, y, z)), stone)
            for k in np.arange(-0.8, 0.81, 0.2):
                frame.solid(solids.box((x + k - 0.02, y, z - 0.78), (x + k + 0.02, y + 0.9, z - 0.74)), iron)
            frame.solid(solids.box((x - 0.85, y + 0.88, z - 0.8), (x + 0.85, y + 0.95, z - 0.72)), iron)
        r = np.random.default_rng(h["seed"])
        x, z = r.uniform(h["lo"][0] + 1, h["hi"][0] - 1.6), h["lo"][2] + r.uniform(3, 6)
        frame.solid(solids.box((x, h["hi"][1], z), (x + 0.7, h["hi"][1] + h["rise"] + 0.9, z + 0.7)), stone)
    frame.solid(solids.box((-27.0, 30, 157), (-21.0, 50.8, 163)), church)
    frame.solid(solids.box((-27.4, 50.8, 156.6), (-20.6, 51.4, 163.4)), church)
    # An open lantern and a spire: two roofs' slopes cut each other to a pyramid.
    frame.solid(solids.box((-25.9, 51.4, 158.1), (-22.1, 53.8, 161.9)), church)
    ridge, gable = (solids.house((-26.2, 53.8, 157.8), (-21.8, 53.9, 162.2), 7.5, k) for k in (0, 2))
    frame.solid((ridge[0] + gable[0], ridge[1]), church)
    frame.solid(solids.house((-21.0, 30, 158), (-5.0, 41, 168), 3.4, 0), church)
    for x, y, z, _ in LAMPS:
        frame.solid(solids.box((x - 0.055, y - 4.3, z - 0.055), (x + 0.055, y - 0.2, z + 0.055)), iron)
        frame.solid(solids.house((x - 0.15, y - 0.22, z - 0.15), (x + 0.15, y + 0.22, z + 0.15), 0.0001, 0), lantern)
        frame.solid(solids.house((x - 0.21, y + 0.22, z - 0.21), (x + 0.21, y + 0.24, z + 0.21), 0.24, 0), iron)
    left, right, top, end = JETTY
    frame.solid(solids.box((left, top - 0.18, 2), (right, top, end)), planks)
    for z in np.arange(end - 0.3, 4, -3.4):
        for x in (left + 0.15, right - 0.15):
            frame.solid(solids.box((x - 0.16, 0, z - 0.16), (x + 0.16, top + 0.55, z + 0.16)), planks)
