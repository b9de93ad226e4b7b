"""The trail: history of every record, read events, refusals. It decides nothing.

Promises laws 2 and 3 of the design: no write without history, no read without a trace. What it
promises is enforced by the database (``migrations/sql``), so no way of writing escapes it.
"""
