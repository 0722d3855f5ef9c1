#!/bin/sh
# Makes .venv with the pinned packages. Debian ships Python without venv: as root it is installed.
set -eu
python="${PYTHON:-python3}"
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "revlint needs Python 3.11 or newer; set PYTHON=/path/to/python3.11" >&2
    exit 2
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing python3-venv ..." >&2
        apt-get install -y -qq --no-install-recommends python3-venv >/dev/null 2>&1 \
            || { apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv; } >/dev/null
    else
        echo "Python's venv module is missing; install it: apt-get install python3-venv" >&2
        exit 2
    fi
fi
[ -x .venv/bin/python ] || "$python" -m venv .venv
echo "Installing the pinned packages into .venv ..." >&2
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
