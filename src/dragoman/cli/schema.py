"""`dragoman schema`: the contract as JSON Schema."""

from dragoman.cli.output import emit


def schema() -> None:
    """Print the JSON Schema of a reading.

    It is a schema of 2020-12, for what `dragoman read` prints with --format json and jsonl.

    \b
    Example
      dragoman schema > reading.schema.json
    """
    import msgspec

    from dragoman.records import json_schema

    emit(msgspec.json.format(msgspec.json.encode(json_schema()), indent=2) + b"\n")
