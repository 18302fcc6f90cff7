# Tutor reinstalls a mounted folder only when it finds this file; all the rest is in setup.cfg.
__import__("setuptools").setup()
