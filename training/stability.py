"""Steadiness on video: what a still camera's noise and a moving camera do to the painting."""
import numpy as np
import torch

NOISE = 2 / 255  # standard deviation of a camera's noise in good light
MARGIN = 16  # pixels at the border that a shift changes for a good reason
FRAMES = 4


def disturbed(photo, random):
    """[N, 3, H, W] -> (the photo with noise, moved by up to a pixel; that move as (dy, dx))."""
    move = tuple(int(d) for d in random.integers(-1, 2, size=2))
    noise = torch.randn_like(photo) * NOISE
    return (torch.roll(photo, move, (2, 3)) + noise).clamp(0, 1), move


def inner(x):
    """The picture [N, C, H, W] without its border."""
    m = min(MARGIN, x.shape[2] // 4)
    return x[:, :, m:-m, m:-m]


def difference(painted, again, move):
    """Mean squared difference of the painting, moved, and the painting of the disturbed photo; [N]."""
    return ((inner(moved(painted, move)) - inner(again)) ** 2).mean((1, 2, 3))


def moved(x, move):
    """torch.roll of [N, C, H, W] by (dy, dx), which may be a tensor: a CUDA graph can't be told numbers."""
    for axis, distance in zip((2, 3), move):
        x = x.index_select(axis, (torch.arange(x.shape[axis], device=x.device) - distance) % x.shape[axis])
    return x


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
def measure(net, photos):
    """How much a painted film changes from frame to frame, mean over `photos` and style rows, in 0..255.

    photos: [[1, 3, H, W] in 0..1]. -> {"still", "pan"}: {"photo": the film's own change, "painting"};
    `pan` moves by one pixel a frame, and the change is what is left when that is taken out.
    """
    out = {}
    for name, step in (("still", 0), ("pan", 1)):
        changes = []
        for i, photo in enumerate(photos):
            frames = film(photo, step, seed=i)
            for row in torch.eye(net.styles):
                painted = torch.cat([net(frame[None], row[None]) for frame in frames])
                changes.append((change(frames, step), change(painted, step)))
        photo_change, painting_change = np.mean(changes, 0)
        out[name] = {"photo": round(float(photo_change), 3), "painting": round(float(painting_change), 3)}
    return out
