"""What Dragoman raises when it is used wrongly. Wrong *data* never raises: it becomes an `Issue` record.

DragomanError
├── InputError       a source cannot be read at all (missing, a folder, no permission)
├── OptionError      an option or argument has a value that makes no sense
├── DataError        a data file of the program (ontology, gazetteer, lexicon) breaks its own format
└── ModelError       the model files are missing, damaged or of another version
"""


class DragomanError(Exception):
    """Any error of ours. The message states the fact and the remedy."""


class InputError(DragomanError):
    """A source cannot be read."""


class OptionError(DragomanError):
    """An option has a value that makes no sense."""


class DataError(DragomanError):
    """A data file of the program breaks its own format."""


class ModelError(DragomanError):
    """The model files are missing, damaged or of another version."""
