# SPDX-License-Identifier: MIT
"""The program under test: logserver, which runs scenarios on request."""

import json
import subprocess


class Engine:
    """One process, which is started again when it dies."""

    def __init__(self, command):
        self._command = command
        self._process = None

    def log(self, case, pace=None):
        """("log", its lines with iterations), ("refused", why) or ("died", how)."""
        request = {
            "scenario": json.dumps(case.scenario),
            "interventions": json.dumps(case.interventions),
            "set": [f"{name}={value!r}" for name, value in case.values.items()],
        }
        if pace is not None:
            request["pace"] = pace
        if self._process is None:
            # pylint: disable=consider-using-with  # close() ends it
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            pass
        head = self._process.stdout.readline().split()
        if not head:
            return "died", f"exit status {self.close()}"
        text = self._process.stdout.read(int(head[1])).decode()
        return ("log", text.splitlines()) if head[0] == b"log" else ("refused", text)

    def close(self):
        """Lets it end; gives its exit status."""
        if self._process is None:
            return 0
        process, self._process = self._process, None
        try:
            process.stdin.close()
        except BrokenPipeError:
            pass
        process.stdout.close()
        return process.wait()
