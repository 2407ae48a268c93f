"""The connectors that come with the product, one per module; ``engine.connectors.registry`` lists them."""
