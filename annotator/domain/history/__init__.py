"""The proof of what was done: the chain of acts, the chain of access, and who signs them."""

from annotator.domain.history.chain import GENESIS, check_chain, commitment, fold, leaf

__all__ = ["GENESIS", "check_chain", "commitment", "fold", "leaf"]
