"""How good a network is while it trains: the distilled judge's score on a few photos that it never sees."""
import torch

import loss as losses

SIZES = (256, 384, 512)  # of the paintings, as in shared/quality/measure.py


class HeldOut:
    """`photos` [N, 3, H, W] in 0..1; `paintings`: size -> one picture [1, 3, H, W] a style."""

    @torch.no_grad()
    def __init__(self, lossnet, photos, paintings):
        self.lossnet, self.photos = lossnet, photos
        self.wanted = lossnet(photos, losses.CONTENT_LAYERS)
        self.targets = [[[losses.gram(f) for f in lossnet(p)] for p in paintings[size]] for size in SIZES]

    @torch.no_grad()
    def scores(self, net):
        """-> a score for each style row, lower is better: content + 6 * style at the size that suits best."""
        return [self.score(net, row) for row in torch.eye(net.styles, device=self.photos.device).split(1)]

    def score(self, net, row):
        found = self.lossnet(torch.cat([net(photo[None], row) for photo in self.photos]))
        content = losses.content_loss(found, self.wanted).mean()
        targets = [size[int(row.argmax())] for size in self.targets]
        style = min(losses.style_loss(found, target).mean() for target in targets)
        return float(content + losses.STYLE_WEIGHT * style)
