"""What a project is: its members, guidelines and label scheme."""
