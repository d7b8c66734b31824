"""The PLOVER ontology: types, modes, contexts and sectors with their scores, and the rulings on them."""

__all__ = ["Mode", "Ontology", "TypeEntry", "read_ontology"]

from dragoman.ontology.plover import Mode, Ontology, TypeEntry, read_ontology
