#!/usr/bin/env python3
"""Write what PyTorch computes of one step of learning, for the test of the page's own: src/engine/learning/testing/step.json.

And beside it a small file of a learned style as rowsfile.py writes it, for the test of the page's reader.

    learning_goldens.py

release.py runs it, since the compressed network is a part of what is computed.

Two crops of 64 pixels and a painting, all made by a formula that the test has, too; the compressed network with its
float32 weights, computed in float64, so that what is compared is not two roundings; a row between two built-in ones; the loss networks as the page downloads them. The gradient has 3,206 numbers a crop: of
each convolution's scales and shifts their length is kept, and every 16th of all.
"""
import json
from pathlib import Path

import numpy as np
import torch

import boldness
import loss as losses
import lossfiles
import modelfile
import rowsfile
import strokes

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src" / "engine" / "learning" / "testing" / "step.json"
NETWORK, SIDE, PAINTING = "compressed", 64, (96, 80)
WINDOW = 16
LEVELS = torch.tensor([[8.0, 60.0]])
# Boldness, and where the window of the loss networks begins.
CROPS = [(0.25, 1, 3), (1.0, 4, 0)]
STYLES, SHARES = ("great-wave", "udnie"), (0.4, 0.6)
EVERY = 16


def picture(height, width, seed):
    """Returns a picture of waves and edges [1, 3, H, W] in 0..1, in steps of 1/255; see testing/waves.ts."""
    y, x, c = np.meshgrid(np.arange(height), np.arange(width), np.arange(3), indexing="ij")
    value = (x * (3 + seed) + y * (5 + c) + (x * y) // (7 + seed) + 40 * c * seed) % 256
    return torch.from_numpy(value.astype(np.float32) / 255).permute(2, 0, 1)[None].double()


class Frozen:
    """The two loss networks as the page has them."""

    def __init__(self):
        read = lossfiles.read()
        self.distilled = self.filled(losses.LossNetwork, read["distilled"])
        self.vgg = self.filled(strokes.Vgg, read["vgg"])

    @staticmethod
    def filled(kind, values):
        net = kind.__new__(kind)
        torch.nn.Module.__init__(net)
        for name, value in values.items():
            net.register_buffer(name.replace(".", "_"), torch.from_numpy(np.ascontiguousarray(value)))
        return net.double()


def features(frozen, image):
    """In the order of strokes.LAYERS; those of weight 0 of the distilled network aren't in the page's files."""
    distilled = frozen.distilled(image, (2, 3, 4))
    return strokes.features(frozen.vgg, None, image, distilled), distilled


def main():
    torch.set_grad_enabled(True)
    frozen = Frozen()
    net, model = modelfile.network(ROOT / "models" / f"{NETWORK}-float32")
    net.double()
    ids = [style["id"] for style in model.styles]
    places = [model.styles[ids.index(id)]["rows"]["soft"] for id in STYLES]
    for module in net.convs.values():
        module.weight.requires_grad = False
    weights = strokes.weights()
    with torch.no_grad():
        targets = [f if f is None else losses.gram(f) for f in features(frozen, picture(*PAINTING, 3))[0]]
    found = []
    for index, (bold, top, left) in enumerate(CROPS):
        photo = picture(SIDE, SIDE, index + 1)
        mix = torch.zeros(1, net.rows, dtype=torch.float64)
        mix[0, places] = torch.tensor(SHARES, dtype=torch.float64)
        rows = {}
        for name, module in net.convs.items():
            for kind in ("scale", "shift"):
                row = (mix @ getattr(module, kind)).detach().requires_grad_()
                rows[f"{name}/{kind}"] = row
        painted = paint(net, photo, rows)
        side = SIDE - SIDE // WINDOW
        seen, distilled = features(frozen, painted[:, :, top : top + side, left : left + side])
        with torch.no_grad():
            wanted = frozen.distilled(photo[:, :, top : top + side, left : left + side], losses.CONTENT_LAYERS)
        boldnesses = torch.tensor([bold])
        # The layers of weight 0 are left out by style_terms, and here there is nothing to look at for some of them.
        style = strokes.style_terms(seen, targets, weights)
        content = losses.content_terms(distilled, wanted, boldnesses)
        strength = boldness.strength(LEVELS, boldnesses)
        variation = losses.total_variation(painted)
        total = (boldness.balance(strength) * (content + strength * style) + 0.015 * variation).sum()
        total.backward()
        terms = {"total": total, "content": content, "style": style, "variation": variation}
        gradient = torch.cat([row.grad[0] for row in rows.values()]).numpy()
        found.append({
            "boldness": bold, "top": top, "left": left,
            "loss": {name: float(value.detach()) for name, value in terms.items()},
            "lengths": {name: float(row.grad.norm()) for name, row in rows.items()},
            "some": [float(v) for v in gradient[::EVERY]],
        })
    shares = dict(zip(STYLES, SHARES))
    out = {
        "model": f"{NETWORK}-float32", "side": SIDE, "painting": {"height": PAINTING[0], "width": PAINTING[1]},
        "rows": shares, "every": EVERY, "crops": found,
    }
    OUT.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(out, indent=1)
    OUT.write_text(text + "\n", encoding="utf-8")
    soft, bold = (np.sin(np.arange(8, dtype=np.float32) + k) for k in (1, 2))
    file = rowsfile.encode("Blau – 蓝", NETWORK, "ab" * 32, 120, soft, bold, b"a picture")
    OUT.with_name(f"style{rowsfile.SUFFIX}").write_bytes(file)
    print(f"{OUT}: {OUT.stat().st_size:,} bytes")


def paint(net, photo, rows):
    """The network with rows that are given: StyleNet.forward, but for where the rows come from."""
    x, block_input = photo, None
    for name, module in net.convs.items():
        if name.endswith("/conv1"):
            block_input = x
        y = module.convolve(x, False)
        added = block_input if module.conv.adds else None
        x = net.normalize(y, rows[f"{name}/scale"], rows[f"{name}/shift"], module.conv.activation, added)
    return x


if __name__ == "__main__":
    main()
