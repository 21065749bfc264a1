"""What stands before every page: who asks, from where, how often, how much."""
