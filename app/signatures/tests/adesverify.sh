#!/usr/bin/env bash
# Has an independent program judge papers with one to four signatures, revocation checking on, only the instance's root trusted:
# valid, and not valid without a list of revoked certificates, when revoked, or after one changed byte. Openssl plays a
# timestamp authority. Needs openssl and `pip install pyhanko pyhanko-cli`.
set -euo pipefail
cd "$(dirname "$0")/../../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
sealed() { ${CARGO:-cargo} run -q -p signatures --example sealed -- "$@"; }
sealed "$folder" "$(($(date +%s) - 10))" # the last of the four signatures is dated some seconds after the first

cat >"$folder/tsa.cnf" <<CONF
[tsa]
default_tsa = here
[here]
serial = $folder/serial
crypto_device = builtin
signer_cert = $folder/stamper.pem
signer_key = $folder/stamper.key.pem
signer_digest = sha256
default_policy = 1.2.3
digests = sha256
ess_cert_id_alg = sha256
CONF
echo 01 >"$folder/serial"
openssl ts -reply -config "$folder/tsa.cnf" -section here -queryfile "$folder/request.tsq" -out "$folder/response.tsr"
sealed "$folder"

cd "$folder"
printf 'X' | cat <(head -c 30000 signed-4.pdf) - <(tail -c +30002 signed-4.pdf) >changed.pdf
failed=0
expect() { # the verdict, then a paper
    local said
    said=$(pyhanko sign adesverify --trust root.pem --trust-replace --executive-summary "$2" 2>/dev/null || true)
    if [ -n "$said" ] && ! grep -qv ":$1\$" <<<"$said"; then echo "adesverify: $2 $1"; else echo "adesverify: $2 should be $1: $said"; failed=1; fi
}
for paper in signed-1 signed-2 signed-3 signed-4 stamped-1; do expect VALID "$paper.pdf"; done
for paper in without-list revoked changed; do expect INVALID "$paper.pdf"; done

python3 - signed-1.pdf signed-2.pdf signed-4.pdf <<'PY' || failed=1
import logging, sys
from asn1crypto import pem
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

logging.disable(logging.CRITICAL)
root = load_cert_from_pemder("root.pem")
revoked = pem.unarmor(open("root.crl.pem", "rb").read())[2]
wrong = False
for name in sys.argv[1:]:
    with open(name, "rb") as file:
        for signature in PdfFileReader(file).embedded_signatures:
            for lists in ([revoked], []):
                context = ValidationContext(trust_roots=[root], crls=lists, revocation_mode="require", allow_fetching=False)
                status = validate_pdf_signature(signature, context)
                print("revocation required:", name, signature.field_name, len(lists), "lists", status.summary())
                wrong = wrong or status.bottom_line != bool(lists)
sys.exit(wrong)
PY
exit $failed
