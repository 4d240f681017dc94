"""A harbour town on a summer night: lit windows up the hill, lamps along the quay, the moon on the water."""
import numpy as np

import night_town as town
import render as R
import solids
import trees
from noise import fbm2, noise2
from render import F, dot, mix, smooth, srgb, vec
from sky import clouds
from town import boat, person

EYE = (0.0, 6.2, 0.0)
MOON = town.MOON
MOON_SIZE = 0.0165
BOATS = [(-13.5, 47, 3.9), (-21.5, 66, 4.2), (-3.0, 70, 3.6), (13.5, 66, 4.3), (-29, 58, 3.4), (-8.5, 33, 2.6)]
PEOPLE = [(5.42, 23.4), (5.93, 23.6), (-19.0, 91.8), (-18.3, 92), (-4.4, 91.5), (11.2, 92.2), (12.0, 92.0), (-33, 91.6),
          (19.5, 92)]
# Trees (x, y, z, radius): on the quay, between the houses, and along the top of the hill.
TREES = [(-30.5, 7.0, 92.5, 2.6), (20.5, 7.2, 92.5, 2.8), (-2.2, 6.6, 92.5, 2.2), (29.5, 6.5, 99, 3.4),
         (24, 12.5, 113, 4.0), (15.5, 19, 126, 3.6), (6.5, 25, 139, 3.8), (-3, 33, 153, 4.2), (2, 31.5, 152, 3.6),
         (-33, 35.5, 158, 4.0), (-38, 35, 158, 4.6), (-44, 34.5, 158, 4.6), (-50, 33, 156, 5.0), (-1.5, 35, 166, 4.6),
         (-16, 32, 154, 2.6), (-55, 24, 134, 3.6), (-61, 23, 134, 4.0), (-66, 21, 132, 4.2), (-59, 18, 121, 3.0),
         (-53, 31, 148, 4.0)]


def sky(d):
    """Night sky without clouds: the last blue over the sea, a dark headland with its few lights, stars, the moon."""
    up = np.clip(d[1], 0, 1)
    col = mix(vec(0.052, 0.088, 0.190), vec(0.016, 0.038, 0.120), smooth(0.0, 0.22, up))
    col = mix(col, vec(0.0045, 0.0115, 0.048), smooth(0.12, 0.48, up))
    # A glimmer of the sunken sun to the right, and the town's own to the left.
    az = d[0] / np.maximum(d[2], 1e-3)
    col = col + vec(0.070, 0.045, 0.030) * (smooth(0.10, 0.0, up) * smooth(-0.1, 0.5, az))
    col = col + vec(0.035, 0.022, 0.012) * (smooth(0.30, 0.05, up) * smooth(0.35, -0.3, az) * F(0.7))
    col = col + stars(d)
    off = d - MOON
    r = np.sqrt(dot(off, off)) / F(MOON_SIZE)
    seas = F(0.35) + F(1.0) * fbm2(off[0] * F(90) + 7, off[1] * F(90) + 3, 4)
    col = mix(col, vec(2.3, 2.1, 1.7) * seas, smooth(1.04, 0.96, r))
    col = col + vec(0.085, 0.095, 0.12) * np.exp(-np.maximum(r - 1, 0) / F(3.2)) \
        + vec(0.035, 0.042, 0.060) * np.exp(-np.maximum(r - 1, 0) / F(14))
    height = d[1] / np.maximum(d[2], 1e-3)
    ridge = F(0.004) + F(0.075) * smooth(0.62, 0.20, np.abs(az - F(0.72)) + F(0.16) * fbm2(az * F(9), az * 0, 4)) \
        * (F(0.7) + F(0.6) * fbm2(az * F(22) + 3, az * 0 + F(2), 5))
    land = smooth(0.0008, -0.0008, height - ridge)
    col = mix(col, vec(0.016, 0.024, 0.052), land)
    return col + far_lights(az, height) * (land > 0.3)


def stars(d):
    """A few hundred stars, each a little dot."""
    r = np.random.default_rng(8)
    az, el = r.uniform(-0.75, 0.75, 420), np.abs(r.uniform(0.05, 0.85, 420))
    power = 0.05 + 0.55 * r.random(420) ** 6
    a, e = d[0] / np.maximum(d[2], 1e-3), d[1] / np.maximum(d[2], 1e-3)
    out = np.zeros(d.shape[1], F)
    order = np.argsort(e)
    sorted_e = e[order]
    size = F(0.0009)
    for x, y, k in zip(az, el, power):
        lo, hi = np.searchsorted(sorted_e, (y - 0.004, y + 0.004))
        i = order[lo:hi]
        i = i[np.abs(a[i] - x) < 0.004]
        out[i] += F(k) * np.exp(-((a[i] - F(x)) ** 2 + (e[i] - F(y)) ** 2) / size ** 2)
    return vec(0.85, 0.92, 1.1) * out


