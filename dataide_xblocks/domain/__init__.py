"""The rules: what an exercise is and may do. Imports nothing but the standard library."""
