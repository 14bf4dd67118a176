#!/usr/bin/env bash
# Makes .venv with what requirements/ locks, and sees to the system libraries. Quick when nothing changed.
# Usage: scripts/bootstrap.sh demo|dev   (dev also brings the tests, and looks for a browser)
set -euo pipefail
cd "$(dirname "$0")/.."
wanted=${1:-demo}
requirements=requirements/$wanted.txt

main() {
    ensure_system_packages
    ensure_venv
    ensure_requirements
}

# --- system packages -------------------------------------------------------

ensure_system_packages() {
    case $(uname -s) in
        Darwin) ensure_brew_packages ;;
        *) ensure_linux_packages ;;
    esac
}

ensure_linux_packages() {
    local missing=()
    has_library libpango-1.0.so.0 || missing+=(libpango-1.0-0)
    has_library libpangoft2-1.0.so.0 || missing+=(libpangoft2-1.0-0)
    has_library libharfbuzz-subset.so.0 || missing+=(libharfbuzz-subset0)
    has_library libmagic.so.1 || missing+=(libmagic1)
    [ -n "$(find /usr/share/fonts -iname 'DejaVuSans*' -print -quit 2>/dev/null)" ] || missing+=(fonts-dejavu-core)
    needs_venv_package && missing+=(python3-venv)
    if [ "$wanted" = dev ]; then
        has_browser || missing+=(chromium)
        command -v make >/dev/null || missing+=(make)
    fi
    [ ${#missing[@]} -eq 0 ] && return

    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        echo "Installing system packages with apt-get: ${missing[*]}"
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq
        apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
        return
    fi
    say_what_is_missing "${missing[@]}"
}

say_what_is_missing() {
    echo "This machine lacks: $*" >&2
    if command -v apt-get >/dev/null; then
        echo "Install it with this command, then start again:" >&2
        echo "    sudo apt-get update && sudo apt-get install -y $*" >&2
    else
        echo "These are the Debian names; install the packages of your system that hold the same, then start again." >&2
    fi
    exit 1
}

ensure_brew_packages() {
    local missing=()
    [ -n "$(find /opt/homebrew/lib /usr/local/lib -name 'libpango-1.0*.dylib' -print -quit 2>/dev/null)" ] || missing+=(pango)
    [ -n "$(find /opt/homebrew/lib /usr/local/lib -name 'libmagic*.dylib' -print -quit 2>/dev/null)" ] || missing+=(libmagic)
    if [ ${#missing[@]} -gt 0 ]; then
        echo "This machine lacks: ${missing[*]}. Install it with this command, then start again:" >&2
        echo "    brew install ${missing[*]}" >&2
        exit 1
    fi
    if [ "$wanted" = dev ] && ! has_browser; then
        echo "The browser tests need Chromium or Chrome:  brew install --cask chromium" >&2
        exit 1
    fi
}

has_library() {
    PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null | grep -q "[[:space:]]$1 "
}

has_browser() {
    [ -n "${AKKOORD_CHROMIUM:-}" ] && return
    command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null ||
        [ -d "/Applications/Chromium.app" ] || [ -d "/Applications/Google Chrome.app" ]
}

needs_venv_package() {
    local found
    [ -x .venv/bin/python ] && return 1
    command -v uv >/dev/null && return 1
    found=$(find_python) || return 1
    ! "$found" -c "import ensurepip, venv" 2>/dev/null
}

# --- Python ----------------------------------------------------------------

find_python() {
    local candidate
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if "$candidate" -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

ensure_venv() {
    local python
    [ -x .venv/bin/python ] && .venv/bin/python -c "" 2>/dev/null && return
    if ! python=$(find_python); then
        echo "Akkoord needs Python 3.11 or newer, and there is none on PATH (or in \$PYTHON)." >&2
        exit 1
    fi
    rm -rf .venv
    echo "Making .venv with $("$python" --version)"
    if command -v uv >/dev/null; then
        uv venv -q --python "$python" .venv
    else
        "$python" -m venv .venv
    fi
}

ensure_requirements() {
    local stamp
    stamp=$(cksum <"$requirements")
    [ "$(cat ".venv/.installed-$wanted" 2>/dev/null)" = "$stamp" ] && return
    # What the tests need includes what running needs.
    [ "$wanted" = demo ] && [ "$(cat .venv/.installed-dev 2>/dev/null)" = "$(cksum <requirements/dev.txt)" ] && return
    echo "Installing the packages of $requirements, each checked against its hash"
    local report=.venv/install.log
    if ! install_requirements >"$report" 2>&1; then
        cat "$report" >&2
        echo "The packages could not be installed; the lines above say why." >&2
        exit 1
    fi
    echo "$stamp" >".venv/.installed-$wanted"
}

install_requirements() {
    if command -v uv >/dev/null; then
        uv pip install -q --python .venv/bin/python --require-hashes -r "$requirements"
        return
    fi
    # A .venv that uv made has no pip of its own.
    .venv/bin/python -m pip --version || .venv/bin/python -m ensurepip || return
    .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "$requirements"
}

main
