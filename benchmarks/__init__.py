"""Speed as ratios inside one run, never as seconds in a test: `make bench`."""
