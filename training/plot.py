"""The losses over training as a small SVG, for the folder of the model card."""

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 640, 300, 44, 34, 26
# Told apart also by the colour-blind (Okabe and Ito 2008).
LINES = (("score", "#d55e00"), ("content", "#0072b2"), ("6 x style", "#009e73"))


def svg(title, history, scores):
    """history: [{seconds, content, style, ...}], the means of the training loss; scores: [{hours, <style>: score}],
    the judge's on held-out photos. -> SVG text"""
    hours = [h["seconds"] / 3600 for h in history]
    curves = {
        "content": [h["content"] for h in history],
        "6 x style": [6 * h["style"] for h in history],
    }
    curves["score"] = [a + b for a, b in zip(*curves.values())]
    held = [(s["hours"], mean(v for k, v in s.items() if k not in ("hours", "step"))) for s in scores]
    end = max([*hours, *(h for h, _ in held), 1e-9])
    top = max([*curves["score"], *(v for _, v in held), 1e-9]) * 1.05
    x = lambda hour: LEFT + (WIDTH - LEFT - 12) * hour / end
    y = lambda value: HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="11" role="img">',
        f"<title>{title}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="16" font-weight="bold">{title}</text>',
    ]
    for tick in ticks(top):
        parts.append(f'<path d="M{LEFT} {y(tick):.1f}H{WIDTH - 12}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{y(tick) + 4:.1f}" text-anchor="end">{tick:g}</text>')
    for tick in ticks(end):
        parts.append(f'<text x="{x(tick):.1f}" y="{HEIGHT - BOTTOM + 14}" text-anchor="middle">{tick:g}</text>')
    parts.append(f'<text x="{WIDTH - 12}" y="{HEIGHT - 4}" text-anchor="end">hours of training</text>')
    for i, (name, colour) in enumerate(LINES):
        points = " ".join(f"{x(h):.1f},{y(v):.1f}" for h, v in thin(list(zip(hours, curves[name]))))
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        parts.append(f'<text x="{LEFT + 90 * i}" y="{HEIGHT - 4}" fill="{colour}">{name}</text>')
    dots = "".join(f'<circle cx="{x(h):.1f}" cy="{y(v):.1f}" r="3.5"/>' for h, v in held)
    parts.append(f'<g fill="#000">{dots}</g>')
    parts.append(f'<text x="{LEFT + 90 * len(LINES)}" y="{HEIGHT - 4}">● score on held-out photos</text>')
    return "\n".join([*parts, "</svg>", ""])


def mean(values):
    values = list(values)
    return sum(values) / len(values)


def ticks(end):
    """-> about four round numbers from 0 to `end`."""
    step = next(s for s in (0.05, 0.1, 0.2, 0.25, 0.5, 1, 2, 5, 10, 25, 50, 100) if end / s < 7)
    return [round(step * i, 10) for i in range(int(end / step) + 1)]


def thin(points, limit=200):
    """At most so many of the points, evenly spaced."""
    step = max(1, len(points) // limit)
    return points[::step]
