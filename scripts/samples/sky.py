"""Heaped clouds: a short march through a slab of fractal noise."""
import numpy as np
from PIL import Image

from noise import fbm3, noise3
from render import F, mix, screen, smooth, vec


def enlarge(a, width, height):
    """Bicubic enlargement of a (h, w) array."""
    return np.asarray(Image.fromarray(a.astype(F)).resize((width, height), Image.BICUBIC))


def _density(p, cover, scale, base, top):
    """Cloud thickness: flat bases, billowing tops."""
    s = F(1 / scale)
    h = (p[1] - base) / F(top - base)
    big = noise3(p[0] * s * F(0.5) + 5, p[1] * s * F(0.3), p[2] * s * F(0.5))
    d = fbm3(p[0] * s, p[1] * s * F(1.3), p[2] * s, 5, 0.52)
    d = d * F(0.68) + big * F(0.5) - F(1.02 - cover)
    # Wear the heap away towards its top, and cut it off sharply beneath.
    return np.clip(d - F(0.22) * h * h, 0, 1) * smooth(0, 0.12, h) * smooth(1, 0.8, h)


def clouds(camera, width, height, sun, lit, shade, cover=0.5, scale=900.0, base=900.0, top=1900.0,
           shift=0.0, offset=(0, 0, 0), steps=44, detail=3.0, thick=0.011, far=22000.0):
    """Colour (3, h, w) and opacity (h, w) of the clouds before the camera.

    Marched at 1/detail of the size: clouds are soft, and enlarge well.
    `lit` and `shade` are the colours of the sunny and the dark side.
    """
    w, h = int(width / detail), int(height / detail)
    u, v = screen(w, h)
    rd = camera.rays(u.ravel().astype(F), (v.ravel() - F(shift)).astype(F))
    colour = np.zeros((3, w * h), F)
    clear = np.ones(w * h, F)
    live = np.flatnonzero(rd[1] > 0.02)
    d = rd[:, live]
    near = F(base) / d[1]
    length = np.minimum(F(top) / d[1], F(far)) - near
    ok = length > 0
    live, d, near, length = live[ok], d[:, ok], near[ok], length[ok]
    # A start shifted per pixel turns the steps' bands into grain, which the enlargement softens.
    near = near + length / steps * np.random.default_rng(3).random(live.size, dtype=F)
    towards = np.clip(d[0] * sun[0] + d[1] * sun[1] + d[2] * sun[2], 0, 1)
    silver = F(0.75) + F(0.9) * towards ** 8
    off = vec(*offset)
    c, a = np.zeros((3, live.size), F), np.ones(live.size, F)
    for i in range(steps):
        p = d * (near + length * F(i / steps)) + off
        k = _density(p, cover, scale, base, top)
        hit = np.flatnonzero((k > 0.002) & (a > 0.02))
        if not hit.size:
            continue
        q, kk = p[:, hit], k[hit]
        ahead = sum(_density(q + sun * F(r), cover, scale, base, top) for r in (60, 170, 380))
        glow = np.exp(-ahead * F(5.5)) * (1 - np.exp(-kk * F(22))) * silver[hit]
        up = smooth(base, top, q[1])
        col = lit * (glow * F(1.25)) + shade * (F(0.65) + F(0.6) * up)
        dens = 1 - np.exp(-kk * length[hit] / steps * F(thick))
        c[:, hit] += col * (dens * a[hit])
        a[hit] *= 1 - dens
    # Far clouds sink into the haze.
    fade = smooth(0.02, 0.12, d[1])
    colour[:, live] = c * fade
    clear[live] = mix(1, a, fade)
    colour = np.stack([enlarge(x.reshape(h, w), width, height) for x in colour])
    return np.maximum(colour, 0), np.clip(1 - enlarge(clear.reshape(h, w), width, height), 0, 1)
