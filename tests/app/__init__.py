"""The Django app: what the platform loads of us, and our own pages in it."""
