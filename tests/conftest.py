"""What all tests share: the model and the reader, loaded once."""

import pytest

from dragoman.language.core import LanguageCore
from dragoman.reader import Reader


@pytest.fixture(scope="session")
def core() -> LanguageCore:
    return LanguageCore.load()


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()
