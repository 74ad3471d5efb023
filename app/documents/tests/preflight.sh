#!/usr/bin/env bash
# Checks every paper as PDF/A-1b with Apache Preflight. Needs a JRE and the Debian packages libpdfbox2-java, libcommons-logging-java,
# libcommons-io-java, libactivation-java and libjaxb-api-java. Run by hand; prints one line for each paper, fails if one is not valid.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
${CARGO:-cargo} run -q --release -p documents --example speed -- --write-a1 "$folder"
java=/usr/share/java
jars=$(printf "$java/%s.jar:" preflight xmpbox pdfbox2 fontbox2 commons-logging commons-io javax.activation jaxb-api)
failed=0
for file in "$folder"/*.pdf; do
    if java -cp "$jars" org.apache.pdfbox.preflight.Validator_A1b "$file" >"$folder/said" 2>&1; then
        echo "valid    $(basename "$file")"
    else
        echo "invalid  $(basename "$file")"
        cat "$folder/said"
        failed=1
    fi
done
exit $failed
