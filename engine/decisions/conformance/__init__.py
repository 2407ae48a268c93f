"""Running the public DMN Technology Compatibility Kit: its test files against its models."""
