"""What annotators do at the desk: save, link, comment, hand in."""
