#!/bin/sh
# Writes samples/*/expected.txt: what "governance check" finds in each sample on the fixed day that the end-to-end tests use, without the
# messages' text. Read the difference before committing it.
set -eu
cd "$(dirname "$0")/.."
tool="$PWD/src/GovernanceAnalyzers.Tool"
dotnet build "$tool" -nologo -v:quiet -clp:NoSummary
dotnet pack samples/Contoso.AiPolicy -o samples/feed -nologo -v:quiet -clp:NoSummary
# A package of the same version is not unpacked twice.
export NUGET_PACKAGES="$PWD/artifacts/sample-packages"
rm -rf "$NUGET_PACKAGES/contoso.aipolicy"
for sample in samples/*/; do
  # A policy pack has tests of its own, and the feed is no sample.
  test -f "$sample/governance.yml" || continue
  (
    cd "$sample"
    rm -rf .governance
    dotnet run --no-build --project "$tool" -- check . --evaluation-date 2026-11-20 > .check-output || test $? -eq 1
    sed -nE 's/^(.+(\([0-9]+(,[0-9]+)?\))?: (error|warning|suggestion) GOV[0-9]{4}): .*$/\1/p' .check-output | LC_ALL=C sort > expected.txt
    rm .check-output
  )
done
