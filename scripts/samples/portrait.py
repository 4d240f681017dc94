"""A young woman in a head scarf, lit softly from a studio window."""
import numpy as np

import render as R
import splat
from figure import (
    BOSOM, DRESS, EYES, EYE_Y, HAIR, PARTS, PEARL, SCARF, SKIN, hair, scene, strand, turned,
    unturned)
from figure_paint import backdrop, complexion, iris, tresses, weave
from noise import fbm2
from render import F, dot, mix, smooth, srgb, unit, vec

KEY = vec(-3.6, 3.4, 4.6)                # window: to her right, in front and above
KEY_COLOUR = vec(3.5, 3.1, 2.6)
RIM = unit(vec(0.9, 0.35, -0.55))        # a faint lamp behind, on the other side
FILL = vec(0.42, 0.43, 0.48)


def shade(eye, rd, u, v):
    """Colour and distance of each ray: (4, N)."""
    t = R.march(scene, eye, rd, near=4.0, far=13, steps=120, eps=0.0005)
    col = backdrop(rd, u, v)
    hit = np.flatnonzero(t < 13)
    if not hit.size:
        return np.concatenate([col, t[None]])
    d = rd[:, hit]
    p = eye + d * t[hit]
    n = R.normal(scene, p, 0.003)
    kind = np.argmin(np.stack([part(p) for part in PARTS]), axis=0)
    base = np.zeros_like(p)
    gloss, sharp = np.zeros(hit.size, F), np.full(hit.size, 20, F)
    for k, paint, g, s in ((SKIN, complexion, 0.30, 16), (BOSOM, complexion, 0.26, 14), (EYES, iris, 0.0, 300),
                           (HAIR, tresses, 0.0, 20),
                           (SCARF, lambda p: weave(p, SCARF), 0.10, 14), (DRESS, lambda p: weave(p, DRESS), 0.06, 10),
                           (PEARL, lambda p: srgb("#e4ddd2") + 0 * p, 0.9, 120)):
        m = kind == k
        if m.any():
            base[:, m], gloss[m], sharp[m] = paint(p[:, m]), g, s
    to = KEY - p
    far = np.sqrt(dot(to, to))
    l = to / far
    lit = dot(n, l)
    shadow = np.zeros_like(lit)
    f = np.flatnonzero(lit > -0.42)
    with R.exact():
        shadow[f] = R.soft_shadow(scene, (p + n * F(0.012))[:, f], l[:, f], 0.28, near=0.02, far=2.2, steps=34)
        ao = R.occlusion(scene, p, n, 0.5)
    flesh = (kind == SKIN) | (kind == BOSOM)
    # Light that wanders in the skin softens the terminator, red longest.
    wrap = np.where(flesh, F(1), F(0.15)) * vec(0.42, 0.22, 0.15)
    diff = np.clip((lit + wrap) / (1 + wrap), 0, 1)
    diff = diff * mix(shadow, np.sqrt(shadow), np.where(flesh, F(1), F(0)) * vec(0.6, 0.3, 0.2))
    fall = (F(6.5) / far) ** 2
    h = unit(l - d)
    cosv = np.clip(-dot(n, d), 0, 1)
    spec = gloss * np.clip(dot(n, h), 0, 1) ** sharp * (sharp + 8) / F(50) \
        * (F(0.3) + F(0.7) * (1 - cosv) ** 2) * shadow
    rim = np.clip(dot(n, RIM), 0, 1) ** 2 * (F(0.15) + F(0.85) * (1 - cosv) ** 2)
    amb = FILL * ((F(0.6) + F(0.4) * n[1]) * ao) + vec(0.17, 0.12, 0.09) \
        * (ao * (F(0.6) - F(0.4) * n[1] + F(0.3) * n[0]))
    light = KEY_COLOUR * (diff * fall) * F(0.40) + amb + vec(0.9, 0.75, 0.6) * rim * ao
    out = base * light + KEY_COLOUR * spec * F(0.5)
    # Strands shine across their length.
    m = np.flatnonzero(kind == HAIR)
    if m.size:
        q = turned(p[:, m])
        along = unit(np.stack([np.sign(p[0, m]) * F(0.4) * smooth(1.0, 0.3, q[1]), F(-1) + 0 * q[1], F(0.2)
                               + 0 * q[1]]))
        along = unit(along - n[:, m] * dot(along, n[:, m]))
        sh = np.sqrt(np.maximum(1 - dot(along, h[:, m]) ** 2, 0))
        streak = fbm2(strand(q) * 60, q[1], 3)
        out[:, m] += vec(0.85, 0.58, 0.36) * (sh ** 40 * shadow[m] * (F(0.1) + F(0.7) * streak) * ao[m])
    # Eyes and pearl mirror the window sharply.
    m = np.flatnonzero((kind == EYES) | (kind == PEARL))
    if m.size:
        r = d[:, m] - n[:, m] * (2 * dot(d[:, m], n[:, m]))
        gleam = smooth(0.958, 0.972, dot(r, unit(KEY + vec(0, 0.4, 0.6) - p[:, m])))
        out[:, m] += vec(2.2, 2.1, 2.0) * gleam
    # The upper lid shades the eyeball.
    m = np.flatnonzero(kind == EYES)
    if m.size:
        q = turned(p[:, m])
        out[:, m] *= F(0.55) + F(0.45) * smooth(0.075, 0.0, q[1] - F(EYE_Y) - F(0.0))
    col[:, hit] = out
    return np.concatenate([col, t[None]])


