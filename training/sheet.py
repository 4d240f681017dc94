"""Contact sheets: a row a photo, a column a painting."""
import numpy as np
import torch
from PIL import Image

from data import unit


@torch.no_grad()
def stylize(net, picture, mix):
    """Returns the painting of a picture, both uint8 [3, H, W], H and W multiples of 4. mix: a `style` input [1, R]."""
    device = next(net.parameters()).device
    y = net(unit(picture).to(device), mix.to(device))[0]
    return (y.clamp(0, 1) * 255).round().to(torch.uint8).cpu()


def shrunk(picture, side):
    """uint8 [3, H, W] -> a PIL image of side x side."""
    return Image.fromarray(picture.permute(1, 2, 0).contiguous().numpy()).resize((side, side), Image.LANCZOS)


def contact_sheet(net, pictures, mixes, path):
    """Write the photos and their paintings, one a mix of rows, as one JPEG."""
    rows = [torch.cat([p] + [stylize(net, p, mix) for mix in mixes], 2) for p in pictures]
    sheet = torch.cat(rows, 1).permute(1, 2, 0).contiguous().numpy()
    Image.fromarray(np.ascontiguousarray(sheet)).save(path, quality=85)
