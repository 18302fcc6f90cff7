"""Commands of the operator, run with the platform's own manage.py."""
