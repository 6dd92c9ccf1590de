"""Writes archives whose bytes depend on nothing but the names and contents of their files."""

import gzip
import io
import tarfile


class Entry:
    """A file of an archive."""

    def __init__(self, name, content, is_program=False):
        self.name = name
        self.content = content if isinstance(content, bytes) else content.encode()
        self.is_program = is_program


def folder_entries(folder, prefix, programs=()):
    """The files of a folder, below a prefix; those whose paths are named are programs."""
    return [Entry(f"{prefix}/{path.relative_to(folder).as_posix()}", path.read_bytes(),
                  path.relative_to(folder).as_posix() in programs)
            for path in sorted(folder.rglob("*")) if path.is_file()]


def write_archive(path, entries, seconds):
    """Writes a .tar.gz of root's files, all of one time, in the order of their names."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for entry in sorted(entries, key=lambda each: each.name):
            info = tarfile.TarInfo(entry.name)
            info.size, info.mtime = len(entry.content), seconds
            info.mode = 0o755 if entry.is_program else 0o644
            archive.addfile(info, io.BytesIO(entry.content))
    # Without the name of a file, and of one time, too.
    path.write_bytes(gzip.compress(packed.getvalue(), 9, mtime=0))
