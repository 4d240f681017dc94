"""A mountain lake in the late afternoon: snowy peaks, spruces and their reflection.

The ground is a height function. Every screen column is one vertical plane of
view, so walking it outwards and keeping the highest point so far gives the
visible ground of the whole column at once; reflected in the lake, the lowest.
"""
import numpy as np

import splat
import trees
from noise import fbm2, noise2, ridged2
from render import Camera, F, film, mix, screen, shrink, smooth, srgb, unit, vec
from sky import clouds

EYE = 5.2
ZOOM = 1.75
HORIZON = -0.13          # where eye level lies on the screen
SUN = unit(vec(-0.72, 0.42, -0.42))
SUN_COLOUR = vec(3.1, 2.35, 1.55)
SKY_COLOUR = vec(0.34, 0.46, 0.66)
HAZE = vec(0.62, 0.66, 0.74)
# Spruces near by: place along x and z, height.
STAND = [(-15.5, 30, 21), (-19.5, 34, 26), (-12.3, 35, 15), (-26, 40, 28), (-23, 33, 20), (-9.8, 33, 8),
         (24.5, 38, 17), (28.5, 43, 24), (-8.6, 31.5, 4.5), (22.6, 36, 6)]


def bare(x, z, octaves=8):
    """Ground height without trees; the lake is where it is below zero."""
    wander = fbm2(x / 260 + 3.1, z / 260, 4)
    # Near shore, with a headland to the left; then the bed; then the far shore.
    near = 8.6 + 2.5 * np.sin(x / 5.3 + 0.9) + 27 * smooth(-5, -17, x) + 22 * smooth(13, 24, x)
    land = 3.0 * smooth(near + 7, near - 8, z) - 1.0
    far_shore = 560 + 520 * (wander - 0.5) - 250 * smooth(40, 260, x) * smooth(800, 300, x) \
        - 200 * smooth(-100, -330, x)
    inland = np.maximum(z - far_shore, -40)
    rise = 26 * smooth(-10, 500, inland) + inland * F(0.02) * (inland > 0)
    crest = ridged2(x / 1750 + 0.62, z / 1750 + 2.1, octaves, 0.5)
    hills = smooth(300, 2900, inland)
    massif = 1500 * np.exp(-(((x - 860) / 1250) ** 2 + ((z - 4500) / 1000) ** 2))
    second = 1250 * np.exp(-(((x + 1250) / 1000) ** 2 + ((z - 5600) / 1100) ** 2))
    mountain = hills * (crest * 620 + (massif + second) * (0.50 + 0.78 * crest))
    rough = (2.5 * (fbm2(x / 22, z / 22, 4) - 0.5) + 40 * (fbm2(x / 190, z / 190, 3) - 0.4)) * smooth(0, 300, inland)
    return np.where(z < 130, land + 0.5 * (fbm2(x / 5, z / 5, 4) - 0.5),
                    np.minimum(inland * 0.05 + 0.2, 4) + rise * (inland > 0) + mountain + rough)


def forest(x, z, ground, slope_ok=1.0):
    """Height of spruces standing on a jittered grid, and how far from the trunk (0 at the tip)."""
    cell = F(8.5)
    ix, iz = np.floor(x / cell), np.floor(z / cell)
    top = np.zeros_like(x)
    # Trees thin out with height, and in clearings.
    wood = smooth(560, 240, ground + 330 * (fbm2(x / 300, z / 300, 4) - 0.5)) * smooth(0.3, 0.9, ground)
    for dx in (-1, 0, 1):
        for dz in (-1, 0, 1):
            jx, jz = ix + dx, iz + dz
            a = np.modf(np.abs(np.sin(jx * 12.99 + jz * 78.23) * 437.58))[0]
            b = np.modf(np.abs(np.sin(jx * 39.34 + jz * 11.13) * 237.21))[0]
            c = np.modf(a * 57.31 + b * 13.7)[0]
            r = np.hypot(x - (jx + 0.1 + 0.8 * a) * cell, z - (jz + 0.1 + 0.8 * b) * cell)
            tall = (11 + 15 * c) * (c < wood * 1.15 + 0.0)
            top = np.maximum(top, tall * (1 - r / F(5.2)))
    return np.where(z > 130, top, 0).astype(F)


