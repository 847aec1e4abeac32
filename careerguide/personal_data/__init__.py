"""Everything that belongs to one person: out as one file, and gone for good.

Works on every kind of private row there is, found by introspection, so that a new kind cannot be forgotten.
"""
