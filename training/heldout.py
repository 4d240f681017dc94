"""How good a network is while it trains: the distilled judge's score on a few photos that it never sees.

Of soft paintings, which the score suits: its weight of style, 6, is near theirs."""
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
    def scores(self, net, mixes):
        """Returns a score for each style, lower is better: content + 6 * style at the size that suits best.

        mixes: the `style` input [1, R] of each style, in the order of the paintings.
        """
        return [self.score(net, i, mix.to(self.photos.device)) for i, mix in enumerate(mixes)]

    def score(self, net, style, mix):
        found = self.lossnet(torch.cat([net(photo[None], mix) for photo in self.photos]))
        content = losses.content_loss(found, self.wanted).mean()
        targets = [size[style] for size in self.targets]
        style = min(losses.style_loss(found, target).mean() for target in targets)
        return float(content + losses.STYLE_WEIGHT * style)
