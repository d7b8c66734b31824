"""Scorers, floors and benchmarks: what the program reads well, measured."""

__all__: list[str] = []
