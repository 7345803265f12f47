#!/bin/sh
# Runs every benchmark, or those that are named, and writes what they measure to docs/performance.md:
#   eng/benchmarks.sh [--quick] [PeerCost ...]
# With --quick the sizes are tiny and the page stays as it is: only whether everything works is shown.
set -eu
cd "$(dirname "$0")/.."
page="--page docs/performance.md"
if [ "${1:-}" = --quick ]; then
  page=--quick
  shift
fi
[ $# -gt 0 ] || set -- $(cd benchmarks && for project in */*.csproj; do dirname "$project"; done)

# An older package must not be what is measured.
rm -rf artifacts/packages
dotnet pack src/GovernanceAnalyzers.Package -c Release -o artifacts/packages -nologo -v:quiet -clp:NoSummary
failed=""
for benchmark in "$@"; do
  echo "## $benchmark"
  # One that fails leaves its figures on the page as they were.
  dotnet run -c Release --project "benchmarks/$benchmark" -- $page || failed="$failed $benchmark"
done
[ -z "$failed" ] || { echo "Failed:$failed" >&2; exit 1; }
