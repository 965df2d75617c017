"""Bytes to text, and damaged text to sound text."""
