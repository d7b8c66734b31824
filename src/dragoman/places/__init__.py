"""Place names: finding them in a report and choosing the right namesake."""

__all__: list[str] = []
