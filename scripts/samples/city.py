"""A canal in an old town, late in the day: gabled houses, trees, boats and a bridge."""
import numpy as np

import render as R
import splat
import trees
from noise import noise2, fbm2
from render import F, dot, mix, smooth, srgb, unit, vec
from sky import clouds
from town import LAMPS, PARTS, scene
from town_houses import BANK
from town_paint import sky_colour, surface

SUN = unit(vec(0.66, 0.43, -0.52))
SUN_COLOUR = vec(3.6, 2.35, 1.25)
SKY_LIGHT = vec(0.36, 0.44, 0.62)
HAZE = vec(0.95, 0.74, 0.56)
EYE = (2.6, 3.6, 0.0)


def tree_list():
    """Place and size of each tree's crown."""
    r = np.random.default_rng(9)
    out = []
    for side, zs in ((-1, (22, 34.5, 57, 66, 78, 92)), (1, (17.5, 31, 46, 60, 75, 92))):
        for z in zs:
            out.append((side * r.uniform(8.9, 9.3), BANK + r.uniform(5.8, 7.0), z + r.uniform(-0.7, 0.7),
                        r.uniform(2.5, 3.2)))
    return out


TREES = tree_list()


def dapple(p):
    """Sunlight that the trees' crowns let through."""
    s = np.ones(p.shape[1], F)
    for x, y, z, r in TREES:
        q = vec(x, y, z) - p
        along = dot(q, SUN)
        miss = np.sqrt(np.maximum(dot(q, q) - along * along, 0)) / F(r)
        hole = noise2(p[2] * F(2.2) + p[0] * F(1.3) + x, p[1] * F(2.2) + p[0] * F(0.7) + z)
        s = np.minimum(s, np.where(along > 0, smooth(0.45, 1.15, miss + F(0.9) * (hole - F(0.45))) * F(0.85)
                                   + F(0.15), 1))
    return s


def lit(p, rd, dist, quick=False):
    """Light from the hit points towards the eye."""
    n = R.normal(scene, p, 0.008)
    kind = np.argmin(np.stack([part(p) for part in PARTS]), axis=0)
    base, own = surface(p, n, rd, kind)
    turn = np.clip(dot(n, SUN), 0, 1)
    shadow = np.zeros_like(turn)
    f = np.flatnonzero(turn > 0)
    if f.size:
        start = (p + n * F(0.03))[:, f]
        shadow[f] = R.soft_shadow(scene, start, SUN, 0.035, near=0.05, far=34, steps=24 if quick else 46) \
            * dapple(start)
    ao = 1 if quick else R.occlusion(scene, p, n, 1.3)
    warm = np.zeros_like(turn)
    for x, z in LAMPS:
        q = vec(x, BANK + 3.9, z) - p
        r2 = dot(q, q)
        warm += np.clip(dot(n, q) / np.sqrt(r2) + F(0.2), 0, 1) / (r2 + F(0.6))
    light = SUN_COLOUR * (turn * shadow) + SKY_LIGHT * ((F(0.62) + F(0.38) * n[1]) * ao) \
        + vec(0.42, 0.27, 0.15) * (ao * (F(0.7) - F(0.4) * n[0] * (p[0] > 0))) \
        + vec(3.4, 1.8, 0.6) * warm
    col = base * light + own
    fog = 1 - np.exp(-np.maximum(dist - 12, 0) / F(430))
    return mix(col, HAZE, fog)


FAR = 175.0


def look(eye, rd, u, v):
    """Colour, distance and water mark for a bundle of rays: (5, N)."""
    n = rd.shape[1]
    t = R.march(scene, eye, rd, near=2.0, far=FAR, steps=170, eps=0.0008)
    water = np.where(rd[1] < 0, -eye[1] / np.minimum(rd[1], -1e-6), FAR * 4)
    wet = water < t
    out = np.zeros((5, n), F)
    out[3] = np.where(t >= FAR, 1e6, t)
    hit = np.flatnonzero((t < FAR) & ~wet)
    if hit.size:
        out[:3, hit] = lit(eye + rd[:, hit] * t[hit], rd[:, hit], t[hit])
    w = np.flatnonzero(wet)
    if w.size:
        # The mirror image, without waves; those come later.
        o = eye + rd[:, w] * water[w]
        d = rd[:, w] * vec(1, -1, 1)
        t2 = R.march(scene, o, d, near=0.02, far=FAR, steps=100, eps=0.004)
        total = water[w] + t2
        h = np.flatnonzero(t2 < FAR)
        col = np.full((3, w.size), -1, F)
        if h.size:
            col[:, h] = lit(o[:, h] + d[:, h] * t2[h], d[:, h], total[h], quick=True)
        out[:3, w] = col
        out[3, w] = np.where(t2 < FAR, total, 1e6)
        out[4, w] = water[w]
    return out


