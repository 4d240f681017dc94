"""Colours of the town: brick and plaster, panes that mirror the sky or glow, stone, tiles, paint."""
import numpy as np

from noise import noise2, fbm2
from render import F, dot, mix, smooth, srgb, vec
from town import BOAT, BOATS, BRIDGE_, END, HOUSE, PEOPLE, PERSON, POST, QUAY_
from town_houses import BANK, HALF, PAIR, frame, index, window_at

WALLS = np.concatenate([srgb(c) for c in ("#8e3f2b", "#caa15c", "#5b3526", "#d8c7a4", "#a4533a", "#7d8b8c",
                                          "#b9785a", "#c98f4c")], 1)
SHUTTERS = np.concatenate([srgb(c) for c in ("#1f4a3a", "#27405e", "#6e1f1c", "#3c5a2c", "#2b2b30")], 1)
PAINT = np.concatenate([srgb(c) for c in ("#7a2a20", "#20455a", "#2f5a44", "#5a3a20")], 1)
COATS = np.concatenate([srgb(c) for c in ("#7c1f24", "#23324f", "#b98a3a", "#46523a")], 1)


def sky_colour(d):
    """Evening sky: gold along the horizon, blue above."""
    up = np.clip(d[1], 0, 1)
    col = mix(vec(1.25, 0.84, 0.52), vec(0.72, 0.66, 0.66), smooth(0.0, 0.20, up))
    col = mix(col, vec(0.27, 0.40, 0.64), smooth(0.12, 0.45, up))
    return mix(col, vec(0.14, 0.24, 0.48), smooth(0.4, 0.9, up))


def bricks(a, y, size):
    """0 in the joints, 1 on the bricks, and a tone per brick; `size` is a course's height."""
    r = np.floor(y / size)
    x = a / (size * F(2.4)) + F(0.5) * (r % 2)
    c = np.floor(x)
    joint = smooth(0.0, 0.12, np.minimum(y / size - r, 1 - (y / size - r))) * smooth(0.0, 0.06,
            np.minimum(x - c, 1 - (x - c)))
    tone = np.modf(np.abs(np.sin(r * F(12.9898) + c * F(78.233))) * F(4375.85))[0]
    return joint, tone


