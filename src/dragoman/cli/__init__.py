"""The command line: one function a command."""

__all__: list[str] = []
