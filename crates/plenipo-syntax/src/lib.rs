//! English tagger, lemmatiser and dependency parser with weights of its own.
