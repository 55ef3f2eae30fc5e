"""Every check in one command: format, lint, types, the arrows between the rooms, the tests.

python tests/check.py            all of it
python tests/check.py --quick    without the slow tests
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


def main(arguments: list[str]) -> int:
    quick = ["-m", "not slow"] if "--quick" in arguments else []
    spread = ["-n", str(os.cpu_count() or 2), "--dist", "worksteal", "--durations", "8"]
    checks = {
        "format": [str(BIN / "ruff"), "format", "--check", "src", "tests"],
        "lint": [str(BIN / "ruff"), "check", "src", "tests"],
        "types": [str(BIN / "mypy")],
        "rooms": [str(BIN / "lint-imports")],
        "tests": [sys.executable, "-m", "pytest", *spread, *quick],
    }
    failed = []
    for name, command in checks.items():
        print(f"== {name}", flush=True)
        began = time.monotonic()
        code = subprocess.run(command, cwd=ROOT, check=False, stdin=subprocess.DEVNULL).returncode
        print(f"== {name}: {'ok' if code == 0 else 'FAILED'} ({time.monotonic() - began:.0f} s)")
        if code:
            failed.append(name)
    print("failed: " + ", ".join(failed) if failed else "all checks passed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
