"""Article -> somewhere it can be found."""
