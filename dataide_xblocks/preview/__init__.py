"""The whole course on a laptop: the workbench's runtime behind a course player of ours."""
