"""The BiLSTM-CRF of the names head in torch; `tawatur.heads.names` runs the same in numpy."""

from __future__ import annotations

import torch
from torch import Tensor, nn

# Tags in the order of the head's outputs. MISC is learnt so that it is not taken for a name.
TAGS = ("O", *(f"{part}-{kind}" for kind in ("PER", "LOC", "ORG", "MISC") for part in "BI"))
OFFSETS = 3  # proclitic letters before a name: 0, 1, 2
_NEVER = -1e4


def barred() -> tuple[Tensor, Tensor]:
    """Added to transitions and starts: what BIO forbids."""
    move, start = torch.zeros(len(TAGS), len(TAGS)), torch.zeros(len(TAGS))
    for j, tag in enumerate(TAGS):
        if tag[0] == "I":
            start[j] = _NEVER
            for i, before in enumerate(TAGS):
                if before[1:] != tag[1:]:
                    move[i, j] = _NEVER
    return move, start


class Tagger(nn.Module):
    """States and list bits of a sentence's units -> scores of tags and of proclitic letters."""

    def __init__(self, width: int, bits: int, squeeze: int, hidden: int, drop: float, drop_bits: float) -> None:
        super().__init__()
        self.squeeze = nn.Linear(width, squeeze)
        self.lstm = nn.LSTM(squeeze + bits, hidden, batch_first=True, bidirectional=True)
        self.tags = nn.Linear(2 * hidden + bits, len(TAGS))
        self.offsets = nn.Linear(2 * hidden + bits, OFFSETS)
        self.move = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.start = nn.Parameter(torch.zeros(len(TAGS)))
        self.drop, self.drop_bits = nn.Dropout(drop), drop_bits
        move, start = barred()
        self.register_buffer("no_move", move)
        self.register_buffer("no_start", start)

    def forward(self, states: Tensor, bits: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        if self.training and self.drop_bits:
            # Whole words lose what the lists say, so that the head reads names that no list has.
            keep = torch.rand(bits.shape[:2], device=bits.device) >= self.drop_bits
            bits = bits * keep[:, :, None]
        x = torch.cat([self.drop(torch.tanh(self.squeeze(self.drop(states)))), bits], -1)
        packed = nn.utils.rnn.pack_padded_sequence(x, mask.sum(1), batch_first=True, enforce_sorted=False)
        h, _ = nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True, total_length=x.shape[1])
        h = torch.cat([self.drop(h), bits], -1)
        return self.tags(h), self.offsets(h)

    def loss(self, tags: Tensor, gold: Tensor, mask: Tensor) -> Tensor:
        """Negative log likelihood of the gold rows of tags under the CRF, summed over sentences."""
        move, start = self.move + self.no_move, self.start + self.no_start
        rows = torch.arange(len(gold))
        alpha = start + tags[:, 0]
        score = alpha[rows, gold[:, 0]]
        for k in range(1, tags.shape[1]):
            here = mask[:, k]
            new = torch.logsumexp(alpha[:, :, None] + move, 1) + tags[:, k]
            alpha = torch.where(here[:, None], new, alpha)
            step = move[gold[:, k - 1], gold[:, k]] + tags[rows, k, gold[:, k]]
            score = score + torch.where(here, step, torch.zeros_like(step))
        return (torch.logsumexp(alpha, 1) - score).sum()
