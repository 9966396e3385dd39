"""Counts the instructions of a bench under valgrind: what `scripts/instructions` and `scripts/linear` share."""
import os, pathlib, re, shutil, subprocess, sys, tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent


def install_valgrind():
    if shutil.which("valgrind"):
        return
    as_root = [] if os.geteuid() == 0 else ["sudo"]
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "valgrind"]):
        subprocess.run(as_root + command, check=True, stdout=subprocess.DEVNULL)


def build(bench):
    """The bench as a program, by the release profile, whatever the environment says of it."""
    profile = tomllib.loads((ROOT / "Cargo.toml").read_text())["profile"]["release"]
    settings = {f"CARGO_PROFILE_BENCH_{key.upper().replace('-', '_')}": str(value) for key, value in profile.items()}
    command = ["cargo", "bench", "--package", "ua-gazetteer", "--bench", bench, "--no-run"]
    report = subprocess.run(command, cwd=ROOT, env=os.environ | settings, stderr=subprocess.PIPE, text=True, check=False)
    path = re.search(r"Executable [^(]*\(([^)]*)\)", report.stderr)
    if report.returncode or not path:
        sys.exit(f"the bench {bench} does not build:\n{report.stderr}")
    return ROOT / path[1]


def count(program, *arguments):
    """Instructions of a run, and what it prints."""
    command = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", program, *arguments]
    run = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    instructions = re.search(r"I\s+refs:\s+([\d,]+)", run.stderr)
    if run.returncode or not instructions:
        raise OSError(run.stderr.strip() or f"valgrind ended with status {run.returncode}")
    return int(instructions[1].replace(",", "")), run.stdout


def run(main, name):
    """Runs a script, with exit status 2 where the counting itself failed."""
    try:
        sys.exit(main())
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"{name}: {error}", file=sys.stderr)
        sys.exit(2)
