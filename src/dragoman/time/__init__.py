"""Time expressions: what English says about when, as days of the calendar."""

__all__: list[str] = []
