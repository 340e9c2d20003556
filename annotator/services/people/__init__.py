"""Accounts, what lets them in, and who gets which article."""
