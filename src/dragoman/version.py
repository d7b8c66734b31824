"""The version of the program; part of every record's id."""

__version__ = "0.1.0"
