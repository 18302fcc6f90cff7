"""The only door to the tables, split by noun: plain values in, plain values out."""
