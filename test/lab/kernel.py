# SPDX-License-Identifier: MIT
"""The lab's kernel and first file system, made once and kept.

Packages that project.yml lists as `unpack` are downloaded and unpacked, nothing of them is installed: Debian's kernel
and BlueZ's test tools. They and all that is made of them lie in $SOCKFAM_LAB_CACHE, or else in $XDG_CACHE_HOME or
~/.cache, below sockfam/lab:

    kernel/     vmlinux, lib/modules/RELEASE, version
    tools/      what the other packages hold
    initramfs-HASH.cpio    busybox, init, the modules of `modules`
    confine-HASH           confine.c, compiled
"""
import contextlib
import fcntl
import hashlib
import lzma
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

A_DAY = 24 * 3600 # seconds
HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parents[1]
# program, the package that has it
PROGRAMS = (("qemu-system-x86_64", "qemu-system-x86"), ("cpio", "cpio"), ("modprobe", "kmod"), ("depmod", "kmod"),
            ("busybox", "busybox-static"), ("dpkg-deb", "dpkg"), ("apt-get", "apt"), ("cc", "gcc"))
ADMIN_PATH = os.environ.get("PATH", "") + ":/usr/sbin:/sbin:/usr/bin:/bin"


class LabError(Exception):
    """The lab cannot run; the text says why, and what to do."""


class ProgramsMissing(LabError):
    """Because this machine lacks what it needs."""


def program(name):
    return shutil.which(name, path=ADMIN_PATH)


def check_machine():
    """Says at once all that is missing."""
    if os.uname().machine != "x86_64":
        raise ProgramsMissing(f"it boots Debian's amd64 kernel; this machine is {os.uname().machine}")
    missing = sorted({package for name, package in PROGRAMS if not program(name)})
    if missing:
        install = "apt-get install --no-install-recommends"
        raise ProgramsMissing(f"programs are missing; as root: {install} {' '.join(missing)}")


def run(*command, **options):
    """A program that must succeed; if it does not, its words are the explanation."""
    done = subprocess.run([str(word) for word in command], capture_output=True, check=False, text=True,
                          env={**os.environ, "PATH": ADMIN_PATH}, **options)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()[-8:]
        raise LabError(f"{command[0]} failed:\n    " + "\n    ".join(said))
    return done.stdout


def cache():
    """The folder of all that is kept, made if it is not there."""
    base = os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache"
    folder = pathlib.Path(os.environ.get("SOCKFAM_LAB_CACHE") or pathlib.Path(base) / "sockfam" / "lab").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextlib.contextmanager
