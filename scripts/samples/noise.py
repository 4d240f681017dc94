"""Seeded value noise and fractal sums of it, on numpy arrays.

A lattice of random numbers is drawn once and looked up with wrap-around;
that is much faster in numpy than hashing every lattice point.
"""
import numpy as np

F = np.float32
_rng = np.random.default_rng(20240)
_T2 = _rng.random((256, 256), dtype=F).ravel()
_T3 = _rng.random((64, 64, 64), dtype=F).ravel()


def _split(x):
    """Integer cell and smoothed position inside it."""
    i = np.floor(x)
    f = (x - i).astype(F)
    return i.astype(np.int32), f * f * f * (f * (f * 6 - 15) + 10)


def noise2(x, y):
    """Value noise in the plane, 0..1."""
    ix, fx = _split(x)
    iy, fy = _split(y)
    x0, x1 = ix & 255, (ix + 1) & 255
    y0, y1 = (iy & 255) << 8, ((iy + 1) & 255) << 8
    a, b = _T2[y0 | x0], _T2[y0 | x1]
    c, d = _T2[y1 | x0], _T2[y1 | x1]
    a = a + (b - a) * fx
    c = c + (d - c) * fx
    return a + (c - a) * fy


def noise3(x, y, z):
    """Value noise in space, 0..1."""
    ix, fx = _split(x)
    iy, fy = _split(y)
    iz, fz = _split(z)
    x0, x1 = ix & 63, (ix + 1) & 63
    y0, y1 = (iy & 63) << 6, ((iy + 1) & 63) << 6
    out = []
    for k in (iz & 63, (iz + 1) & 63):
        k = k << 12
        a, b = _T3[k | y0 | x0], _T3[k | y0 | x1]
        c, d = _T3[k | y1 | x0], _T3[k | y1 | x1]
        a = a + (b - a) * fx
        c = c + (d - c) * fx
        out.append(a + (c - a) * fy)
    return out[0] + (out[1] - out[0]) * fz


def fbm2(x, y, octaves=5, gain=0.5):
    """Fractal sum of noise2, about 0..1. Each octave is turned a little, to hide the lattice."""
    total, amp, norm = 0.0, 1.0, 0.0
    for _ in range(octaves):
        total = total + amp * noise2(x, y)
        norm += amp
        amp *= gain
        x, y = 1.62 * x - 1.18 * y + 17.3, 1.18 * x + 1.62 * y + 9.1
    return total / F(norm)


def fbm3(x, y, z, octaves=4, gain=0.5):
    """Fractal sum of noise3, about 0..1."""
    total, amp, norm = 0.0, 1.0, 0.0
    for _ in range(octaves):
        total = total + amp * noise3(x, y, z)
        norm += amp
        amp *= gain
        x, y, z = 1.62 * x - 1.18 * z + 7.3, 2.01 * y + 3.7, 1.18 * x + 1.62 * z + 1.9
    return total / F(norm)


def ridged2(x, y, octaves=6, gain=0.5):
    """Fractal sum of folded noise: sharp crests, as of mountains; about 0..1."""
    total, amp, norm, weight = 0.0, 1.0, 0.0, 1.0
    for _ in range(octaves):
        n = 1 - np.abs(2 * noise2(x, y) - 1)
        n = n * n * weight
        # Detail gathers on the crests and leaves the valleys smooth.
        weight = np.clip(n * 1.6, 0, 1)
        total = total + amp * n
        norm += amp
        amp *= gain
        x, y = 1.62 * x - 1.18 * y + 31.7, 1.18 * x + 1.62 * y + 5.3
    return total / F(norm)
