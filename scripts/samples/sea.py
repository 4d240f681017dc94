"""A small sailing ship on a rolling sea at sunset, and a lighthouse on its rock."""
import numpy as np

import render as R
from noise import fbm2, fbm3, noise2, ridged2
from render import F, dot, mix, smooth, srgb, unit, vec
from sky import clouds

EYE = 4.2
ZOOM = 1.85
HORIZON = -0.20
SUN = unit(vec(0.30, 0.135, 0.95))
SUN_COLOUR = vec(4.2, 2.1, 0.8)
HAZE = vec(1.0, 0.60, 0.38)


def waves(x, z, fine=True):
    """Height of the sea: a swell with crests, chop, and ripples where `fine`."""
    h = 0
    warp = fbm2(x / 14, z / 14, 3) * F(3.2)
    for dx, dz, long, tall in ((0.25, 1.0, 17.0, 0.95), (-0.45, 0.9, 9.0, 0.42), (0.7, 0.75, 5.2, 0.20)):
        phase = (x * dx + z * dz) * F(2 * np.pi / long) + warp * F(4.0 / np.sqrt(long))
        h = h + F(tall) * (1 - np.abs(np.sin(phase / 2))) ** F(1.5)
        warp = warp * F(0.9) + 2
    h = h * (F(0.55) + F(0.9) * fbm2(x / 40 + 7, z / 40, 3)) - F(0.55)
    h = h + F(0.30) * (fbm2(x / F(2.1), z / F(1.5), 4) - F(0.5))
    if fine:
        h = h + F(0.07) * (fbm2(x / F(0.45), z / F(0.36), 3) - F(0.5))
    return h.astype(F)


def rock(x, z):
    """A rocky islet on the left, with smaller rocks before it."""
    big = np.exp(-(((x + 62) / 34) ** 2 + ((z - 190) / 26) ** 2))
    small = np.exp(-(((x + 30) / 13) ** 2 + ((z - 172) / 9) ** 2)) \
        + np.exp(-(((x + 20) / 5) ** 2 + ((z - 120) / 5) ** 2)) * F(0.6)
    crag = ridged2(x / 30 + 4, z / 30, 6, 0.55)
    return (big * (15 + 24 * crag) + small * (2 + 16 * crag) - F(3.2)).astype(F)


# ---- the ship --------------------------------------------------------------

SHIP, HEEL, HEADING = (6.5, -0.25, 38.0), np.radians(7), np.radians(62)


def aboard(p):
    """World points in the ship's frame: x to starboard, y up, z to the bow."""
    q = p - vec(*SHIP)
    c, s = F(np.cos(HEADING)), F(np.sin(HEADING))
    x, z = q[0] * c + q[2] * s, -q[0] * s + q[2] * c
    c, s = F(np.cos(HEEL)), F(np.sin(HEEL))
    return np.stack([x * c + q[1] * s, -x * s + q[1] * c, z])


def hull(q):
    """Hull with sheer and a low deckhouse."""
    t = q[2] / F(6.4)
    wide = F(1.75) * np.sqrt(np.maximum(1 - np.clip(t, -1, 1.05) ** 2 * (F(0.55) + F(0.45) * (t > 0)), 0.001))
    sheer = F(1.15) + F(0.65) * t * t + F(0.15) * t
    flare = np.clip((q[1] + F(1.0)) / F(2.2), 0, 1) ** F(0.6)
    d = np.maximum(np.maximum((np.abs(q[0]) - wide * flare) * F(0.6), q[1] - sheer), np.abs(q[2]) - F(6.4))
    well = np.maximum(np.abs(q[0]) - wide * F(0.9), np.maximum(sheer - F(0.35) - q[1], np.abs(q[2]) - F(5.9)))
    d = np.maximum(d, -well * F(0.8))
    return np.minimum(d, R.box(q, (0, 1.25, -0.9), (0.8, 0.45, 1.3), 0.1))


