"""Contact sheets: a row a photo, a column a painting."""
import torch
from PIL import Image, ImageDraw

import modelfile
from data import unit
from rows import BOLDNESS, mixes


LABEL = 28  # height of a column's name in pixels


@torch.no_grad()
def stylize(net, picture, mix):
    """Returns the painting of a picture, both uint8 [3, H, W], H and W multiples of 4. mix: a `style` input [1, R]."""
    device = next(net.parameters()).device
    y = net(unit(picture).to(device), mix.to(device))[0]
    return (y.clamp(0, 1) * 255).round().to(torch.uint8).cpu()


def half_painter(folder):
    """Returns a function (style id, picture) -> its painting by an exported model at half boldness, both uint8 [3, H, W]."""
    net, model = modelfile.network(folder)
    net.fast = True
    halves = dict(zip((s["id"] for s in model.styles), mixes(model.styles, net.rows, BOLDNESS["half"])))
    return lambda style, picture: stylize(net, picture, halves[style])


def as_image(picture):
    """uint8 [3, H, W] -> a PIL image."""
    return Image.fromarray(picture.permute(1, 2, 0).contiguous().numpy())


def shrunk(picture, side):
    """uint8 [3, H, W] -> a PIL image of side x side."""
    return as_image(picture).resize((side, side), Image.LANCZOS)


def labelled(columns):
    """Returns the columns [(name, [picture])] side by side as a PIL image, the names above. The pictures are of one size."""
    width, height = columns[0][1][0].size
    sheet = Image.new("RGB", (width * len(columns), LABEL + height * len(columns[0][1])), "white")
    for i, (name, pictures) in enumerate(columns):
        # In small letters, enlarged: Pillow before 10.1 has one size of its own font.
        strip = Image.new("RGB", (width // 2, LABEL // 2), "white")
        ImageDraw.Draw(strip).text((4, 1), name, "black")
        sheet.paste(strip.resize((width, LABEL), Image.LANCZOS), (width * i, 0))
        for j, picture in enumerate(pictures):
            sheet.paste(picture, (width * i, LABEL + height * j))
    return sheet


def contact_sheet(net, pictures, mixes, path):
    """Write the photos and their paintings, one a mix of rows, as one JPEG."""
    rows = [torch.cat([p] + [stylize(net, p, mix) for mix in mixes], 2) for p in pictures]
    as_image(torch.cat(rows, 1)).save(path, quality=85)
