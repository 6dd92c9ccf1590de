"""Programs that are called often, loaded once: each call runs in a process forked from a server."""

import array
import contextlib
import functools
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading

HERE = pathlib.Path(__file__).resolve().parent
# Of a program that did not catch what went wrong.
FAILED = 1


@functools.cache
def client():
    """The program that sends a call (call.cpp), compiled; it goes with this process."""
    folder = tempfile.TemporaryDirectory(prefix="calls.")
    program = pathlib.Path(folder.name) / "call"
    subprocess.run(["c++", "-std=c++20", "-O1", HERE / "call.cpp", "-o", program], check=True)
    return folder, program


def stand_in(path, folder, name):
    """Puts a program of that name into a folder, whose calls the server at that path runs."""
    _, program = client()
    shutil.copy(program, folder / name)
    (folder / "calls").symlink_to(path)


class Server:
    """Runs `run(folder)` for each call that comes from a folder, in a process of its own with the
    caller's words, streams, folder and environment. It ends with this process."""

    def __init__(self, run):
        self._run = run
        self._folder = tempfile.TemporaryDirectory(prefix="calls.")
        self.path = pathlib.Path(self._folder.name) / "calls"
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(self.path))
        listener.listen(64)
        held, self._kept = os.pipe()
        if os.fork() == 0:
            os.close(self._kept)
            self._serve(listener, held)
        listener.close()
        os.close(held)

    def _serve(self, listener, held):
        threading.Thread(target=lambda: (os.read(held, 1), os._exit(0)), daemon=True).start()
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        while True:
            connection, _ = listener.accept()
            if os.fork() == 0:
                listener.close()
                self._answer(connection)
            connection.close()

    def _answer(self, connection):
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        code = FAILED
        with contextlib.suppress(BaseException):
            folder = become_the_caller(connection)
            threading.Thread(target=end_with_the_caller, args=(connection,), daemon=True).start()
            code = code_of(lambda: self._run(folder))
        with contextlib.suppress(OSError):
            connection.send(bytes([code & 255]))
        os._exit(0)


def become_the_caller(connection):
    """Takes the caller's streams, words, folder and environment; returns where its program is."""
    length, ancillary, _, _ = connection.recvmsg(4, socket.CMSG_SPACE(12))
    streams = array.array("i", ancillary[0][2])
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    left = int.from_bytes(length, sys.byteorder)
    text = b""
    while len(text) < left:
        text += connection.recv(left - len(text)) or sys.exit("the caller is gone")
    folder, at, count, *rest = [os.fsdecode(each) for each in text.split(b"\0")[:-1]]
    sys.argv[1:] = rest[:int(count)]
    os.chdir(at)
    os.environ.clear()
    os.environ.update(each.split("=", 1) for each in rest[int(count):])
    return folder


def end_with_the_caller(connection):
    """Ends this process at once when the caller ends, as what it stands for would have."""
    with contextlib.suppress(OSError):
        if connection.recv(1) == b"":
            os.kill(os.getpid(), signal.SIGKILL)


def code_of(run):
    """The exit code of what runs, with all that it printed."""
    try:
        result = run()
    except SystemExit as ended:
        result = ended.code
    except BrokenPipeError:
        return FAILED
    if isinstance(result, str):
        print(result, file=sys.stderr)
        result = FAILED
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        return FAILED
    return result or 0
