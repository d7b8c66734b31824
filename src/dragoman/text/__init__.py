"""From raw input to the frozen text of a report and its outer shape."""

__all__: list[str] = []
