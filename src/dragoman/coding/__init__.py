"""The coders: from a scene of parties, places and times to events, statements, commitments, meetings and claims."""

__all__: list[str] = []
