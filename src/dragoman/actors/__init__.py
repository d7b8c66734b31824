"""Who takes part: the gazetteer of states, bodies, titles and office holders, and every mention with its actor."""

__all__: list[str] = []