def ground(x, z):
    """Ground with trees."""
    h = bare(x, z).astype(F)
    return h + forest(x, z, h)


def walk(width, height, v):
    """Distance of the visible ground in every pixel, and of the ground seen in the lake."""
    rows = int(height * 2.2)
    zs = (5.5 * (8500 / 5.5) ** np.linspace(0, 1, rows)).astype(F)
    u = screen(width, 2)[0][0].astype(F) * F(2 / height)
    top, low = np.empty((rows, width), F), np.empty((rows, width), F)
    for a in range(0, rows, 24):
        z = zs[a:a + 24, None]
        h = np.maximum(ground(u * z / F(ZOOM), z + 0 * u), 0)
        top[a:a + 24] = (h - EYE) / z * F(ZOOM) + F(HORIZON)
        # Only the land beyond the near shore is mirrored, never the water itself.
        low[a:a + 24] = np.where((h > 0.02) & (z > 130), (-h - EYE) / z * F(ZOOM) + F(HORIZON), 9)
    top = np.maximum.accumulate(top, axis=0)
    low = np.minimum.accumulate(low, axis=0)
    hit, mirrored = np.empty((height, width), F), np.empty((height, width), F)
    grid = np.arange(rows)

    def where(curve, target):
        i = np.searchsorted(curve, target)
        j = np.clip(i, 1, rows - 1)
        t = (target - curve[j - 1]) / np.maximum(curve[j] - curve[j - 1], 1e-7)
        z = np.interp(j - 1 + np.clip(t, 0, 1), grid, zs)
        return np.where(i >= rows, np.inf, z)

    for c in range(width):
        hit[:, c] = where(top[:, c], v)
        mirrored[:, c] = where(-low[:, c], -v)
    return u, hit, mirrored


def shadow_map():
    """Sunlight 0..1 on a coarse grid of the bare ground; returns a look-up function."""
    n, x0, z0, size = 640, -4600.0, 100.0, 9200.0
    step = size / n
    gx = (x0 + step * np.arange(n)).astype(F)
    gz = (z0 + step * np.arange(n)).astype(F)
    h = bare(gx[None, :] + 0 * gz[:, None], gz[:, None] + 0 * gx[None, :], 6).astype(F)
    seen = np.ones_like(h)
    flat = np.hypot(SUN[0, 0], SUN[2, 0])
    iz, ix = np.mgrid[0:n, 0:n]
    for k in range(1, 70):
        d = 1.6 * k
        jx = np.clip(np.rint(ix + SUN[0, 0] / flat * d), 0, n - 1).astype(int)
        jz = np.clip(np.rint(iz + SUN[2, 0] / flat * d), 0, n - 1).astype(int)
        over = h[jz, jx] - (h + SUN[1, 0] / flat * d * step)
        seen = np.minimum(seen, smooth(30 + d * step * 0.04, -30 - d * step * 0.02, over))

    def look(x, z):
        fx = np.clip((x - x0) / step, 0, n - 1.01)
        fz = np.clip((z - z0) / step, 0, n - 1.01)
        i, j = fx.astype(int), fz.astype(int)
        fx, fz = fx - i, fz - j
        return (mix(mix(seen[j, i], seen[j, i + 1], fx), mix(seen[j + 1, i], seen[j + 1, i + 1], fx), fz)).astype(F)

    return look


