"""A reader for each format: `readers` tells which one a file is in, the others make pages of what is in it."""
