"""How the shipped weights were made: corpora to windows, training, export."""