def far_lights(az, height):
    """Villages on the headland."""
    r = np.random.default_rng(3)
    out = 0
    for k in range(34):
        x = 0.30 + 0.75 * r.random() ** 0.8
        y = 0.003 + 0.022 * r.random() ** 2
        tint = vec(1, 0.62, 0.26) if k % 5 else vec(0.9, 0.95, 1.0)
        out = out + tint * (F(0.35 + r.random()) * np.exp(-((az - F(x)) ** 2 + (height - F(y)) ** 2) / F(0.0011) ** 2))
    return out


def hull(p, n, rd):
    """Painted boats: white above a dark stripe."""
    stripe = (p[1] > 0.30) & (p[1] < 0.5)
    base = np.where(stripe, srgb("#27405e"), srgb("#d6d0c2")) * (F(0.6) + F(0.5) * fbm2(p[2] * 3, p[1] * 9, 3))
    pane = (p[1] > 0.85) & (p[1] < 1.2) & (np.abs(n[1]) < 0.3)
    # Somebody is aboard the nearest cabin boat.
    glow = np.where((p[2] > 40) & (p[2] < 56) & (np.abs(np.modf(p[2] * F(1.3))[0] - F(0.5)) < 0.36), F(1), F(0.006))
    return np.where(pane, vec(1.2, 0.66, 0.24) * glow, base * (town.light(p, n) + vec(0.016, 0.016, 0.020)))


def cloth(p, n, rd):
    """People, nearly silhouettes."""
    base = mix(srgb("#3a2a2c"), srgb("#6a5a4a"), smooth(0.4, 0.6, noise2(np.floor(p[0] * F(1.6)), p[1] * 0)))
    return base * F(0.6) * town.light(p, n)


def companion(p, x, y, z):
    """One of the two on the jetty, seen from behind: near enough for shoulders, arms and a neck."""
    d = R.capsule(p, (x, y + 0.62, z), (x, y + 1.28, z), 0.19, 0.15)
    d = R.smin(d, R.capsule(p, (x - 0.14, y + 1.36, z), (x + 0.14, y + 1.36, z), 0.075), 0.12)
    d = R.smin(d, R.capsule(p, (x, y + 1.38, z), (x, y + 1.56, z), 0.055), 0.05)
    d = R.smin(d, R.ellipsoid(p, (x, y + 1.65, z), (0.088, 0.125, 0.10)), 0.02)
    for side in (-1, 1):
        d = np.minimum(d, R.capsule(p, (x + side * 0.20, y + 1.34, z), (x + side * 0.24, y + 0.82, z), 0.062, 0.045))
        d = np.minimum(d, R.capsule(p, (x + side * 0.08, y + 0.05, z), (x + side * 0.08, y + 0.7, z), 0.065, 0.09))
    return d


def rope(p, n, rd):
    """Masts and booms, and the trees' trunks."""
    return srgb("#8a7050") * town.light(p, n)


def draw(camera, width, height, overhead, mirror):
    """One frame: sky, town, boats, people and trees. `overhead` is the clouds' colour and opacity."""
    f = solids.Frame(camera, width, height, mirror)
    flat = f.rd.reshape(3, -1)
    band = 200000
    f.colour = np.concatenate([sky(flat[:, i:i + band]) for i in range(0, flat.shape[1], band)], 1).reshape(f.rd.shape)
    f.colour = f.colour * (1 - overhead[1]) + overhead[0]
    town.draw(f)
    for x, z, long in BOATS:
        f.marched(lambda p: boat(p, x, z, long), (x, 0.6, z), long + 0.4, hull)
        if long > 3:
            f.solid(solids.box((x - 0.05, 0.4, z - 0.6), (x + 0.05, long * 1.9, z - 0.5)), rope)
            f.solid(solids.box((x - 0.04, 1.9, z - 0.6 - long * 0.8), (x + 0.04, 2.0, z - 0.6)), rope)
    for x, y, z, r in TREES:
        f.solid(solids.box((x - r * 0.05, y - r * 2.2, z - r * 0.05), (x + r * 0.05, y, z + r * 0.05)), rope)
    for x, z in PEOPLE:
        y, figure = (town.JETTY[2], companion) if z < 40 else (town.QUAY, person)
        f.marched(lambda p: figure(p, x, y, z), (x, y + 0.9, z), 1.05, cloth)
    for k, (x, y, z, r) in enumerate(TREES):
        g = np.random.default_rng(60 + k)
        p, n, inside = trees.crown(g, (x, y, z), r, 9000, 44, 0.85)
        tint = (F(0.5) + g.random(p.shape[1]).astype(F)) * (1 - F(0.8) * inside)
        f.leaves(p, 0.17, srgb("#4d5a2c") * tint * town.light(p, n), 0.6, g)
    return f


