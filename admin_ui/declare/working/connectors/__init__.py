"""The form of an automatic step made from its connector's descriptor, and the sample run of it."""
