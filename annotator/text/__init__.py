"""How text comes in and is divided: decoding, regions, sentences, tokens, graphemes."""
