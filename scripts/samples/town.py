"""The town's other things: quays, bridge, boats, lamps, people, and the church at the end."""
import numpy as np

import render as R
from render import F, vec
from town_houses import BANK, QUAY, houses


def far_end(p):
    """Houses that close the view, and a church tower with its spire."""
    q = p - vec(0, 0, 128)
    cell = np.round(q[0] / F(8))
    a = q[0] - cell * 8
    tall = F(11) + 3 * np.sin(cell * F(2.3))
    block = np.maximum(np.maximum(np.abs(a) - F(4), (q[1] - tall + np.abs(a) * F(0.8)) * F(0.75)), np.abs(q[2]) - F(5))
    block = np.minimum(block, np.maximum((q[1] - F(9)), np.abs(q[2]) - F(5)))
    t = p - vec(-5.5, 0, 150)
    tower = np.maximum(np.maximum(np.abs(t[0]), np.abs(t[2])) - F(3.6), t[1] - F(30))
    belfry = np.maximum(np.maximum(np.abs(t[0]), np.abs(t[2])) - F(4.0), np.abs(t[1] - F(30)) - F(0.5))
    r = np.maximum(np.abs(t[0]), np.abs(t[2])) * F(0.5) + np.hypot(t[0], t[2]) * F(0.5)
    spire = np.maximum((r - (F(46) - t[1]) * F(0.22)) * F(0.9), F(30) - t[1])
    nave = np.maximum(np.maximum(np.abs(t[0] - 12) - F(12), (t[1] - F(22) + np.abs(t[2]) * F(1.2)) * F(0.6)),
                      np.abs(t[2]) - F(7))
    return np.minimum(np.minimum(block, nave), np.minimum(np.minimum(tower, belfry), spire))


def quay(p):
    """Banks with a kerb, and the steps of the far bank."""
    q = F(QUAY) - np.abs(p[0])
    d = np.maximum(q, p[1] - F(BANK))
    kerb = np.maximum(np.abs(q + F(0.20)) - F(0.28), np.abs(p[1] - F(BANK)) - F(0.10))
    return np.minimum(d, kerb)


BRIDGE = 50.0


def bridge(p):
    """A humped bridge of three arches."""
    z = np.abs(p[2] - F(BRIDGE)) - F(2.2)
    hump = F(3.9) - F(0.016) * p[0] * p[0]
    d = np.maximum(np.maximum((p[1] - hump) * F(0.9), z), np.abs(p[0]) - F(11.5))
    x = np.abs(p[0])
    arch = np.minimum(np.hypot(p[0], np.maximum(p[1] - F(0.7), 0)) - F(2.1),
                      np.hypot(x - F(4.9), np.maximum(p[1] - F(0.4), 0)) - F(1.7))
    d = R.smax(d, -arch, 0.05)
    ledge = np.maximum(np.abs(p[1] - hump + F(0.55)) - F(0.10), np.maximum(z - F(0.12), x - F(11.5)))
    cap = np.maximum(np.abs(p[1] - hump) - F(0.08), np.maximum(z - F(0.08), x - F(11.5)))
    return np.minimum(np.minimum(d, ledge), cap)


BOATS = [(-5.6, 24.5, 3.6, 0), (-5.5, 35.0, 3.9, 1), (5.7, 20.5, 3.0, 2), (-1.9, 15.6, 2.4, 3), (5.6, 38.0, 3.8, 1)]


