"""Publish a notes vault as it is."""
