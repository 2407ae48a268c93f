"""The parts an SVG picture of a diagram is put together from."""
