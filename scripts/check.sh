#!/usr/bin/env bash
# Every check that needs no test: says which ones fail, and goes on to the end.
set -u
cd "$(dirname "$0")/.." || exit 1
bin=.venv/bin
failed=()

check() {
    local name=$1
    shift
    local output
    if output=$("$@" 2>&1); then
        echo "ok      $name"
    else
        echo "FAILED  $name"
        printf '%s\n' "$output" | sed 's/^/        /'
        failed+=("$name")
    fi
}

check "ruff format" $bin/ruff format --check .
check "ruff check" $bin/ruff check .
check "mypy" $bin/mypy .
check "import-linter" $bin/lint-imports
check "djlint lint" $bin/djlint templates --lint --quiet
check "manage.py check" $bin/python manage.py check --fail-level WARNING
check "makemigrations --check" $bin/python manage.py makemigrations --check --dry-run

if [ ${#failed[@]} -gt 0 ]; then
    echo "${#failed[@]} of 7 checks failed: ${failed[*]}"
    exit 1
fi
echo "7 checks passed"
