"""The woman of the portrait, as distances: face, hair, scarf, shoulders."""
import numpy as np

import render as R
from noise import fbm2, fbm3
from render import F, smooth, vec

# The head faces +z, with y up; its middle is the origin, about 1 from brow to chin.
TURN = np.radians(-24)                   # she looks a little to the left of the picture
_c, _s = np.cos(TURN), np.sin(TURN)


def turned(p):
    """World points in the head's frame: turned, and tilted a little."""
    t = np.radians(4.0)
    x, y = p[0] * F(np.cos(t)) + p[1] * F(np.sin(t)), -p[0] * F(np.sin(t)) + p[1] * F(np.cos(t))
    return np.stack([x * F(_c) - p[2] * F(_s), y, x * F(_s) + p[2] * F(_c)])


EYE_X, EYE_Y, EYE_Z, EYE_R = 0.265, 0.045, 0.575, 0.166


def face(q):
    """Skin of the face and neck; m is q mirrored at x = 0, where both halves are alike."""
    m = np.stack([np.abs(q[0]), q[1], q[2]])
    d = R.ellipsoid(q, (0, 0.22, -0.06), (0.71, 0.80, 0.86))
    # Cheeks, jaw and chin.
    d = R.smin(d, R.ellipsoid(q, (0, -0.34, 0.16), (0.465, 0.54, 0.56)), 0.30)
    d = R.smin(d, R.ellipsoid(m, (0.33, -0.20, 0.40), (0.24, 0.25, 0.24)), 0.26)
    d = R.smin(d, R.sphere(q, (0, -0.735, 0.51), 0.135), 0.24)
    # Hollows for the eyes.
    d = R.smax(d, -R.ellipsoid(m, (0.27, 0.045, 0.86), (0.19, 0.125, 0.16)), 0.20)
    # Brow ridge.
    d = R.smin(d, R.capsule(m, (0.13, 0.235, 0.70), (0.40, 0.245, 0.56), 0.045), 0.16)
    # Nose: bridge, tip, wings, nostrils.
    d = R.smin(d, R.capsule(q, (0, 0.13, 0.735), (0, -0.165, 0.900), 0.036, 0.052), 0.13)
    d = R.smin(d, R.sphere(q, (0, -0.190, 0.912), 0.070), 0.07)
    d = R.smin(d, R.ellipsoid(m, (0.080, -0.222, 0.838), (0.050, 0.046, 0.070)), 0.055)
    d = R.smax(d, -R.ellipsoid(m, (0.047, -0.262, 0.880), (0.021, 0.016, 0.034)), 0.03)
    # Groove under the nose, and the mouth's bulge.
    d = R.smin(d, R.ellipsoid(q, (0, -0.435, 0.62), (0.20, 0.13, 0.165)), 0.12)
    d = R.smax(d, -R.capsule(q, (0, -0.305, 0.845), (0, -0.365, 0.835), 0.020), 0.05)
    # Upper lip in two arcs, fuller lower lip.
    up = R.capsule(m, (0.035, -0.400, 0.806), (0.160, -0.445, 0.712), 0.038, 0.013)
    low = R.capsule(m, (0.00, -0.487, 0.788), (0.125, -0.462, 0.718), 0.052, 0.014)
    d = R.smin(d, up, 0.035)
    d = R.smin(d, low, 0.035)
    # The line between the lips, its corners raised to a hint of a smile.
    part = R.capsule(m, (0.0, -0.441, 0.850), (0.165, -0.438, 0.735), 0.006)
    d = R.smax(d, -part, 0.022)
    d = R.smax(d, -R.sphere(m, (0.190, -0.432, 0.725), 0.012), 0.05)
    # Lids: a shell round the eyeball with an almond cut into it.
    ball = R.sphere(m, (EYE_X, EYE_Y, EYE_Z), EYE_R + 0.020)
    d = R.smin(d, ball, 0.05)
    ex, ey = m[0] - F(EYE_X), m[1] - F(EYE_Y)
    d = R.smax(d, -almond(ex, ey, m[2]), 0.018)
    # Crease above the lid.
    d = R.smax(d, -R.capsule(m, (0.165, 0.148, 0.775), (0.375, 0.138, 0.70), 0.008), 0.04)
    # Neck.
    n = R.capsule(q, (0.0, -0.55, -0.12), (0.02, -1.15, -0.22), 0.345, 0.345)
    d = R.smin(d, n, 0.16)
    return d


def almond(ex, ey, z):
    """The opening between the lids, as a prism towards the viewer."""
    tilt = ey - F(0.10) * ex
    top = F(0.052) - F(2.0) * (ex + F(0.012)) ** 2
    low = F(-0.056) + F(1.75) * (ex - F(0.012)) ** 2
    d = np.maximum(tilt - top, low - tilt) * F(0.75)
    return np.maximum(d, F(EYE_Z) - z)


