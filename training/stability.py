"""Steadiness on video: what a still camera's noise and a moving camera do to the painting."""
import numpy as np
import torch

NOISE = 2 / 255  # standard deviation of a camera's noise in good light
MARGIN = 16  # pixels at the border that a shift changes for a good reason
RIM = 32  # pixels at the border that are painted with less around them than others have
FRAMES = 4
SHIFT = 8  # pixels at most that the camera of `disturbed` moves each way: two of the networks' own steps of four


def disturbed(wide, random):
    """[N, 3, H + 2 SHIFT, W + 2 SHIFT] -> (its middle with noise, as seen by a camera that moved; that move as (dy, dx)).

    What is seen is the scene, not the picture rolled: the border shows what the unmoved picture has inside or lacks.
    """
    dy, dx = (int(d) for d in random.integers(-SHIFT, SHIFT + 1, size=2))
    height, width = (side - 2 * SHIFT for side in wide.shape[2:])
    photo = wide[:, :, SHIFT + dy : SHIFT + dy + height, SHIFT + dx : SHIFT + dx + width]
    return (photo + torch.randn_like(photo) * NOISE).clamp(0, 1), (dy, dx)


def middle(wide):
    """What `disturbed` would give for a camera that stands still and has no noise."""
    return wide[:, :, SHIFT:-SHIFT, SHIFT:-SHIFT]


def inner(x):
    """The picture [N, C, H, W] without its border."""
    m = min(MARGIN, x.shape[2] // 4)
    return x[:, :, m:-m, m:-m]


def difference(painted, again, move):
    """Mean squared difference of two paintings [N, C, H, W] where they show the same, the second seen from `move`; [N].

    Without the rim of either, half a side at most: what is not seen beyond the border changes strokes near it, and a
    network that has to be steady there paints none (see rim.py).
    `move`: (dy, dx), a tensor or numbers; a CUDA graph can only be told a tensor.
    """
    here, shown = painted, 1.0
    for axis, distance in zip((2, 3), move):
        side = painted.shape[axis]
        rim = min(RIM, side // 4)
        own = torch.arange(side, device=painted.device)
        place = own + distance
        inside = (place >= rim) & (place < side - rim) & (own >= rim) & (own < side - rim)
        here = here.index_select(axis, place.clamp(0, painted.shape[axis] - 1))
        shown = shown * inside.to(painted.dtype).view([-1 if a == axis else 1 for a in range(4)])
    return ((here - again) ** 2 * shown).sum((1, 2, 3)) / (shown.sum() * painted.shape[1])


def change(frames, step):
    """Mean absolute difference of neighbouring frames [F, 3, H, W] once the camera's `step` pixels to the
    right are taken out, in 0..255."""
    here = frames[:-1, :, :, step:]
    there = frames[1:, :, :, : here.shape[-1]]
    return 255 * float((inner(here) - inner(there)).abs().mean())


def film(photo, step, seed):
    """[1, 3, H, W] -> frames [F, 3, H, W']: a window that pans by `step` pixels a frame, with a camera's noise."""
    generator = torch.Generator().manual_seed(seed)
    width = (photo.shape[-1] - step * (FRAMES - 1)) // 4 * 4
    frames = torch.cat([photo[..., step * i : step * i + width] for i in range(FRAMES)])
    return (frames + NOISE * torch.randn(frames.shape, generator=generator)).clamp(0, 1)


@torch.no_grad()
def measure(net, photos, mixes):
    """How much a painted film changes from frame to frame, mean over `photos` and `mixes`, in 0..255.

    photos: [[1, 3, H, W] in 0..1]; mixes: [[1, R]], `style` inputs. Returns {"still", "pan"}: {"photo": the film's own change, "painting"};
    `pan` moves by one pixel a frame, and the change is what is left when that is taken out.
    """
    out = {}
    for name, step in (("still", 0), ("pan", 1)):
        changes = []
        for i, photo in enumerate(photos):
            frames = film(photo, step, seed=i)
            for mix in mixes:
                painted = torch.cat([net(frame[None], mix) for frame in frames])
                changes.append((change(frames, step), change(painted, step)))
        photo_change, painting_change = np.mean(changes, 0)
        out[name] = {"photo": round(float(photo_change), 3), "painting": round(float(painting_change), 3)}
    return out