def boat(p, x, z, long):
    """A pointed hull, hollow, `long` from its middle to its stem; the larger ones with a cabin."""
    q = p - vec(x, 0, z)
    t = np.clip(q[2] / F(long), -1.1, 1.1)
    wide = F(0.36 * long) * np.sqrt(np.maximum(1 - t ** 4, 0)) * F(0.9)
    sheer = F(0.55) + F(0.45) * t * t
    flare = np.clip((q[1] + F(0.5)) / F(1.1), 0, 1)
    hull = np.maximum(np.maximum((np.abs(q[0]) - wide * (F(0.62) + F(0.38) * flare)) * F(0.6), q[1] - sheer),
                      np.abs(q[2]) - F(long))
    well = np.maximum(np.maximum((np.abs(q[0]) - wide * F(0.86)), F(0.25) - q[1]), np.abs(q[2])
                      - F(long * 0.86))
    hull = R.smax(hull, -well, 0.06)
    if long > 3.2:
        cabin = R.box(q, (0, 0.75, long * 0.18), (0.78, 0.62, long * 0.34), 0.12)
        roof = R.box(q, (0, 1.40, long * 0.18), (0.90, 0.06, long * 0.37), 0.05)
        return np.minimum(hull, np.minimum(cabin, roof))
    return np.minimum(hull, R.box(q, (0, 0.42, 0.2), (0.8, 0.05, 0.18), 0.02))


def boats(p):
    """The moored boats."""
    d = np.full(p.shape[1], 30, F)
    for x, z, long, _ in BOATS:
        d = np.minimum(d, R.near_only(p, (x, 0.4, z), long + 0.35, lambda s: boat(s, x, z, long)))
    return d


LAMPS = [(-7.9, 30), (-7.9, 44), (7.9, 27), (7.9, 42), (-7.9, 70), (7.9, 70)]


def lamps(p):
    """Street lamps: post, arm and lantern. Returns posts and glowing glass apart."""
    post, glass = np.full((2, p.shape[1]), 30, F)
    for x, z in LAMPS:
        def iron(s):
            pole = R.capsule(s, (x, BANK, z), (x, BANK + 3.5, z), 0.10, 0.06)
            return np.minimum(pole, R.capsule(s, (x, BANK + 4.2, z), (x, BANK + 4.5, z), 0.30, 0.04))

        post = np.minimum(post, R.near_only(p, (x, BANK + 2.3, z), 2.5, iron))
        glass = np.minimum(glass, R.near_only(p, (x, BANK + 3.9, z), 0.6, lambda s: R.capsule(
            s, (x, BANK + 3.7, z), (x, BANK + 4.05, z), 0.15, 0.24)))
    return post, glass


PEOPLE = [(-9.6, 27.5, 0), (-10.2, 28.1, 1), (-8.9, 38, 2), (9.4, 24, 1), (9.0, 33, 3), (-10.9, 46, 0),
          (1.2, 50.6, 2), (2.1, 50.4, 1)]


def person(p, x, y, z):
    """A coat, legs, a head and a hat; y is the ground."""
    body = R.capsule(p, (x, y + 0.62, z), (x, y + 1.28, z), 0.27, 0.17)
    left = R.capsule(p, (x - 0.09, y + 0.05, z), (x - 0.08, y + 0.7, z), 0.07, 0.11)
    right = R.capsule(p, (x + 0.11, y + 0.05, z - 0.1), (x + 0.08, y + 0.7, z), 0.07, 0.11)
    head = R.sphere(p, (x, y + 1.62, z), 0.125)
    hat = R.capsule(p, (x, y + 1.70, z), (x, y + 1.76, z), 0.17, 0.11)
    return np.minimum(np.minimum(np.minimum(body, left), np.minimum(right, head)), hat)


def people(p):
    """Strollers on the quays and on the bridge."""
    d = np.full(p.shape[1], 30, F)
    for x, z, _ in PEOPLE:
        y = BANK if abs(x) > 7 else 3.85
        d = np.minimum(d, R.near_only(p, (x, y + 0.95, z), 1.05, lambda s: person(s, x, y, z)))
    return d


PARTS = [quay, houses, bridge, boats, people, far_end, lambda p: lamps(p)[0], lambda p: lamps(p)[1]]
QUAY_, HOUSE, BRIDGE_, BOAT, PERSON, END, POST, LANTERN = range(8)


def scene(p):
    """Distance to everything but the water."""
    d = np.minimum(np.minimum(quay(p), houses(p)), np.minimum(bridge(p), far_end(p)))
    a, b = lamps(p)
    return np.minimum(np.minimum(d, np.minimum(boats(p), people(p))), np.minimum(a, b))