def halos(f):
    """The glow that lens and sea air put about every lamp that can be seen."""
    h, w = f.depth.shape
    y, x = np.mgrid[0:h, 0:w].astype(F)
    for lx, ly, lz, power in town.LAMPS:
        px, py, dist = (float(k[0]) for k in f.project(vec(lx, ly, lz - 0.4)))
        if not (0 <= px < w and 0 <= py < h) or f.depth[int(py), int(px)] < dist - 1:
            continue
        reach = h * (0.055 if dist > 60 else 0.10)
        sl = np.s_[max(int(py - reach * 3), 0):int(py + reach * 3), max(int(px - reach * 3), 0):int(px + reach * 3)]
        r = np.hypot(x[sl] - px, y[sl] - py) / F(reach)
        glow = (F(0.36) * np.exp(-r * F(9)) + F(0.10) * np.exp(-r * F(2.6))) * smooth(3, 2, r)
        f.colour[(slice(None), *sl)] += town.LAMPLIGHT[:, :, None] * (glow * F(power))


def water(front, back, camera, horizon):
    """The harbour: many glimpses of the mirror image per pixel, thrown up and down by the ripples."""
    h, w = front.depth.shape
    dist = -front.eye[1, 0] / np.minimum(front.rd[1], -1e-6)
    rows, cols = np.nonzero((front.rd[1] < -1e-4) & (dist < front.depth))
    t = dist[rows, cols]
    d = front.rd[:, rows, cols]
    x, z = d[0] * t, d[2] * t
    # Long swells near by; far away the ripples are finer than a pixel, and only their spread is left.
    swell = fbm2(x * F(0.55), z * F(0.9), 4) - F(0.5)
    ripple = fbm2(x * F(2.1) + 9, z * F(3.4), 4) - F(0.5)
    near = smooth(110, 14, t)
    slope = F(0.085) * swell * (F(0.35) + F(0.65) * near) + F(0.11) * ripple * near
    cat = smooth(0.40, 0.62, fbm2(x * F(0.035) + 2, z * F(0.05), 3))   # paws of wind roughen the water
    spread = mix(F(0.011), F(0.027), cat)
    r = np.random.default_rng(2)
    total, count = np.zeros_like(d), 14
    scale = F(camera.zoom * h / 2) * 2
    for k in range(count):
        # Evenly drawn quantiles of a bell curve, each a little off.
        q = np.clip((k + r.random(t.size, dtype=F)) / count, 0.002, 0.998)
        bell = np.log(q / (1 - q)).astype(F) * F(0.55)
        lift = (slope + bell * spread) * scale
        yy = np.clip(np.rint(rows + lift), 0, h - 1).astype(int)
        aside = (ripple * F(0.2) * near + F(0.12) * spread * r.standard_normal(t.size, dtype=F)) * scale * F(0.25)
        xx = np.clip(np.rint(cols + aside), 0, w - 1).astype(int)
        total += back.colour[:, np.maximum(yy, horizon), xx]
    seen = total / count
    graze = np.clip(F(EYE[1]) / t + slope, 0.01, 1)
    fresnel = F(0.06) + F(0.86) * (1 - graze) ** 4
    front.colour[:, rows, cols] = mix(vec(0.004, 0.010, 0.017) + 0 * seen, seen, fresnel)


def render(width, height, ss=2):
    """The finished picture as display values (h, w, 3)."""
    w, h = width * ss, height * ss
    camera = R.Camera(EYE, (0, EYE[1], 10), 40, shift=-0.17)
    overhead = clouds(camera, w, h, MOON, vec(0.20, 0.22, 0.26), vec(0.028, 0.036, 0.072), cover=0.34, scale=1100.0,
                      offset=(500, 0, 2500), thick=0.006, detail=2.0 * ss)
    front = draw(camera, w, h, overhead, False)
    # Turned over about the horizon, the same clouds serve the mirror.
    _, vv = R.screen(w, h)
    row_of = np.clip(np.rint(h / 2 * (1 - (2 * camera.shift - vv[:, 0])) - 0.5), 0, h - 1).astype(int)
    back = draw(camera, w, h, tuple(k[..., row_of, :] for k in overhead), True)
    # Glow that the ripples pull into the long columns below the lamps.
    halos(back)
    water(front, back, camera, int(np.ceil(h / 2 * (1 - camera.shift))) + 1)
    halos(front)
    img = R.film(front.colour, exposure=1.75, glow=0.10, glow_from=0.9, contrast=1.15, saturation=1.05, vignette=0.3)
    return R.shrink(img, ss)