def spars(q):
    """Masts, gaff, booms, bowsprit and stays."""
    d = R.capsule(q, (0, 0.5, 1.4), (0, 11.6, 1.1), 0.14, 0.06)
    for a, b, r in (((0, 1.9, 1.3), (0.75, 2.15, -5.9), 0.08), ((0, 7.4, 1.2), (0.62, 9.9, -3.5), 0.07),
                    ((0, 1.6, 5.8), (0, 2.35, 9.2), 0.09), ((0, 2.35, 9.1), (0, 11.2, 1.1), 0.025),
                    ((1.4, 1.2, 0.9), (0, 9.6, 1.15), 0.025), ((-1.4, 1.2, 0.9), (0, 9.6, 1.15), 0.025)):
        d = np.minimum(d, R.capsule(q, a, b, r))
    return d


def inside(z, y, corners):
    """Signed distance, about, to a convex polygon given clockwise as seen from starboard."""
    d = F(-99)
    for (z0, y0), (z1, y1) in zip(corners, corners[1:] + corners[:1]):
        nz, ny = y1 - y0, z0 - z1
        k = np.hypot(nz, ny)
        d = np.maximum(d, ((z - F(z0)) * F(nz / k) + (y - F(y0)) * F(ny / k)))
    return d


def sails(q):
    """Main sail, staysail and jib, bellied by the wind."""
    x, y, z = q
    out = F(99)
    for corners, belly, mid in (([(1.15, 2.1), (-5.7, 2.3), (-3.4, 9.7), (1.05, 7.3)], 0.75, (-2.0, 5.0)),
                                ([(1.6, 2.0), (1.25, 9.0), (5.7, 2.0)], 0.55, (2.6, 4.0)),
                                ([(4.1, 2.6), (2.1, 9.6), (8.7, 2.5)], 0.60, (4.7, 4.6))):
        if corners[0][0] > 1.5:
            corners = corners[::-1]
        d = inside(z, y, corners)
        d = np.minimum(d, inside(z, y, corners[::-1]))
        r2 = ((z - F(mid[0])) / F(4.2)) ** 2 + ((y - F(mid[1])) / F(4.2)) ** 2
        bulge = F(belly) * np.exp(-r2) + F(0.10) * np.clip(F(1.2) - z, 0, 9)
        out = np.minimum(out, np.maximum(np.abs(x - bulge) * F(0.8) - F(0.03), d))
    return out


def tower(p):
    """The lighthouse and, apart, its lantern."""
    base = float(rock(np.array([-58.0], F), np.array([186.0], F))[0]) - 1.5
    q = p - vec(-58, base, 186)
    r = np.hypot(q[0], q[2])
    d = np.maximum((r - (F(3.0) - q[1] * F(0.06))), np.abs(q[1] - F(9)) - F(9))
    d = np.minimum(d, np.maximum(r - F(2.6), np.abs(q[1] - F(18)) - F(0.35)))
    lamp = np.maximum(r - F(1.3), np.abs(q[1] - F(19.4)) - F(1.3))
    roof = np.maximum((r - (F(22.6) - q[1]) * F(0.9)) * F(0.7), F(20.6) - q[1])
    return np.minimum(d, roof), lamp


def things(p):
    """Distance to the ship and the lighthouse."""
    a, lamp = tower(p)
    return np.minimum(np.minimum(R.near_only(p, (SHIP[0], 5.0, SHIP[2]), 10.5, ship), a), lamp)


def ship(p):
    """The ship as a whole."""
    q = aboard(p)
    return np.minimum(np.minimum(hull(q), spars(q)), sails(q))