def locked(folder):
    """One at a time makes things here; the others wait and find them made."""
    with open(folder / "lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def made_whole(target):
    """A scratch path that becomes `target` only if all went well."""
    scratch = pathlib.Path(tempfile.mkdtemp(prefix=".making-", dir=target.parent))
    try:
        yield scratch / target.name
        if target.exists():
            os.rename(target, scratch / "old")
        os.rename(scratch / target.name, target)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def fingerprint(*parts):
    """A name for something made of these files and texts."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.read_bytes() if isinstance(part, pathlib.Path) else part.encode())
    return digest.hexdigest()[:12]


# ---- packages


def unpack_names():
    """The packages that project.yml wants unpacked, in `- name` lines."""
    return run("sh", SOURCE / "tools" / "setup.sh", "--list", "unpack").split()


def unpack(folder, *names):
    """Downloads packages and unpacks them in a folder."""
    run("sh", SOURCE / "test" / "cross" / "fetch.sh", folder, *names)


def real_name(name, folder):
    """linux-image-amd64 only stands for the current kernel."""
    deb = next((folder / "debs").glob(f"{name}_*.deb"))
    found = re.search(r"^linux-image-\d\S*", run("dpkg-deb", "-f", deb, "Depends"))
    return found.group() if found else name


def vmlinux(image):
    """The kernel itself out of its self-extracting file: starting it spares the slow emulated unpacking."""
    data = image.read_bytes()
    for found in re.finditer(re.escape(b"\xfd7zXZ\0"), data):
        with contextlib.suppress(lzma.LZMAError):
            kernel = lzma.LZMADecompressor().decompress(data[found.start():])
            if kernel.startswith(b"\x7fELF"):
                return kernel
    return data # QEMU starts it as it is


def take_kernel(source, target):
    """The kernel and its modules, out of the unpacked package; lib may be usr/lib there."""
    modules = next(path for path in (source / "lib/modules", source / "usr/lib/modules") if path.exists())
    image = next((source / "boot").glob("vmlinuz-*"))
    (target / "lib").mkdir(parents=True)
    modules.rename(target / "lib" / "modules")
    (target / "vmlinux").write_bytes(vmlinux(image))
    run("depmod", "-b", target, release_of(target))
    deb = next((source / "debs").glob(f"linux-image-{release_of(target)}_*.deb"))
    (target / "version").write_text(run("dpkg-deb", "-f", deb, "Version"), encoding="utf-8")


def release_of(kernel):
    return next((kernel / "lib" / "modules").iterdir()).name


def fetch(folder):
    """Downloads and unpacks the packages, and keeps what is used of them."""
    with tempfile.TemporaryDirectory(prefix=".packages-", dir=folder) as scratch:
        packages = pathlib.Path(scratch)
        unpack(packages, *unpack_names())
        unpack(packages, *(real_name(name, packages) for name in unpack_names()))
        with made_whole(folder / "kernel") as kernel:
            take_kernel(packages, kernel)
        with made_whole(folder / "tools") as tools:
            tools.mkdir()
            (packages / "usr").rename(tools / "usr")


# ---- what is made of them


def module_names():
    """family -> modules, from the list beside this file."""
    found = {}
    for line in (HERE / "modules").read_text(encoding="utf-8").splitlines():
        words = line.split("#")[0].split()
        if words:
            found[words[0]] = words[1:]
    return found


def module_files(kernel):
    """The files of all modules of the list, and of those they need."""
    files = set()
    names = [name for line in module_names().values() for name in line]
    depends = run("modprobe", "-d", kernel, "-S", release_of(kernel), "--show-depends", "-a", *names)
    for line in depends.splitlines():
        words = line.split()
        if words[0] == "insmod":
            files.add(pathlib.Path(words[1]))
    return sorted(files)


def copy_modules(kernel, root):
    """Modules with their lists of dependencies and aliases, uncompressed, for busybox's modprobe."""
    folder = root / "lib" / "modules" / release_of(kernel)
    folder.mkdir(parents=True)
    for name in ("modules.order", "modules.builtin", "modules.builtin.modinfo"):
        shutil.copy(kernel / "lib" / "modules" / release_of(kernel) / name, folder)
    for file in module_files(kernel):
        target = folder / file.relative_to(kernel / "lib" / "modules" / release_of(kernel))
        target = target.with_suffix("") if target.suffix == ".xz" else target
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(lzma.decompress(file.read_bytes()) if file.suffix == ".xz" else file.read_bytes())
    run("depmod", "-b", root, release_of(kernel))


def make_initramfs(kernel, target):
    with tempfile.TemporaryDirectory(prefix=".root-", dir=target.parent) as scratch:
        root = pathlib.Path(scratch)
        (root / "bin").mkdir()
        shutil.copy(program("busybox"), root / "bin" / "busybox")
        shutil.copy(HERE / "init", root / "init")
        shutil.copy(HERE / "modules", root / "modules")
        (root / "init").chmod(0o755)
        copy_modules(kernel, root)
        names = "\n".join(str(path.relative_to(root)) for path in sorted(root.rglob("*")))
        with made_whole(target) as file:
            run("cpio", "--quiet", "-o", "-H", "newc", "-R", "0:0", "-F", file, cwd=root, input=names + "\n")


def forget(folder, pattern, keep):
    """Removes what was made of older sources; a day later, since another tree may be using it."""
    for old in folder.glob(pattern):
        if old != keep and time.time() - old.stat().st_mtime > A_DAY:
            old.unlink()


def initramfs(folder):
    kernel = folder / "kernel"
    target = folder / ("initramfs-%s.cpio" % fingerprint(HERE / "init", HERE / "modules", kernel / "version"))
    if not target.exists():
        make_initramfs(kernel, target)
        forget(folder, "initramfs-*", target)
    return target


def confine(folder):
    source = HERE / "confine.c"
    target = folder / ("confine-%s" % fingerprint(source))
    if not target.exists():
        with made_whole(target) as file:
            run("cc", "-D_GNU_SOURCE", "-O2", "-static", source, "-o", file)
        forget(folder, "confine-*", target)
    return target


def prepare(renew=False):
    """All that a machine needs: kernel, initramfs, tools, confine."""
    check_machine()
    folder = cache()
    with locked(folder):
        if renew or not (folder / "kernel" / "version").exists() or not (folder / "tools").exists():
            fetch(folder)
        return {"kernel": folder / "kernel" / "vmlinux", "initramfs": initramfs(folder), "tools": folder / "tools",
                "confine": confine(folder), "modules": folder / "kernel" / "lib" / "modules"}
