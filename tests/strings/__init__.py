"""Every string that the tables keep, made of ways to smuggle a script in."""
