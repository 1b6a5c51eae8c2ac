"""Scores -> the best allowed sequence of labels for every run, all runs at once."""

from __future__ import annotations

import numpy as np

from newsfind.corpus.entities.builtin.tables import Weights
from newsfind.corpus.entities.builtin.vocabulary import Numbers


def best_labels(scores: Weights, runs: Numbers, transitions: Weights) -> Numbers:
    """The Viterbi path through each run.

    Args:
        scores: Shape (words in runs, labels).
        runs: The run of each word, numbered from 0 without gaps, ascending.
        transitions: Shape (labels, labels), from row to column; minus infinity forbids.

    Returns:
        One label number a word. A run begins with a label that may stand behind label 0, which is "O".
    """
    if not len(runs):
        return np.empty(0, np.int64)
    lengths = np.bincount(runs)
    order = np.argsort(-lengths, kind="stable")
    begins = (np.cumsum(lengths) - lengths)[order]
    lengths = lengths[order]
    reached = np.where(np.isneginf(transitions[0]), transitions[0], scores[begins])
    came_from = np.zeros(scores.shape, np.int64)
    final = np.empty_like(reached)
    for step in range(1, int(lengths[0]) + 1):
        going_on = int(np.searchsorted(-lengths, -step, side="left"))
        final[going_on : len(reached)] = reached[going_on:]
        if not going_on:
            break
        through = reached[:going_on, :, None] + transitions
        came_from[begins[:going_on] + step] = through.argmax(axis=1)
        reached = through.max(axis=1) + scores[begins[:going_on] + step]
    return _walked_back(final, came_from, begins, lengths)


def _walked_back(final: Weights, came_from: Numbers, begins: Numbers, lengths: Numbers) -> Numbers:
    labels = np.empty(len(came_from), np.int64)
    label = final.argmax(axis=1)
    labels[begins + lengths - 1] = label
    for back in range(1, int(lengths[0])):
        going_on = int(np.searchsorted(-lengths, -back, side="left"))
        at = begins[:going_on] + lengths[:going_on] - back
        label = came_from[at, label[:going_on]]
        labels[at - 1] = label
    return labels
