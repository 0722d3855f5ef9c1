"""The pure middle: a revision goes in, a report comes out."""
