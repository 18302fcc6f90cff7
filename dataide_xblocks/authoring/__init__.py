"""Markdown sources in, a course tree (OLX) out."""
