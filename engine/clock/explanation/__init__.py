"""Due dates told as contiguous segments that anybody can add up again."""
