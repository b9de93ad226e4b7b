"""A conformance run: does an agency's connection behave as the interface is described?

``python -m tools.conformance --help``. Standard library only, so that an agency can run it
wherever there is a Python.
"""
