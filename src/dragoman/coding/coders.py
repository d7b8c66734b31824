"""The coders, in the order in which they read: each sees what the ones before it found."""

from dragoman.coding.claims import code_claims
from dragoman.coding.commitments import code_commitments
from dragoman.coding.events import code_events
from dragoman.coding.meetings import code_meetings
from dragoman.coding.scene import Coder
from dragoman.coding.statements import code_statements

CODERS: tuple[Coder, ...] = (code_statements, code_events, code_commitments, code_meetings, code_claims)
