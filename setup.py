# Tutor reinstalls a mounted folder only when it finds this file; all but the course's place is in setup.cfg.
from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["dataide_xblocks", "dataide_xblocks.*"]), "dataide_course"],
    package_dir={"dataide_course": "course"},  # both trees, for `tutor local do import-dataide`
)