def paint_house(p, n, rd):
    """Colour and own light of house points."""
    i = index(p)
    a, y, dep = frame(p, i)
    half, tall = HALF[i], PAIR["tall"][i]
    base = WALLS[:, PAIR["wall"][i]]
    dirt = fbm2(a * F(0.9) + i * 7, y * F(0.35), 4)
    fine = fbm2(a * 6 + i * 3, y * 6, 3)
    joint, tone = bricks(a, y, F(0.13))
    brick = base * (F(0.55) + F(0.75) * tone) * (F(0.55) + F(0.45) * joint) + F(0.10) * (1 - joint)
    plaster = base * (F(0.8) + F(0.35) * fine)
    flake = smooth(0.60, 0.66, dirt + F(0.15) * fine)
    base = np.where(PAIR["brick"][i], brick, mix(plaster, srgb("#8c5a44") * (F(0.5) + F(0.6) * tone), flake * F(0.8)))
    # Rain and soot darken the foot, and run down from the sills.
    base = base * (F(0.62) + F(0.55) * dirt) * mix(F(0.55), F(1.05), smooth(0, 2.5, y - F(BANK) + dirt))
    facade = np.abs(n[0]) > 0.6
    # Roofs in rows of tiles.
    roof = (n[1] > 0.3) & (y > tall - 0.1)
    rr, tt = bricks(dep, y * F(1.1), F(0.36))
    tiles = mix(srgb("#6b3122"), srgb("#a35438"), tt) * (F(0.5) + F(0.5) * rr) * (F(0.6) + F(0.7) * fbm2(dep, y, 4))
    base = np.where(roof, tiles, base)
    white = srgb("#d9d2c0") * (F(0.75) + F(0.35) * fine)
    trim = (dep < -0.128) | ((dep < -0.05) & (np.abs(y - tall) < 0.4))
    base = np.where(trim & ~roof, white, base)
    wx, wy, c, f = window_at(a, y, i)
    shut = (np.abs(np.abs(wx) - F(0.80)) < 0.26) & (np.abs(wy) < 1.02) & (dep < -0.05) & (dep > -0.125)
    slat = F(0.65) + F(0.35) * smooth(0.2, 0.5, np.abs(np.modf(wy * F(7) + 20)[0] - F(0.5)) * 2)
    base = np.where(shut, SHUTTERS[:, PAIR["shutter"][i]] * slat * F(1.5), base)
    step = PAIR["stepped"][i] & (y > tall + 0.2) & facade
    stone = smooth(0.25, 0.15, half - np.abs(a) - (half * F(0.25)) * np.floor((half - np.abs(a)) / (half * F(0.25)) ))
    base = np.where(step, mix(base, white, stone * F(0.7)), base)
    # Panes, with the frames and bars in front of them.
    attic = y > tall + 0.2
    wx = np.where(attic, a, wx)
    wy = np.where(attic, y - tall - F(0.9), wy)
    hx, hy = np.where(attic, F(0.42), F(0.52)), np.where(attic, F(0.6), F(1.0))
    pane = facade & (np.abs(dep - F(0.20)) < 0.03) & (np.abs(wx) < hx) & (np.abs(wy) < hy)
    door = (f == 0) & (c == 0) & ~attic
    bar = smooth(0.07, 0.05, np.minimum(np.minimum(hx - np.abs(wx), hy - np.abs(wy)),
                                         np.minimum(np.abs(wx) + F(0.03), np.abs(np.abs(wy) - F(0.33)) + F(0.03))))
    key = np.modf(np.abs(np.sin(i * F(3.7) + c * F(17.1) + f * F(9.3))) * F(977.7))[0]
    r = rd - n * (2 * dot(rd, n))
    mirror = sky_colour(r) * F(0.5)
    # The other bank's houses stand in the reflection of the lower panes.
    mirror = mix(mirror, vec(0.10, 0.07, 0.05),
                 smooth(0.62, 0.35, r[1] + F(0.14) * noise2(p[2] * F(0.4), p[1] * F(0.4))))
    lamp = (key > 0.5) & ~door
    drape = smooth(0.15, 0.3, np.abs(wx) / hx - F(0.45))
    inner = vec(2.5, 1.35, 0.45) * (F(0.35) + F(0.65) * smooth(-1, 0.6, wy)) * mix(1, F(0.55), drape)
    glow = np.where(lamp, inner, vec(0.02, 0.02, 0.025) + mirror) * (1 - bar)
    base = np.where(pane, white * bar * F(0.9), base)
    own = np.where(pane & ~door, glow, 0)
    wood = SHUTTERS[:, (PAIR["shutter"][i] + 2) % 5] * (F(0.7) + F(0.5) * smooth(0.25, 0.32, np.abs(wx))) * F(1.3)
    base = np.where(pane & door, wood, base)
    return base, own


