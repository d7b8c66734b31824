"""The project's own annotated corpus of news reports, with its guide, its locator and its checker."""

__all__: list[str] = []