def shade_ground(x, z, sunlit):
    """Colour of the ground at x, z, haze included."""
    # Woods end in sheer edges; a step behind the hit makes sure of a tree's own colour there.
    z = np.where((z > 130) & (z < 1500), z * F(1.004), z)
    h = bare(x, z).astype(F)
    tree = forest(x, z, h)
    e = (z * F(0.0009) + F(0.05)).astype(F)
    here = h + tree
    bx, bz = bare(x + e, z), bare(x, z + e)
    n = unit(np.stack([here - bx - forest(x + e, z, bx), e, here - bz - forest(x, z + e, bz)]).astype(F))
    m = unit(np.stack([h - bx, e, h - bz]).astype(F))
    grain = fbm2(x / 3.1, z / 3.1, 3)
    broad = fbm2(x / 90, z / 90, 4)
    strata = fbm2(x / 160, h / 14 + z / 240, 4)
    rock = mix(srgb("#6a5f58"), srgb("#a89a8a"), strata) * (F(0.7) + F(0.6) * grain)
    grass = mix(srgb("#4d6a22"), srgb("#a8983a"), smooth(0.3, 0.7, broad)) * (F(0.6) + F(0.8) * grain)
    meadow = smooth(0.62, 0.84, m[1] + 0.25 * (broad - 0.5)) * smooth(900, 500, h + 300 * (broad - 0.5))
    # Under the trees the ground lies in shade and needles.
    wood = smooth(560, 240, h + 330 * (fbm2(x / 300, z / 300, 4) - 0.5)) * smooth(0.3, 0.9, h)
    grass = mix(grass, srgb("#2c3a1c"), wood * F(0.85))
    base = mix(rock, grass, meadow)
    snow = smooth(0.40, 0.60, m[1] + 0.5 * (broad - 0.5) + smooth(900, 2100, h) * 0.35) \
        * smooth(480, 800, h + 420 * (broad - 0.5))
    base = mix(base, vec(0.86, 0.88, 0.93), snow)
    leaf = mix(srgb("#22401f"), srgb("#4f6a2a"), np.clip(tree / 26, 0, 1)) * (F(0.55) + F(0.9) * grain)
    is_tree = smooth(0.8, 2.5, tree)
    base = mix(base, leaf, is_tree)
    # A strip of pale pebbles along the water.
    base = mix(base, srgb("#b3a68e") * (F(0.35) + F(1.2) * fbm2(x / F(0.35), z / F(0.35), 3)) * (F(0.6)
            + F(0.8) * grain), smooth(0.5, 0.15, h) * (1 - is_tree))
    n = unit(mix(n, vec(0, 1, 0), is_tree * F(0.25)))
    lit = np.clip(n[0] * SUN[0] + n[1] * SUN[1] + n[2] * SUN[2], 0, 1)
    deep = mix(1, F(0.35) + F(0.65) * np.clip(tree / 16, 0, 1), is_tree)
    light = SUN_COLOUR * (lit * sunlit(x, z) * mix(1, deep, 0.7)) \
        + SKY_COLOUR * ((F(0.45) + F(0.55) * n[1]) * deep) + vec(0.10, 0.08, 0.05)
    col = base * light
    dist = np.hypot(x, z)
    fog = 1 - np.exp(-dist / F(7800) * np.exp(-np.maximum(here, 0) / F(2600)))
    mist = F(0.30) * smooth(300, 900, dist) * np.exp(-np.maximum(here, 0) / F(45))
    return mix(mix(col, HAZE, fog), vec(0.78, 0.74, 0.70), mist)


def sky_colour(rd):
    """Clear sky: deep above, warm and pale along the horizon."""
    up = np.clip(rd[1], 0, 1)
    col = mix(vec(0.80, 0.76, 0.72), vec(0.30, 0.46, 0.74), smooth(0.0, 0.26, up))
    col = mix(col, vec(0.12, 0.25, 0.55), smooth(0.2, 0.7, up))
    return col + vec(0.30, 0.17, 0.05) * (np.exp(-up * 7) * np.clip(F(0.55) - rd[0] * F(0.8), 0, 1))