def about_face(p):
    """The face, with its features only near the skin."""
    q = turned(p)
    rough = R.ellipsoid(q, (0, 0.22, -0.06), (0.71, 0.80, 0.86))
    rough = R.smin(rough, R.ellipsoid(q, (0, -0.34, 0.20), (0.52, 0.56, 0.62)), 0.30)
    rough = np.minimum(rough, R.capsule(q, (0.0, -0.55, -0.12), (0.02, -1.15, -0.22), 0.345, 0.345))
    return R.refine(rough * F(0.85), 0.16, lambda i: face(q[:, i]) * F(0.85))


def skin(p):
    """Face and neck in the world."""
    return R.near_only(p, (0, -0.3, 0.1), 1.55, about_face)


def eyeballs(p):
    """Both eyeballs."""
    def shape(p):
        q = turned(p)
        m = np.stack([np.abs(q[0]), q[1], q[2]])
        return R.sphere(m, (EYE_X, EYE_Y, EYE_Z), EYE_R)
    return R.near_only(p, (0, 0.05, 0.4), 0.75, shape)


def hair(p):
    """Hair parted in the middle, showing in front of the scarf, and two loose locks."""
    def shape(p):
        q = turned(p)
        m = np.stack([np.abs(q[0]), q[1], q[2]])
        cap = R.ellipsoid(q, (0, 0.27, -0.06), (0.785, 0.74, 0.85))
        cap = R.smax(cap, m[2] - line(m), 0.06)
        lock = R.capsule(m, (0.70, 0.20, 0.22), (0.73, -0.32, 0.16), 0.12, 0.09)
        lock = R.smin(lock, R.capsule(m, (0.73, -0.32, 0.16), (0.60, -0.92, 0.10), 0.09, 0.012), 0.08)
        d = R.smin(cap, lock, 0.12)

        def combed(i):
            """Grooves along the strands."""
            a = strand(q[:, i])
            wisps = F(0.022) * (fbm2(a * 40, q[1, i] * F(1.1), 3) - F(0.5)) + F(0.012) * np.sin(a * 17)
            return (d[i] + wisps) * F(0.75)

        return R.refine(d * F(0.75), 0.03, combed)
    return R.near_only(p, (0, 0.1, 0), 1.35, shape)


def line(m):
    """How far forward the hair reaches: back at the brow, forward at the temples."""
    return F(0.70) - F(1.15) * np.clip(F(0.71) - m[1] - F(0.30) * m[0], 0, 2)


def strand(q):
    """A coordinate across the strands, which fall from the parting to the sides."""
    return np.arctan2(q[2] + F(0.2), np.abs(q[0]) + F(0.15)) + F(0.12) * np.sin(q[1] * F(3.1))


def scarf(p):
    """A scarf wound about the head, knotted behind, its end falling on the shoulder."""
    def shape(p):
        q = turned(p)
        d = R.ellipsoid(q, (0, 0.42, -0.24), (0.90, 0.80, 0.88))
        d = R.smin(d, R.ellipsoid(q, (0.05, 0.50, -0.80), (0.52, 0.48, 0.42)), 0.20)
        # Its front edge runs over the crown, behind the ears.
        edge = q[2] - F(0.52) * q[1] + F(0.10)
        d = R.smax(d, edge, 0.07)
        d = R.smax(d, F(-0.55) - q[1] - F(0.55) * q[2], 0.08)
        roll = R.near_only(q, (0, 0.35, 0.05), 1.2, lambda q: band(q))
        d = R.smin(d, roll, 0.06)
        tail = R.capsule(q, (0.46, 0.05, -0.90), (0.62, -0.75, -0.72), 0.15, 0.19)
        tail = R.smin(tail, R.capsule(q, (0.62, -0.75, -0.72), (0.58, -1.5, -0.50), 0.19, 0.24), 0.15)

        def folds(i):
            """Folds wind round the head, and run down the hanging end."""
            x, y, z = q[:, i]
            w = np.arctan2(y - F(0.25), z + F(0.95)) * F(13) + F(1.3) * fbm3(x * F(1.7), y * F(1.7),
                    z * F(1.7), 3) + np.abs(x) * F(1.2)
            fold = F(0.034) * (F(1) - np.abs(np.sin(w)) ** F(0.8)) + F(0.010) * np.sin(w * F(2.7) + 1)
            fold = fold * smooth(0.05, 0.45, np.hypot(y - F(0.25), z + F(0.95)))
            hang = F(0.03) * np.sin(np.arctan2(z + F(0.7), x - F(0.6)) * F(7) + y)
            return np.minimum((d[i] + fold) * F(0.62), (tail[i] + hang) * F(0.55))

        return R.refine(np.minimum(d * F(0.62), tail * F(0.55)), 0.04, folds)
    return R.near_only(p, (0.1, 0.0, -0.35), 1.95, shape)


