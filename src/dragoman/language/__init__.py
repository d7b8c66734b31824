"""One small encoder and its heads: text in, tokens, sentences, tags, trees and entities out."""

__all__: list[str] = []