def dab_conifer(canvas, rng, foot, height, count, mirror=False):
    """One spruce made of dabs, or its image in the lake."""
    p, n, inside = trees.conifer(rng, foot, height, count)
    col = trees.paint(n, inside, SUN, srgb("#8a8a42") * F(1.15), srgb("#101d10") * F(0.7),
                      vec(0.018, 0.026, 0.030), rng)
    dist = p[2]
    col = mix(col, HAZE, (1 - np.exp(-dist / F(4200))).astype(F))
    y = np.where(mirror, -p[1], p[1])
    u = p[0] / p[2] * F(ZOOM)
    v = (y - F(EYE)) / p[2] * F(ZOOM) + F(HORIZON)
    ang = np.arctan2(-(0.25 + 0 * u), np.sign(n[0]) * 1.0) + rng.normal(0, 0.3, u.size)
    canvas.dabs(u, v, p[2], (0.105 + 0.0022 * height) * ZOOM / p[2], col, 0.26, ang)


def meadow(canvas, rng):
    """Grass and flowers on the near shore."""
    count = 230000
    z = (5.8 * (46 / 5.8) ** rng.random(count)).astype(F)
    x = (rng.uniform(-0.9, 0.9, count) * z).astype(F)
    h = bare(x, z).astype(F)
    ok = (h > 0.10) & (fbm2(x / 2.2, z / 2.2, 3) > 0.40 - 0.1 * (h > 1))
    x, z, h = x[ok], z[ok], h[ok]
    tall = (0.16 + 0.42 * rng.random(x.size) * fbm2(x / 3, z / 3, 2)).astype(F)
    lean = rng.normal(0.10, 0.16, x.size).astype(F)
    tone = (fbm2(x / 4 + 9, z / 4, 3) + 0.15 * rng.standard_normal(x.size)).astype(F)
    dark, green, straw = srgb("#1c2a10"), srgb("#5c6e2a"), srgb("#c0a055")
    # The spruces' shade lies on the grass to their right.
    shade = np.ones_like(x)
    for sx, sz, tall_ in STAND:
        along = np.clip((x - sx) * F(0.87) + (z - sz) * F(0.5), 0, tall_ * 1.6)
        off = np.hypot(x - sx - along * F(0.87), z - sz - along * F(0.5))
        shade = np.minimum(shade, F(0.38) + F(0.62) * smooth(0.9, 1.5,
                off / (F(0.2) * tall_ * (1 - along / (tall_ * 1.7)) + F(0.3)) + F(0.5) * (tone - F(0.5))))
    for k in range(6):
        t = F(k / 5)
        px = x + lean * tall * t * t
        py = h + tall * t
        col = mix(dark, mix(green, straw, smooth(0.42, 0.72, tone)), F(0.25) + F(0.75) * t) * shade * F(1.25)
        u, v = px / z * F(ZOOM), (py - F(EYE)) / z * F(ZOOM) + F(HORIZON)
        canvas.dabs(u, v, z - t * F(0.05), 0.048 * ZOOM / z, col.astype(F), 0.30, np.pi / 2 - lean * t)
    pick = rng.random(x.size) < 0.035 * smooth(0.48, 0.62, fbm2(x / 3.3 + 40, z / 3.3, 3))
    fx, fz, fy = x[pick], z[pick], (h + tall)[pick] + F(0.06)
    kinds = np.concatenate([srgb("#f2efe2"), srgb("#e9c62f"), srgb("#c9508a"), srgb("#7a62c9")], 1)
    col = kinds[:, rng.integers(0, 4, fx.size)] * F(1.7)
    for _ in range(3):
        jx, jy = rng.normal(0, 0.022, (2, fx.size)).astype(F)
        u, v = (fx + jx) / fz * F(ZOOM), (fy + jy - F(EYE)) / fz * F(ZOOM) + F(HORIZON)
        canvas.dabs(u, v, fz - F(0.1), 0.034 * ZOOM / fz,
                    (col * (F(0.8) + F(0.3) * rng.random(fx.size))).astype(F), 0.8)