def strands(canvas, camera):
    """Single hairs: curves down the head, laid upon the surface of the hair."""
    rng = np.random.default_rng(4)
    count, steps = 1900, 110
    side = rng.choice([-1, 1], count)[:, None]
    turn = rng.uniform(-0.25, 1.45, count)[:, None]
    t = np.linspace(0, 1, steps)[None, :]
    high = rng.uniform(0.55, 0.95, count)[:, None]
    long = rng.uniform(0.5, 1.0, count)[:, None]
    y = high - t * long * (high + 0.85)
    wave = 0.05 * np.sin(t * rng.uniform(4, 8, count)[:, None] + rng.uniform(0, 6, count)[:, None])
    angle = turn + wave - 0.25 * t
    q = np.stack([side * np.cos(angle) * 0.80, y, np.sin(angle) * 0.80 + 0 * t]).reshape(3, -1).astype(F)
    with R.exact():
        p = unturned(q).astype(F)
        for _ in range(4):
            p = p - R.normal(hair, p, 0.006) * hair(p) * F(0.9)
        n = R.normal(hair, p, 0.01)
    # Some stand off a little, so that the outline is not cut with scissors.
    lift = np.where(rng.random(count) < 0.15, rng.uniform(0.01, 0.035, count), 0.004)[:, None] \
        * np.sin(t * np.pi) ** 0.7
    p = p + n * lift.reshape(-1).astype(F)
    q = p.reshape(3, count, steps)
    along = unit(np.gradient(q, axis=2).reshape(3, -1).astype(F))
    # A strand that was pushed off its way by the projection would jump; leave those pieces out.
    leap = np.sqrt((np.gradient(q, axis=2) ** 2).sum(0)).reshape(-1)
    l = unit(KEY - p)
    h = unit(l + unit(camera.eye - p))
    lit = np.clip(dot(n, l) * F(0.8) + F(0.2), 0, 1)
    shine = np.maximum(1 - dot(along, h) ** 2, 0) ** 24 * lit
    tone = np.repeat(rng.uniform(0.5, 1.5, count), steps).astype(F)
    col = mix(srgb("#2a160c"), srgb("#8a5228"), lit * F(0.75)) * (lit * F(1.3) + F(0.25)) * tone \
        + vec(0.75, 0.48, 0.26) * shine * tone * F(0.55)
    u, v, _ = camera.project(p)
    dist = np.sqrt(dot(p - camera.eye, p - camera.eye))

    def dense(a):
        """Values between the points, so that a hair is a line and not a row of dots."""
        a = a.reshape(count, steps)
        parts = [mix(a[:, :-1], a[:, 1:], F(k / 7)) for k in range(7)]
        return np.stack(parts, axis=2).reshape(-1)

    keep = dense(leap) < 0.03
    u, v, dist = dense(u)[keep], dense(v)[keep], dense(dist)[keep]
    col = np.stack([dense(c)[keep] for c in col]).astype(F)
    canvas.dabs(u, v, dist - F(0.02), np.full(u.size, 0.0013, F), col)


def render(width, height, ss=2):
    """The finished picture as display values (h, w, 3)."""
    # Looking along -z, the camera's right is -x: the picture is turned over at the end.
    camera = R.Camera((0, -0.2, 9.0), (-0.05, -0.36, 0), 23)
    out = R.trace(shade, camera, width * ss, height * ss)
    canvas = splat.Canvas(out[:3], out[3])
    strands(canvas, camera)
    col = canvas.image()[:, :, ::-1]
    return R.shrink(R.film(col, exposure=1.12, glow=0.04, contrast=1.2, saturation=1.02, vignette=0.35), ss)
