"""A scripted stand-in for the `docker` program: it builds nothing, and remembers what it was asked for.

A folder holds it as `docker` beside the stand-in for `aws` (see harness.py), whose scenario says under
`docker` what its verbs do instead of their work. Each call becomes a line of `docker.jsonl`: its words,
what it read, and the files of the folder that it was to build with their modes. `push` demands a login at the
registry and an image that was built, and adds to `pushed.json`, which the stand-in for `aws` reads.
"""

import json
import os
import pathlib
import sys
import time


def load(path, otherwise):
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else otherwise


def add_to(path, text):
    path.write_text(json.dumps(load(path, []) + [text]), encoding="utf-8")


def files_in(folder):
    """The names of the files with their modes."""
    return {file.relative_to(folder).as_posix(): oct(file.stat().st_mode & 0o777)
            for file in sorted(folder.rglob("*")) if file.is_file()}


def log_call(folder, words):
    call = {"words": words, "read": sys.stdin.read(),
            "attestations": os.environ.get("BUILDX_NO_DEFAULT_ATTESTATIONS") != "1"}
    if words[0] == "build":
        call["files"] = files_in(pathlib.Path(words[-1]))
        call["dockerfile"] = pathlib.Path(words[words.index("--file") + 1]).read_text(encoding="utf-8")
    with open(folder / "docker.jsonl", "a", encoding="utf-8") as log:
        log.write(json.dumps(call) + "\n")
    return call


def fail(message):
    sys.stderr.write(message + "\n")
    sys.exit(1)


def follow_scenario(folder, words, call):
    """Does what the scenario says of the verb, if anything."""
    told = load(folder / "scenario.json", {}).get("docker", {}).get(words[0])
    if told is None:
        return
    if told.get("then_pushed"):
        add_to(folder / "pushed.json", words[1])
    time.sleep(told.get("sleep", 0))
    sys.stderr.write(told.get("stderr", "").replace("READ", call["read"]))
    sys.exit(told.get("exit", 1))


def main(folder, words):
    folder = pathlib.Path(folder)
    call = log_call(folder, words)
    follow_scenario(folder, words, call)
    if words[0] == "version":
        print("Client:\n Version: 29.0.0\n\nServer:\n Version: 29.0.0")
    elif words[0] == "login":
        if not call["read"].startswith("password-of-the-stand-in-"):
            fail("Error response from daemon: login attempt failed with status: 400 Bad Request")
        add_to(folder / "logins.json", words[-1])
        print("Login Succeeded")
    elif words[0] == "build":
        add_to(folder / "built.json", words[words.index("--tag") + 1])
        sys.stderr.write("#1 [internal] load build definition from Dockerfile\n#1 DONE 0.0s\n")
    elif words[0] == "push":
        if words[1].partition("/")[0] not in load(folder / "logins.json", []):
            fail("no basic auth credentials")
        if words[1] not in load(folder / "built.json", []):
            fail("An image does not exist locally with the tag: " + words[1].rpartition(":")[0])
        add_to(folder / "pushed.json", words[1])
    else:
        fail(f"docker: '{words[0]}' is not a docker command.")