def lit_things(p, rd):
    """Colour of ship and lighthouse points."""
    n = R.normal(things, p, 0.01)
    n = np.where(dot(n, rd) > 0, -n, n)
    q = aboard(p)
    a, lamp = tower(p)
    kind = np.argmin(np.stack([hull(q), spars(q), sails(q), a, lamp]), axis=0)
    base = np.zeros_like(p)
    through = np.zeros(p.shape[1], F)
    wood = fbm2(q[2] * F(0.7), q[1] * 11, 3)
    plank = smooth(0.0, 0.12, np.abs(np.modf(q[1] * F(4.5) + 20)[0] - F(0.5)))
    paint = np.where(q[1] > 0.95 + 0.1 * (q[2] / 6.4) ** 2, srgb("#c9a25c"), srgb("#1d3a40")) \
        * (F(0.5) + F(0.5) * plank) * (F(0.6) + F(0.7) * wood)
    paint = np.where(np.abs(q[1] - F(0.78) - F(0.5) * (q[2] / 6.4) ** 2) < 0.09, srgb("#e8dcc0"), paint)
    base = np.where(kind == 0, paint, base)
    base = np.where(kind == 1, srgb("#7a5230"), base)
    # Sails: cloths sewn side by side, weathered; sunlight shines through.
    cloth = F(0.72) + F(0.45) * fbm2(q[2] * F(0.8), q[1] * F(0.8), 4)
    seam = smooth(0.02, 0.06, np.abs(np.modf(q[2] * F(1.25) + 20 + q[1] * F(0.1))[0] - F(0.5)))
    tan = np.where(q[2] < 1.3, srgb("#a5482a"), srgb("#dcc49a"))
    base = np.where(kind == 2, tan * cloth * (F(0.7) + F(0.3) * seam), base)
    through = np.where(kind == 2, F(0.62), through)
    bands = np.where(np.modf((p[1] + 40) / F(7.2))[0] < 0.5, srgb("#a8352a"), srgb("#e6dccb"))
    base = np.where(kind == 3, bands * (F(0.7) + F(0.5) * fbm3(*(p * F(0.8)), 3)), base)
    face = dot(n, SUN)
    shadow = R.soft_shadow(things, p + n * F(0.06), SUN, 0.05, near=0.1, far=14, steps=30)
    glow = np.clip(face, 0, 1) * shadow + np.clip(-face, 0, 1) * through
    ao = R.occlusion(things, p, n, 0.8)
    light = SUN_COLOUR * glow + (vec(0.42, 0.40, 0.52) * (F(0.6) + F(0.4) * n[1])
                                 + vec(0.30, 0.2, 0.15) * np.clip(-n[2], 0, 1)) * ao
    col = base * light
    col = np.where(kind == 4, vec(5.0, 3.6, 1.8), col)
    return mix(col, HAZE, smooth(20, 900, p[2]))


# ---- sky and sea -----------------------------------------------------------

def sky_colour(d):
    """Sunset sky with the sun's glow."""
    up = np.clip(d[1], 0, 1)
    near = np.clip(dot(d, SUN), 0, 1)
    col = mix(vec(1.15, 0.56, 0.30), vec(0.80, 0.50, 0.45), smooth(0.0, 0.16, up))
    col = mix(col, vec(0.34, 0.36, 0.55), smooth(0.08, 0.36, up))
    col = mix(col, vec(0.11, 0.17, 0.38), smooth(0.3, 0.75, up))
    col = col + vec(1.1, 0.52, 0.16) * (near ** 9 * F(0.55)) + vec(2.2, 1.3, 0.5) * near ** 90
    return col + vec(16, 11, 6) * smooth(0.99945, 0.99975, near)


def walk(w, h, v):
    """Distance of the nearest water or rock in each pixel."""
    rows = int(h * 1.7)
    zs = (6.0 * (2500 / 6.0) ** np.linspace(0, 1, rows)).astype(F)
    u = R.screen(w, 2)[0][0].astype(F) * F(2 / h)
    top = np.empty((rows, w), F)
    for a in range(0, rows, 24):
        z = zs[a:a + 24, None]
        x = u * z / F(ZOOM)
        ground = waves(x, z + 0 * x, False)
        if zs[a] < 300 and zs[min(a + 23, rows - 1)] > 80:
            ground = np.maximum(ground, rock(x, z + 0 * x))
        top[a:a + 24] = (ground - EYE) / z * F(ZOOM) + F(HORIZON)
    top = np.maximum.accumulate(top, axis=0)
    hit = np.empty((h, w), F)
    grid = np.arange(rows)
    for c in range(w):
        i = np.searchsorted(top[:, c], v)
        j = np.clip(i, 1, rows - 1)
        t = (v - top[j - 1, c]) / np.maximum(top[j, c] - top[j - 1, c], 1e-7)
        hit[:, c] = np.where(i >= rows, np.inf, np.interp(j - 1 + np.clip(t, 0, 1), grid, zs))
    return u, hit


