"""Cases, what is proposed on them, decisions and the gold they make."""
