"""A tiny numpy ray marcher: camera, marching, light and film.

Points and directions are float32 arrays of shape (3, N), so that every
component is contiguous. A scene is a function from points to distances.
"""
import numpy as np
from PIL import Image

F = np.float32


# ---- vectors -------------------------------------------------------------

def vec(*v):
    """A column that broadcasts against (3, N)."""
    return np.array(v, dtype=F).reshape(3, 1)


def dot(a, b):
    """Dot product of each column."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def unit(a):
    """Each column at length one."""
    return a / np.maximum(np.sqrt(dot(a, a)), 1e-9)


def mix(a, b, t):
    """Linear blend from a to b."""
    return a + (b - a) * t


def smooth(lo, hi, x):
    """0 below lo, 1 above hi, a smooth step between (hi may be the smaller)."""
    t = np.clip((x - lo) / (hi - lo), 0, 1)
    return t * t * (3 - 2 * t)


def srgb(code):
    """Linear colour column of a '#rrggbb' code."""
    c = [int(code[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    return vec(*[x ** 2.2 for x in c])


# ---- camera --------------------------------------------------------------

class Camera:
    """A pinhole at `eye`, looking at `at`; `fov` is the vertical angle in degrees.

    `shift` moves the picture up on the film, as an architect's lens does, so
    that a level camera can show more sky and keep upright lines upright.
    """

    def __init__(self, eye, at, fov, shift=0.0):
        self.shift = F(shift)
        self.eye = vec(*eye)
        self.front = unit(vec(*at) - self.eye)
        self.right = unit(np.cross(vec(0, 1, 0), self.front, axis=0).astype(F))
        self.up = np.cross(self.front, self.right, axis=0).astype(F)
        self.zoom = F(1 / np.tan(np.radians(fov) / 2))

    def rays(self, u, v):
        """Directions through the screen points; v runs -1..1 upwards, u is in the same unit."""
        d = self.right * u + self.up * (v - self.shift) + self.front * self.zoom
        return unit(d).astype(F)

    def project(self, p):
        """Screen u, v and depth along the view axis of points."""
        q = p - self.eye
        z = dot(q, self.front)
        k = self.zoom / np.maximum(z, 1e-4)
        return dot(q, self.right) * k, dot(q, self.up) * k + self.shift, z


def screen(width, height):
    """u and v of every pixel centre, each of shape (height, width)."""
    u = (np.arange(width, dtype=F) + F(0.5) - width / 2) * F(2 / height)
    v = (height / 2 - np.arange(height, dtype=F) - F(0.5)) * F(2 / height)
    return np.meshgrid(u, v)


def trace(shade, camera, width, height, rows=None):
    """Call shade(eye, directions, u, v) -> (k, N) in small bands; returns (k, rows, width).

    Bands keep the many temporaries inside the processor's cache.
    """
    lo, hi = rows or (0, height)
    u, v = screen(width, height)
    band = max(1, 40000 // width)
    parts = []
    for y in range(lo, hi, band):
        e = min(hi, y + band)
        uu, vv = u[y:e].ravel().astype(F), v[y:e].ravel().astype(F)
        parts.append(shade(camera.eye, camera.rays(uu, vv), uu, vv).reshape(-1, e - y, width))
    return np.concatenate(parts, axis=1)


# ---- marching ------------------------------------------------------------

def march(sdf, ro, rd, near=0.01, far=50.0, steps=110, eps=0.0006, relax=0.95):
    """Distance along each ray to the surface; `far` where there is none."""
    n = rd.shape[1]
    t = np.full(n, near, F)
    live = np.arange(n)
    ro = np.broadcast_to(ro, rd.shape)
    o, d, tl = ro, rd, t.copy()
    for _ in range(steps):
        h = sdf(o + d * tl)
        tl = tl + h * F(relax)
        t[live] = tl
        keep = (h > eps * (1 + tl * F(0.3))) & (tl < far)
        if not keep.all():
            live, tl = live[keep], tl[keep]
            o, d = o[:, keep], d[:, keep]
            if not live.size:
                break
    return np.minimum(t, F(far))


def normal(sdf, p, eps=0.0015):
    """Surface direction from four samples at the corners of a tetrahedron."""
    n = 0
    for k in ((1, -1, -1), (-1, -1, 1), (-1, 1, -1), (1, 1, 1)):
        k = vec(*k)
        n = n + k * sdf(p + k * F(eps))
    return unit(n)


def soft_shadow(sdf, p, light, size=0.08, near=0.02, far=6.0, steps=48):
    """How much of a round lamp of angular `size` each point sees, 0..1."""
    n = p.shape[1]
    light = np.broadcast_to(light, p.shape)
    seen = np.ones(n, F)
    t = np.full(n, near, F)
    live = np.arange(n)
    q, d = p, light
    for _ in range(steps):
        h = sdf(q + d * t[live])
        # A near miss hides part of the lamp; half a lamp's width below counts as well.
        seen[live] = np.minimum(seen[live], F(0.5) + F(0.5) * h / (F(size) * t[live]))
        t[live] += np.clip(np.abs(h), 0.012, 0.25) * F(0.9)
        keep = (t[live] < far) & (seen[live] > 0)
        live = live[keep]
        if not live.size:
            break
        q, d = q[:, keep], d[:, keep]
    return smooth(0, 1, np.maximum(seen, 0))


def occlusion(sdf, p, n, reach=0.35, taps=5):
    """Ambient light that gets into folds and corners, 0..1."""
    dark, weight = 0.0, 1.0
    for i in range(1, taps + 1):
        h = reach * (i / taps) ** 1.6
        dark = dark + weight * (h - sdf(p + n * F(h))) / h
        weight *= 0.72
    return np.clip(1 - dark / 2.2, 0, 1)


# ---- shapes --------------------------------------------------------------

def sphere(p, c, r):
    """Ball."""
    q = p - vec(*c)
    return np.sqrt(dot(q, q)) - F(r)


def ellipsoid(p, c, r):
    """Ellipsoid, by the usual first-order estimate."""
    q = p - vec(*c)
    a, b = q / vec(*r), q / vec(*[x * x for x in r])
    k = np.sqrt(dot(a, a))
    return k * (k - 1) / np.maximum(np.sqrt(dot(b, b)), 1e-6)


def box(p, c, half, r=0.0):
    """Box with rounded edges."""
    q = np.abs(p - vec(*c)) - (vec(*half) - F(r))
    m = np.maximum(q, 0)
    return np.sqrt(dot(m, m)) + np.minimum(np.max(q, axis=0), 0) - F(r)


def capsule(p, a, b, ra, rb=None):
    """Rod from a to b; its radius runs from ra to rb."""
    a, b = vec(*a), vec(*b)
    ab = b - a
    q = p - a
    h = np.clip(dot(q, ab) / dot(ab, ab), 0, 1)
    w = q - ab * h
    r = F(ra) if rb is None else ra + (rb - ra) * h
    return np.sqrt(dot(w, w)) - r


def smin(a, b, k):
    """Union with a fillet of size k."""
    h = np.maximum(k - np.abs(a - b), 0) / F(k)
    return np.minimum(a, b) - h * h * F(k / 4)


def smax(a, b, k):
    """Intersection with a fillet; smax(a, -b, k) carves b out of a."""
    return -smin(-a, -b, k)


class exact:
    """While entered, the short cuts below are off.

    They are safe for marching, but their distances jump; soft light, which is
    judged from distances far from the surface, would show that as rings.
    """

    on = False

    def __enter__(self):
        exact.on = True

    def __exit__(self, *error):
        exact.on = False


def near_only(p, c, r, shape):
    """shape(p), worked out only inside a ball around it; outside, the ball's own distance.

    The bulk of the points in a scene is far from most of its objects.
    """
    if exact.on:
        return shape(p)
    d = sphere(p, c, r)
    inside = d < 0.1
    out = d + F(0.05)
    if inside.any():
        out[inside] = shape(p[:, inside])
    return out


def refine(rough, margin, fine):
    """rough - margin, but fine(indices) where that is near the surface.

    `margin` must cover what the fine shape adds to the rough one.
    """
    if exact.on:
        return fine(np.arange(rough.size))
    out = rough - F(margin)
    near = np.flatnonzero(out < margin)
    if near.size:
        out[near] = fine(near)
    return out


# ---- film ----------------------------------------------------------------

def blur(img, radius):
    """Gaussian-like blur of (h, w) or (h, w, 3): three box passes each way."""
    r = max(1, int(radius))
    for axis in (0, 1):
        for _ in range(3):
            pad = [(0, 0)] * img.ndim
            pad[axis] = (r + 1, r)
            c = np.cumsum(np.pad(img, pad, mode="edge"), axis=axis, dtype=np.float64)
            n = img.shape[axis]
            hi = np.take(c, np.arange(2 * r + 1, 2 * r + 1 + n), axis=axis)
            lo = np.take(c, np.arange(0, n), axis=axis)
            img = ((hi - lo) / (2 * r + 1)).astype(F)
    return img


def film(linear, exposure=1.0, glow=0.06, glow_from=1.0, vignette=0.25, contrast=1.0,
         saturation=1.0):
    """Linear (3, h, w) light to display values (h, w, 3) in 0..1."""
    img = np.moveaxis(linear, 0, -1).astype(F) * F(exposure)
    h, w = img.shape[:2]
    if glow:
        bright = np.clip(img - glow_from, 0, 6)
        img = img + F(glow) * (blur(bright, w / 120) + blur(bright, w / 35))
    y, x = np.mgrid[-1:1:h * 1j, -1:1:w * 1j].astype(F)
    img = img * (1 - F(vignette) * np.clip((x * x + y * y) / 2, 0, 1) ** 1.2)[..., None]
    grey = img @ np.array([0.25, 0.65, 0.10], F)
    img = np.maximum(grey[..., None] + (img - grey[..., None]) * F(saturation), 0)
    # A filmic shoulder: near linear in the shadows, soft towards white.
    img = img * (1 + img / 9) / (1 + img * F(0.75))
    img = np.clip(img, 0, 1) ** F(1 / 2.2)
    # An S-curve around the middle sets the contrast.
    s = img * img * (3 - 2 * img)
    return np.clip(mix(img, s, F(contrast - 1)), 0, 1)


def shrink(img, factor):
    """Average blocks of factor x factor pixels of (h, w, 3)."""
    h, w, c = img.shape
    return img.reshape(h // factor, factor, w // factor, factor, c).mean((1, 3))


def to_image(img, grain=0.012, seed=1):
    """Display values to a Pillow image, with a little film grain."""
    rng = np.random.default_rng(seed)
    g = rng.standard_normal(img.shape[:2]).astype(F)
    g = 0.6 * g + 1.2 * blur(g, 1)
    img = img + (grain * g)[..., None]
    return Image.fromarray((np.clip(img, 0, 1) * 255 + 0.5).astype(np.uint8))
