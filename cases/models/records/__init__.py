"""What is known of a family and done for it, apart from its cases and plans."""
