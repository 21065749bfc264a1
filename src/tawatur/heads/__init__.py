"""Trained readers on the encoder's token states. They join the rules, and may be taken away."""
