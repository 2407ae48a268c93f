"""What the benchmarks share: reference procedures, an installation to run them in, CPU clocks, tables of figures."""