def render(width, height, ss=2):
    """The finished picture as display values (h, w, 3)."""
    rng = np.random.default_rng(11)
    w, h = width * ss, height * ss
    uu, vv = screen(w, h)
    uu, vv = uu.astype(F), vv.astype(F)
    camera = Camera((0, EYE, 0), (0, EYE, 1), 2 * np.degrees(np.arctan(1 / ZOOM)))
    u, hit, mirrored = walk(w, h, vv[:, 0])
    sunlit = shadow_map()

    # Sky and clouds, and both again upside down for the lake.
    rd = camera.rays(uu.ravel(), (vv - F(HORIZON)).ravel())
    sky = sky_colour(rd).reshape(3, h, w)
    ccol, calpha = clouds(camera, w, h, SUN, vec(2.3, 1.85, 1.45), vec(0.42, 0.46, 0.56), shift=HORIZON,
                          thick=0.03, cover=0.41, scale=620.0, offset=(4200, 0, 900), detail=2.0 * ss)
    sky = sky * (1 - calpha) + ccol

    def land(z):
        """Colours of the land at distance z of every pixel; sky elsewhere."""
        out = np.zeros((3, h, w), F)
        rows, cols = np.nonzero(np.isfinite(z))
        for s in range(0, rows.size, 60000):
            r, c = rows[s:s + 60000], cols[s:s + 60000]
            zz = z[r, c].astype(F)
            out[:, r, c] = shade_ground(u[c] * zz / F(ZOOM), zz, sunlit)
        return out

    finite = np.isfinite(hit)
    hz = np.where(finite, hit, 1.0).astype(F)
    hx = uu * hz / F(ZOOM)
    wet = finite & (bare(hx, hz) < 0.0)
    mirrored = np.where(wet, mirrored, np.inf)
    view = np.where(finite & ~wet, land(np.where(wet, np.inf, hit)), sky)

    # The mirror image: sky rows turned over about the horizon, then land, then trees.
    flip = np.clip(np.rint((h - 1) / 2 - (2 * F(HORIZON) - vv[:, 0]) * h / 2), 0, h - 1).astype(int)
    mirror = np.where(np.isfinite(mirrored), land(mirrored), sky[:, flip])
    back = splat.Canvas(mirror, mirrored)
    front = splat.Canvas(view, hit)
    for x, z, tall in STAND:
        y = float(bare(np.array([x], F), np.array([z], F))[0])
        seed = int(abs(x * 100))
        for canvas, m in ((front, False), (back, True)):
            dab_conifer(canvas, np.random.default_rng(seed), (x, max(y, 0.2) - 0.3, z), tall,
                        int(9000 + 1500 * tall), m)
    mirror = back.image()

    # Ripples shift the look-up in the mirror, more near the eye; a breeze roughens some bands.
    view = front.image()
    rows, cols = np.nonzero(wet & (front.depth >= hit - 0.01))
    z, x = hit[rows, cols], hx[rows, cols]
    calm = smooth(0.35, 0.7, fbm2(x / 90 + 4, z / 42, 3))
    wave = (fbm2(x / 1.9, z / 0.9, 4) - F(0.5)) + F(0.5) * (fbm2(x / 9, z / 4.0, 3) - F(0.5))
    amp = (F(0.008) + F(0.028) * calm) * h * smooth(900, 60, z) + F(0.003) * h
    ry = np.clip(np.rint(rows + wave * amp * F(1.6)), 0, h - 1).astype(int)
    rx = np.clip(np.rint(cols + (noise2(x / 1.3, z / 1.3) - F(0.5)) * amp * F(0.5)), 0, w - 1).astype(int)
    look = mirror[:, ry, rx]
    # Where the shifted look-up left the lake, keep the straight one.
    off = ~wet[ry, rx]
    look[:, off] = mirror[:, rows[off], cols[off]]
    dip = np.clip(F(EYE) / np.hypot(z, EYE), 0, 1)
    fres = F(0.30) + F(0.66) * (1 - dip) ** 4
    body = mix(srgb("#1d4a4a"), srgb("#6b6a4a"), smooth(-0.25, 0, bare(x, z)))
    col = mix(body * F(0.8), look * F(0.93), fres)
    col = col + vec(0.16, 0.17, 0.18) * (np.clip(wave, 0, 1) * calm * F(0.9))
    front.colour[rows, cols] = col.T
    meadow(front, rng)
    img = film(front.image(), exposure=1.1, glow=0.05, contrast=1.3, saturation=1.12)
    return shrink(img, ss)