def band(q):
    """The rolled edge of the scarf: a tilted ring about the head."""
    t = np.radians(28)
    y = (q[1] - F(0.38)) * F(np.cos(t)) - (q[2] + F(0.12)) * F(np.sin(t))
    z = (q[1] - F(0.38)) * F(np.sin(t)) + (q[2] + F(0.12)) * F(np.cos(t))
    r = np.sqrt((q[0] / F(0.845)) ** 2 + (z / F(0.90)) ** 2)
    twist = F(0.018) * np.sin(np.arctan2(z, q[0]) * F(22) + y * F(34))
    return np.hypot((r - 1) * F(0.85), y) - F(0.120) + twist


def dress(p):
    """Shoulders in a dress with soft folds and a wide neckline."""
    q = bust(p)
    d = trunk(q)
    cut = neckline(q)

    def folds(i):
        """Soft folds from the shoulders inwards."""
        x, y, z = q[:, i]
        w = x * F(6.5) + F(1.8) * fbm3(x * F(1.3), y * F(1.3), z * F(1.3), 3) + np.tanh(x * 3) * y * F(2.6)
        fold = F(0.045) * np.sin(w) + F(0.07) * (fbm3(x * F(2.2), y * F(2.2), z * F(2.2), 3) - F(0.5))
        return R.smax(d[i] - F(0.035) + fold, -cut[i], 0.03) * F(0.75)

    return R.refine(np.maximum(d - F(0.035), -cut) * F(0.75), 0.07, folds)


def bust(p):
    """World points in the frame of the shoulders."""
    q = p - vec(0.05, -1.80, -0.32)
    turn = np.radians(14)
    x, z = q[0] * F(np.cos(turn)) + q[2] * F(np.sin(turn)), -q[0] * F(np.sin(turn)) + q[2] * F(np.cos(turn))
    return np.stack([x, q[1], z])


def neckline(q):
    """Negative within the wide round cut of the dress."""
    return R.ellipsoid(q, (0, 0.50, 0.18), (0.66, 0.52, 0.75))


def trunk(q):
    """Shoulders and chest."""
    m = np.stack([np.abs(q[0]), q[1], q[2]])
    d = R.capsule(m, (0.25, 0.16, -0.02), (1.02, -0.08, -0.10), 0.30, 0.31)
    d = R.smin(d, R.ellipsoid(q, (0, -0.72, 0.05), (0.98, 0.95, 0.52)), 0.35)
    d = R.smin(d, R.capsule(m, (1.05, -0.10, -0.10), (1.28, -1.3, 0.0), 0.30, 0.30), 0.2)
    # Slope from the neck to the shoulders.
    return R.smin(d, R.capsule(m, (0.14, 0.52, -0.10), (0.70, 0.14, -0.10), 0.18, 0.22), 0.25)


def bosom(p):
    """Skin below the neck, within the neckline."""
    q = bust(p)
    d = trunk(q)
    m = np.stack([np.abs(q[0]), q[1], q[2]])
    # Collar bones.
    d = R.smin(d, R.capsule(m, (0.10, 0.20, 0.29), (0.62, 0.32, 0.16), 0.035, 0.03), 0.09)
    return R.smin(d + F(0.05), R.capsule(p, (0.0, -0.6, -0.12), (0.04, -1.5, -0.32), 0.345, 0.42), 0.30) * F(0.9)


def pearl(p):
    """An ear drop."""
    def shape(p):
        return R.sphere(turned(p), (-0.705, -0.50, 0.21), 0.080)
    return R.near_only(p, (-0.6, -0.6, 0.3), 0.8, shape)


def scene(p):
    """Distance to everything but the backdrop."""
    d = np.minimum(R.smin(skin(p), bosom(p), 0.10), eyeballs(p))
    d = np.minimum(d, np.minimum(hair(p), scarf(p)))
    return np.minimum(d, np.minimum(dress(p), pearl(p)))


PARTS = [skin, eyeballs, hair, scarf, dress, bosom, pearl]
SKIN, EYES, HAIR, SCARF, DRESS, BOSOM, PEARL = range(7)


def unturned(q):
    """The head's frame back to the world: the inverse of turned()."""
    x, z = q[0] * F(_c) + q[2] * F(_s), -q[0] * F(_s) + q[2] * F(_c)
    t = np.radians(4.0)
    return np.stack([x * F(np.cos(t)) - q[1] * F(np.sin(t)), x * F(np.sin(t)) + q[1] * F(np.cos(t)), z])
