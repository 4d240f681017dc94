"""Leaves, needles, grass and hair as many small dabs, drawn far to near."""
import numpy as np

from render import F


class Canvas:
    """Linear colour (h, w, 3) with a depth per pixel."""

    def __init__(self, colour, depth):
        self.colour = np.array(np.moveaxis(colour, 0, -1), dtype=F, order="C")
        self.depth = np.array(depth, dtype=F)

    def image(self):
        """Colour as (3, h, w)."""
        return np.moveaxis(self.colour, -1, 0)

    def dabs(self, u, v, z, size, colour, aspect=1.0, angle=0.0):
        """Draw ellipses at screen u, v and depth z; `size` is the long radius in screen units."""
        h, w = self.depth.shape
        px = (u * h + w) / 2
        py = (h - v * h) / 2
        r = np.maximum(size * h / 2, 0.5)
        ok = (px > -9) & (px < w + 9) & (py > -9) & (py < h + 9) & (z > 0.01)
        order = np.flatnonzero(ok)
        order = order[np.argsort(-z[order], kind="stable")]
        full = np.broadcast_to
        px, py, z, r = px[order], py[order], z[order], r[order]
        aspect, angle = full(aspect, u.shape)[order], full(angle, u.shape)[order]
        colour = colour[:, order].T
        flat, depth = self.colour.reshape(-1, 3), self.depth.reshape(-1)
        # In slices, far to near, so that the pixel lists stay small.
        for s in range(0, order.size, 60000):
            e = slice(s, s + 60000)
            self._slice(px[e], py[e], z[e], r[e], aspect[e], angle[e], colour[e], flat, depth, w, h)

    @staticmethod
    def _slice(px, py, z, r, aspect, angle, colour, flat, depth, w, h):
        reach = int(np.ceil(min(r.max(initial=0), 14)))
        oy, ox = np.mgrid[-reach:reach + 1, -reach:reach + 1].reshape(2, -1)
        near = np.argsort(ox * ox + oy * oy)
        ca, sa = np.cos(angle), np.sin(angle)
        idx, who = [], []
        for dx, dy in zip(ox[near], oy[near]):
            x, y = np.rint(px) + dx, np.rint(py) + dy
            ex, ey = x - px, y - py
            a = (ex * ca + ey * sa) / r
            b = (ey * ca - ex * sa) / np.maximum(r * aspect, 0.5)
            inside = np.flatnonzero((a * a + b * b <= 1) & (x >= 0) & (x < w) & (y >= 0) & (y < h))
            idx.append((y[inside] * w + x[inside]).astype(np.int64))
            who.append(inside)
        idx, who = np.concatenate(idx), np.concatenate(who)
        seen = z[who] < depth[idx]
        idx, who = idx[seen], who[seen]
        # The nearest dab wins each pixel: sort by pixel, then by nearness.
        order = np.lexsort((z[who], idx))
        idx, who = idx[order], who[order]
        first = np.ones(idx.size, bool)
        first[1:] = idx[1:] != idx[:-1]
        idx, who = idx[first], who[first]
        flat[idx] = colour[who]
        depth[idx] = z[who]
