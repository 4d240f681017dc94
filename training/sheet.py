"""Contact sheets: a row a photo, a column a style."""
import numpy as np
import torch
from PIL import Image

from data import unit


@torch.no_grad()
def stylize(net, picture, style):
    """uint8 [3, H, W], H and W multiples of 4, and a row's number -> uint8 [3, H, W]."""
    weight = next(net.parameters())
    one_hot = torch.eye(net.styles, device=weight.device)[style : style + 1]
    y = net(unit(picture).to(weight.device), one_hot)[0]
    return (y.clamp(0, 1) * 255).round().to(torch.uint8).cpu()


def shrunk(picture, side):
    """uint8 [3, H, W] -> a PIL image of side x side."""
    return Image.fromarray(picture.permute(1, 2, 0).contiguous().numpy()).resize((side, side), Image.LANCZOS)


def contact_sheet(net, pictures, path):
    """Write the photos and their paintings in every style as one JPEG."""
    rows = [torch.cat([p] + [stylize(net, p, s) for s in range(net.styles)], 2) for p in pictures]
    sheet = torch.cat(rows, 1).permute(1, 2, 0).contiguous().numpy()
    Image.fromarray(np.ascontiguousarray(sheet)).save(path, quality=85)