def plant(canvas, camera, width_scale, mirror=False):
    """Trunks and crowns, or their image in the water."""
    for k, (x, y, z, r) in enumerate(TREES):
        g = np.random.default_rng(100 + k)
        # Trunk and limbs as rows of round dabs.
        pts, size = [], []
        for limb in range(9):
            top = np.array([x, y, z]) + (0 if limb == 0 else 1) * g.normal(0, 0.45, 3) * r
            fork = np.array([x, BANK + 0.45 * (y - BANK), z])
            a = np.array([x, BANK, z]) if limb == 0 else fork
            s = np.linspace(0, 1, 70)[:, None]
            pts.append(a + (top - a) * s + 0.05 * np.sin(s * 9 + limb))
            size.append((0.17 if limb == 0 else 0.09) * (1 - 0.75 * s[:, 0]))
        p = np.concatenate(pts).T.astype(F)
        col = (srgb("#4a3a2a") * (0.5 + 0.8 * g.random(p.shape[1])) * 1.1).astype(F)
        leaves, n, inside = trees.crown(g, (x, y, z), r, 17000, 46, 0.92)
        tint = trees.paint(n, inside, SUN, srgb("#d09a2c" if k % 3 else "#b9692a") * F(2.2), srgb("#2c2c10") * F(0.8),
                           vec(0.03, 0.035, 0.03), g, 0.25)
        for q, c, s, asp in ((p, col, np.concatenate(size), 1.0), (leaves, tint, 0.078, 0.55)):
            q = q * vec(1, -1 if mirror else 1, 1)
            u, v, depth = camera.project(q)
            dist = np.sqrt(dot(q - camera.eye, q - camera.eye))
            c = mix(c, HAZE, (1 - np.exp(-np.maximum(dist - 12, 0) / F(430))))
            canvas.dabs(u, v, dist, (s * camera.zoom / depth).astype(F), c.astype(F), asp, g.uniform(0, np.pi, u.size))


def render(width, height, ss=2):
    """The finished picture as display values (h, w, 3)."""
    w, h = width * ss, height * ss
    camera = R.Camera(EYE, (1.35, EYE[1], 10), 46, shift=-0.16)
    out = R.trace(look, camera, w, h)
    uu, vv = R.screen(w, h)
    rd = camera.rays(uu.ravel().astype(F), vv.ravel().astype(F))
    sky = sky_colour(rd).reshape(3, h, w)
    ccol, ca = clouds(camera, w, h, SUN, vec(2.5, 1.55, 0.95), vec(0.50, 0.44, 0.50), cover=0.38, scale=700.0,
                      offset=(2000, 0, -5000), thick=0.03, detail=2.0 * ss)
    sky = sky * (1 - ca) + ccol
    dist, water = out[3], out[4]
    wet = water > 0
    front = splat.Canvas(np.where((dist > 1e5) & ~wet, sky, out[:3]), np.where(wet, water, dist))
    plant(front, camera, w)
    # Mirror layer: the sky turned over about the horizon, the houses, then the trees.
    row_of = np.clip(np.rint(h / 2 * (1 - (2 * camera.shift - vv[:, 0])) - 0.5), 0, h - 1).astype(int)
    turned = sky[:, row_of]
    back = splat.Canvas(np.where(dist > 1e5, turned, out[:3]), np.where(wet, dist, 0))
    plant(back, camera, w, mirror=True)
    mirror = back.image()
    rows, cols = np.nonzero(wet & (front.depth >= water - 0.01))
    t = water[rows, cols]
    ray = rd.reshape(3, h, w)[:, rows, cols]
    x, z = EYE[0] + ray[0] * t, EYE[2] + ray[2] * t
    wave = (fbm2(x * F(1.1), z * F(2.6), 4) - F(0.5)) + F(0.7) * (fbm2(x * F(0.3), z * F(0.8), 3) - F(0.5))
    amp = h * F(0.16) * smooth(70, 3, t) ** 2 + h * F(0.012)
    ry = np.clip(np.rint(rows + wave * amp), 0, h - 1).astype(int)
    rx = np.clip(np.rint(cols + (fbm2(x * F(1.4) + 30, z * F(2.2), 3) - F(0.5)) * amp * F(0.30)), 0, w - 1).astype(int)
    off = ~wet[ry, rx]
    seen = mirror[:, ry, rx]
    seen[:, off] = mirror[:, rows[off], cols[off]]
    graze = np.clip(F(EYE[1]) / t, 0, 1)
    fres = F(0.42) + F(0.5) * (1 - graze) ** 4
    body = srgb("#2b3a2e") * F(0.9)
    col = mix(body + 0 * seen, seen, fres)
    col = col + vec(0.30, 0.24, 0.18) * np.clip(wave - F(0.10), 0, 1) * smooth(60, 6, t)
    front.colour[rows, cols] = col.T
    img = R.film(front.image(), exposure=1.05, glow=0.08, contrast=1.25, saturation=1.08)
    return R.shrink(img, ss)