def shade_rock(x, z, y):
    """Colour of the islet."""
    e = F(0.25)
    n = unit(np.stack([rock(x - e, z) - rock(x + e, z), 2 * e + 0 * x, rock(x, z - e) - rock(x, z + e)]))
    t = fbm2(x / 3, z / 3 + y / 2, 5)
    t = np.clip((t - F(0.5)) * F(1.8) + F(0.5), 0, 1)
    base = mix(srgb("#2e2724"), srgb("#a0846a"), t)
    grass = smooth(0.55, 0.8, n[1]) * smooth(9, 14, y)
    base = mix(base, mix(srgb("#4a5424"), srgb("#7a7434"), t), grass)
    base = mix(base * F(0.35), base, smooth(0.5, 2.5, y))
    light = SUN_COLOUR * np.clip(dot(n, SUN), 0, 1) + vec(0.50, 0.46, 0.55) * (F(0.55) + F(0.45) * n[1])
    col = base * light
    surf = smooth(1.6, 0.2, y + F(1.6) * (fbm2(x / 2, z / 2, 3) - F(0.5)))
    col = mix(col, vec(0.85, 0.70, 0.62), surf * F(0.85))
    return mix(col, HAZE, smooth(20, 1500, z))


def render(width, height, ss=2):
    """The finished picture as display values (h, w, 3)."""
    w, h = width * ss, height * ss
    uu, vv = (a.astype(F) for a in R.screen(w, h))
    camera = R.Camera((0, EYE, 0), (0, EYE, 1), 2 * np.degrees(np.arctan(1 / ZOOM)), shift=HORIZON)
    rd = camera.rays(uu.ravel(), vv.ravel()).reshape(3, h, w)
    sky = sky_colour(rd.reshape(3, -1)).reshape(3, h, w)
    ccol, ca = clouds(camera, w, h, SUN, vec(2.6, 1.25, 0.62), vec(0.34, 0.27, 0.36), cover=0.40, scale=800.0,
                      offset=(-3000, 0, 4000), thick=0.045, detail=2.0 * ss)
    # Clouds before the sun glow through.
    near = np.clip(dot(rd, SUN), 0, 1)
    sky = sky * (1 - ca) + ccol + vec(1.0, 0.5, 0.2)[:, :, None] * (ca * near ** 30)
    u, hit = walk(w, h, vv[:, 0])
    img = sky.copy()
    rows, cols = np.nonzero(np.isfinite(hit))
    horizon = int(h / 2 * (1 - HORIZON))
    for s in range(0, rows.size, 60000):
        r, c = rows[s:s + 60000], cols[s:s + 60000]
        z = hit[r, c]
        x = u[c] * z / F(ZOOM)
        y = waves(x, z)
        stone = np.zeros_like(y)
        m = (z > 80) & (z < 300)
        stone[m] = rock(x[m], z[m])
        solid = m & (stone > y)
        e = np.maximum(z * F(0.0012), F(0.02))
        n = unit(np.stack([(waves(x - e, z) - waves(x + e, z)), 2 * e, (waves(x, z - e) - waves(x, z + e))]))
        # Far away the waves are smaller than a pixel: flatten their mean slope.
        n = unit(mix(n, vec(0, 1, 0), smooth(60, 900, z) * F(0.55)))
        d = rd[:, r, c]
        cosv = np.clip(-dot(d, n), 0.0, 1)
        fres = F(0.03) + F(0.97) * (1 - cosv) ** 5
        ray = d - n * (2 * dot(d, n))
        ray[1] = np.abs(ray[1]) + F(0.01)
        ray = unit(ray)
        # The sky picture serves as what the water mirrors, where it reaches that far.
        su, sv, sz = camera.project(camera.eye + ray * 1000)
        px = np.clip(((su * h + w) / 2), 0, w - 1).astype(int)
        py = np.clip(((h - sv * h) / 2), 0, horizon - 2).astype(int)
        seen = np.where((sz > 0) & (np.abs(su) < w / h) & (sv < 1), np.minimum(sky[:, py, px], 3.0),
                        np.minimum(sky_colour(ray), 3.0))
        # Ship and lighthouse in the water.
        o = np.stack([x, y, z])
        lo = (np.abs(x - SHIP[0]) < 14) & (z > 12) & (z < SHIP[2] + 6)
        g = np.flatnonzero(lo & ~solid)
        if g.size:
            t = R.march(things, o[:, g] + vec(0, 0.1, 0), ray[:, g], near=0.1, far=45, steps=40, eps=0.01)
            k = g[t < 45]
            if k.size:
                seen[:, k] = lit_things(o[:, k] + ray[:, k] * t[t < 45], ray[:, k])
        crest = smooth(-0.1, 0.75, y)
        body = mix(vec(0.012, 0.050, 0.065), vec(0.06, 0.21, 0.19), crest * (F(0.4) + F(0.6) * np.clip(-n[2], 0, 1)))
        body = body + vec(0.20, 0.16, 0.06) * crest ** 2 * np.clip(dot(d, SUN), 0, 1) ** 3
        col = mix(body, seen, fres)
        glint = np.clip(dot(ray, SUN), 0, 1)
        col = col + vec(7, 4.0, 1.6) * glint ** 420 * fres * 3 + vec(1.2, 0.62, 0.2) * glint ** 40 * fres
        # Foam on the crests, in streaks behind them, round the rocks and along the hull.
        lace = fbm2(x / F(0.8), z / F(0.6), 4)
        foam = smooth(0.42, 0.80, y + F(0.9) * (lace - F(0.5))) * smooth(0.38, 0.60,
                lace + F(0.25) * noise2(x / 9, z / 9))
        foam = foam + smooth(-1.9, 0.2, stone) * smooth(0.42, 0.58, lace) * m
        q = aboard(o)
        wake = np.exp(-((np.abs(q[0]) - F(1.5) - np.clip(F(5.5) - q[2], 0, 40) * F(0.10)) / F(0.8)) ** 2) \
            * smooth(7.2, 5.5, q[2]) * smooth(-24, -6, q[2])
        foam = np.clip(foam + wake * smooth(0.36, 0.55, lace), 0, 1) * smooth(500, 60, z)
        white = (vec(0.62, 0.56, 0.60) + vec(0.8, 0.45, 0.2) * np.clip(dot(n, SUN), 0, 1)) * (F(0.6) + F(0.7) * lace)
        col = mix(col, white, foam * F(0.85))
        col = mix(col, HAZE, smooth(40, 2200, z) * F(0.75))
        if solid.any():
            col[:, solid] = shade_rock(x[solid], z[solid], stone[solid])
        img[:, r, c] = col
    # Ship and lighthouse stand before the sea where they are nearer.
    flat = rd.reshape(3, -1)
    depth = (hit / np.maximum(rd[2], 1e-4)).ravel()
    aim = vec(SHIP[0], 5.0, SHIP[2]) - camera.eye
    far_ship = np.sqrt(dot(flat - unit(aim), flat - unit(aim))) < 11 / np.sqrt(dot(aim, aim))
    beside = (np.abs(flat[0] / flat[2] + 58 / 186) < 0.09) & (flat[1] > -0.06) & (flat[1] < 0.30)
    todo = np.flatnonzero(far_ship | beside)
    pixels = img.reshape(3, -1)
    for s in range(0, todo.size, 40000):
        k = todo[s:s + 40000]
        t = R.march(things, camera.eye, flat[:, k], near=15, far=230, steps=160, eps=0.004)
        ok = (t < 230) & (t < depth[k])
        k, t = k[ok], t[ok]
        if k.size:
            pixels[:, k] = lit_things(camera.eye + flat[:, k] * t, flat[:, k])
    img = R.film(pixels.reshape(3, h, w), exposure=0.95, glow=0.10, contrast=1.25, saturation=1.05, vignette=0.3)
    return R.shrink(img, ss)
