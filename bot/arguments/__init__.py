"""What each command takes on the command line, for argparse; nothing else is imported here."""
