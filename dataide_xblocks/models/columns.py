"""Widths of our columns. Four such columns stay under InnoDB's 3072 bytes a key: (255 + 60 + 40 + 64) x 4 = 1676."""

COHORT, SLOT, NAME, LEARNER = 255, 60, 40, 64
