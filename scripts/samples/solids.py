"""Convex solids, each drawn only within its rectangle of the screen: quick for many small buildings."""
import numpy as np

import render as R
import splat
from render import F, dot, vec


def box(lo, hi):
    """Half-spaces (normal, offset) of a box from corner lo to corner hi, and its corners."""
    planes = []
    for k in range(3):
        n = np.zeros(3)
        n[k] = 1
        planes += [(n, hi[k]), (-n, -lo[k])]
    return planes, [(x, y, z) for x in (lo[0], hi[0]) for y in (lo[1], hi[1]) for z in (lo[2], hi[2])]


def house(lo, hi, rise, along):
    """A box under a roof that rises by `rise`; its ridge runs along axis `along` (0 or 2)."""
    planes, corners = box(lo, (hi[0], hi[1] + rise, hi[2]))
    across = 2 - along
    middle, half = (lo[across] + hi[across]) / 2, (hi[across] - lo[across]) / 2
    for side in (-1, 1):
        n = np.array([0.0, half, 0.0])
        n[across] = side * rise
        n /= np.hypot(half, rise)
        planes.append((n, n[1] * (hi[1] + rise) + n[across] * middle))
    return planes, corners


def tilted(shape, pivot, degrees):
    """The shape turned about a level line along x through `pivot` (y, z); its top leans away."""
    a = np.radians(degrees)
    turn = np.array([[1, 0, 0], [0, np.cos(a), -np.sin(a)], [0, np.sin(a), np.cos(a)]])
    at = np.array([0, *pivot])
    planes = [(turn @ n, offset - n @ at + turn @ n @ at) for n, offset in shape[0]]
    return planes, [tuple(turn @ (np.array(c) - at) + at) for c in shape[1]]


def blocked(p, d, shapes, reach=50.0):
    """Which of the points have one of the shapes in direction d, no farther than `reach`.

    Quick where the points lie close together, as those of a small patch of the picture do.
    """
    out = np.zeros(p.shape[1], bool)
    lo, hi = np.array([np.min(c, 0) for _, c in shapes]), np.array([np.max(c, 0) for _, c in shapes])
    # Only shapes that meet the box which the rays stay in.
    low = p.min(1) + np.minimum(d.min(1), 0) * reach
    high = p.max(1) + np.maximum(d.max(1), 0) * reach
    for s in np.flatnonzero((lo < high).all(1) & (hi > low).all(1)):
        planes = shapes[s][0]
        i = np.flatnonzero(~out)
        o, e = p[:, i], d[:, i]
        enter, leave = np.full(i.size, 1e-3, F), np.full(i.size, reach, F)
        for normal, offset in planes:
            n = vec(*normal)
            speed = dot(n, e)
            t = (F(offset) - dot(n, o)) / np.where(np.abs(speed) < 1e-6, F(1e-6), speed)
            enter = np.where(speed < 0, np.maximum(enter, t), enter)
            leave = np.where(speed > 0, np.minimum(leave, t), leave)
        out[i[enter < leave]] = True
    return out


class Frame:
    """Colour, depth, normal and tag of what a camera sees, or of its mirror image in the water at y = 0."""

    def __init__(self, camera, width, height, mirror=False):
        u, v = R.screen(width, height)
        self.camera, self.flip = camera, vec(1, -1 if mirror else 1, 1)
        self.rd = (camera.rays(u.ravel().astype(F), v.ravel().astype(F)) * self.flip).reshape(3, height, width)
        self.eye = camera.eye * self.flip
        self.depth = np.full((height, width), 1e6, F)
        self.colour, self.normal = np.zeros((2, 3, height, width), F)
        self.tag = np.zeros((height, width), np.int8)

    def project(self, p):
        """Column, row and distance of points."""
        h, w = self.depth.shape
        p = p * self.flip
        u, v, _ = self.camera.project(p)
        q = p - self.camera.eye
        return (u * h + w) / 2, (h - v * h) / 2, np.sqrt(dot(q, q))

    def window(self, corners):
        """Rows and columns that the corners enclose, as slices; None off the screen."""
        x, y, _ = self.project(np.array(corners, F).T)
        h, w = self.depth.shape
        x0, x1 = max(int(x.min()) - 1, 0), min(int(x.max()) + 2, w)
        y0, y1 = max(int(y.min()) - 1, 0), min(int(y.max()) + 2, h)
        return (slice(y0, y1), slice(x0, x1)) if x1 > x0 and y1 > y0 else None

    def put(self, at, hit, t, n, paint, tag):
        """Paint the hits that are nearest so far. paint(p, n, rd) -> colour; it may bend n, where it lies."""
        hit = hit & (t < self.depth[at])
        if not hit.any():
            return
        rd, n = self.rd[(slice(None), *at)][:, hit], n[:, hit]
        self.depth[at][hit] = t[hit]
        self.tag[at][hit] = tag
        self.colour[(slice(None), *at)][:, hit] = paint(self.eye + rd * t[hit], n, rd)
        self.normal[(slice(None), *at)][:, hit] = n

    def solid(self, shape, paint, tag=0):
        """Draw a convex solid."""
        planes, corners = shape
        at = self.window(corners)
        if at is None:
            return
        rd = self.rd[(slice(None), *at)]
        enter, leave = np.full(rd.shape[1:], 0.1, F), np.full(rd.shape[1:], 1e6, F)
        n = np.zeros_like(rd)
        for normal, offset in planes:
            k = vec(*normal)
            speed = np.tensordot(k[:, 0], rd, 1)
            gap = F(offset - (k * self.eye).sum())
            t = gap / np.where(np.abs(speed) < 1e-6, F(1e-6), speed)
            later = (speed < 0) & (t > enter)
            enter = np.where(later, t, enter)
            n = np.where(later, k[:, :, None], n)
            leave = np.where((speed > 0) & (t < leave), t, leave)
        self.put(at, (enter < leave) & (enter > 0.1), enter, n, paint, tag)

    def leaves(self, p, size, colour, aspect, rng):
        """Draw dabs at the points, turned at random; `size` is their long radius in the scene."""
        h, w = self.depth.shape
        x, y, dist = self.project(p)
        canvas = splat.Canvas(self.colour, self.depth)
        size = (size * self.camera.zoom / dist).astype(F)
        turns = rng.uniform(0, np.pi, x.size)
        canvas.dabs((x * 2 - w) / h, (h - y * 2) / h, dist, size, colour.astype(F), aspect, turns)
        self.colour, self.depth = np.ascontiguousarray(canvas.image()), canvas.depth

    def marched(self, sdf, centre, radius, paint, tag=0):
        """March a shape inside a ball."""
        c = np.array(centre)
        at = self.window([c + radius * np.array(k) for k in np.ndindex(2, 2, 2) for k in [2 * np.array(k) - 1]])
        if at is None:
            return
        rd = self.rd[(slice(None), *at)]
        shape = rd.shape[1:]
        d = np.ascontiguousarray(rd.reshape(3, -1))
        q = vec(*centre) - self.eye
        far = float(np.sqrt(dot(q, q))[0])
        t = R.march(sdf, self.eye, d, near=far - radius * 1.8, far=far + radius * 1.8, steps=90, eps=0.0004)
        p = self.eye + d * t
        hit = (t < far + radius * 1.79) & (p[1] > 0)
        n = np.zeros_like(d)
        if hit.any():
            n[:, hit] = R.normal(sdf, p[:, hit], 0.006)
        self.put(at, hit.reshape(shape), t.reshape(shape), n.reshape(3, *shape), paint, tag)