def surface(p, n, rd, kind):
    """Base colour and own light of each point."""
    base, own = np.zeros_like(p), np.zeros_like(p)
    for k in range(8):
        m = kind == k
        if not m.any():
            continue
        q, nn = p[:, m], n[:, m]
        if k == HOUSE:
            base[:, m], own[:, m] = paint_house(q, nn, rd[:, m])
            continue
        up = nn[1] > 0.6
        along = np.where(np.abs(nn[0]) > 0.5, q[2], q[0])
        if k == QUAY_:
            j, t = bricks(along, q[1], F(0.40))
            stone = mix(srgb("#5d5348"), srgb("#93836b"), t) * (F(0.45) + F(0.55) * j)
            stone = mix(stone, srgb("#2f3a22"), smooth(0.75, 0.15, q[1] + F(0.5) * fbm2(along, q[1], 3)) * F(0.85))
            j2, t2 = bricks(q[0], q[2], F(0.34))
            cobble = mix(srgb("#6d5f50"), srgb("#9c8a70"), t2) * (F(0.5) + F(0.5) * j2)
            cobble = cobble * (F(0.6) + F(0.7) * fbm2(q[0] * F(0.7), q[2] * F(0.7), 4))
            col = np.where(up, cobble, stone)
            col = np.where((np.abs(np.abs(q[0]) - F(7.2)) < 0.3) & (q[1] > 1.35),
                           srgb("#a89a84") * (F(0.7) + F(0.5) * fbm2(q[2] * 4, q[0] * 4, 3)), col)
        elif k == BRIDGE_:
            j, t = bricks(along, q[1], F(0.34))
            col = mix(srgb("#75593f"), srgb("#b29067"), t) * (F(0.5) + F(0.5) * j) \
                * (F(0.6) + F(0.7) * fbm2(along * F(0.8), q[1], 4))
        elif k == BOAT:
            near = np.argmin(np.stack([(q[0] - x) ** 2 + (q[2] - z) ** 2 for x, z, _, _ in BOATS]), axis=0)
            tone = np.array([b[3] for b in BOATS])[near]
            col = PAINT[:, tone] * (F(0.7) + F(0.6) * fbm2(q[2] * 3, q[1] * 9, 3))
            col = np.where(up, srgb("#a5794a") * (F(0.6) + F(0.6) * fbm2(q[2] * 2, q[0] * 14, 3)), col)
            col = np.where(np.abs(q[1] - F(0.45)) < 0.05, srgb("#e6dcc4"), col)
            pane = (q[1] > 0.85) & (q[1] < 1.2) & (np.abs(nn[1]) < 0.3) \
                & (np.abs(np.modf(q[2] * F(1.1) + 50)[0] - F(0.5)) < 0.32)
            col = np.where(pane, vec(0.05, 0.05, 0.06), np.where((q[1] > 0.7) & ~up, srgb("#d8c9a6"), col))
        elif k == PERSON:
            near = np.argmin(np.stack([(q[0] - x) ** 2 + (q[2] - z) ** 2 for x, z, _ in PEOPLE]), axis=0)
            col = COATS[:, np.array([c for _, _, c in PEOPLE])[near]] \
                * (F(0.45) + F(0.8) * fbm2(q[0] * 11 + q[2] * 7, q[1] * 2, 3))
            floor = np.where(np.abs(q[0]) > 7, F(BANK), F(3.85))
            h = q[1] - floor
            col = np.where(h < 0.5, vec(0.03, 0.03, 0.035), np.where((h > 1.48) & (h < 1.70), srgb("#c08a66"), col))
            col = np.where(h >= 1.70, vec(0.06, 0.045, 0.035), col)
        elif k == END:
            t = fbm2(along * F(0.6), q[1] * F(0.6), 4)
            col = mix(srgb("#8a5a42"), srgb("#b89468"),
                      smooth(0.3, 0.7, noise2(np.floor((q[0] + 4) / 8) * F(3.7), q[2] * 0))) * (F(0.7) + F(0.5) * t)
            slate, tone = bricks(q[0], q[1] - q[2], F(0.55))
            col = np.where(nn[1] > 0.3, srgb("#7a4030") * (F(0.5) + F(0.35) * slate + F(0.5) * tone), col)
            col = np.where((q[1] > 30.4), srgb("#5b6f6a"), col)
            wx = np.abs(np.modf(along / F(1.9) + 40)[0] - F(0.5))
            wy = np.abs(np.modf(q[1] / F(3.0) + F(0.2))[0] - F(0.5))
            pane = (wx < 0.22) & (wy < 0.30) & (np.abs(nn[1]) < 0.2) & (q[2] < 140)
            col = np.where(pane, vec(0.06, 0.05, 0.05), col)
            lit = noise2(np.floor(along / F(1.9) + 40) * F(5.1), np.floor(q[1] / F(3.0) + F(0.2)) * F(7.3)) > 0.55
            own[:, m] = np.where(pane & lit, vec(1.5, 0.8, 0.3), 0)
            tx = q[0] + F(5.5)
            louver = (np.abs(tx) < 1.1) & (np.abs(q[1] - F(26)) < 2.2) & (q[2] > 140)
            col = np.where(louver, vec(0.05, 0.04, 0.04), col)
            face = (np.hypot(tx, q[1] - F(20.4)) < 1.6) & (q[2] > 140)
            col = np.where(face, srgb("#e8dcb8"), col)
        elif k == POST:
            col = vec(0.03, 0.04, 0.035) + 0 * q
        else:
            col = vec(0.5, 0.4, 0.2) + 0 * q
            own[:, m] = vec(4.5, 2.6, 0.95)
        base[:, m] = col
    return base, own
