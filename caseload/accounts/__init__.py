"""Organisations, teams, users, the roles they hold and their sessions.

Promises that access follows live facts: a role that ended, a session that was closed or a user
who left loses everything at the next statement.
"""
