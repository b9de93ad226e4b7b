"""Who may: permissions, roles, grants, scope, the unit of work and the fences of the database.

Promises law 1 (default deny, twice) and law 8 (an actor is never absent). Only this package and
the grant models know django-guardian, and only ``access.acting`` opens transactions.
"""
