"""What each command does, one a module: from parsed arguments to an exit code."""
