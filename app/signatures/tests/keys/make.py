"""Makes the files beside it: an office's own key of RSA 2048 under a root of P-256, as PEM and as OpenSSL packs both (password mat-khau).
    python3 make.py    needs cryptography and the program openssl 3"""

import datetime
import pathlib
import subprocess

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

HERE = pathlib.Path(__file__).parent
BEGIN, END = datetime.datetime(2020, 1, 1), datetime.datetime(2120, 1, 1)


def name(text):
    return x509.Name([
        x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Cơ quan thử nghiệm"),
        x509.NameAttribute(NameOID.COMMON_NAME, text),
    ])


def certificate(subject, issuer, key, signer, is_root):
    builder = x509.CertificateBuilder().subject_name(name(subject)).issuer_name(name(issuer)).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(BEGIN).not_valid_after(END)
    builder = builder.add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
    usage = x509.KeyUsage(not is_root, not is_root, False, False, False, is_root, is_root, False, False)
    builder = builder.add_extension(usage, critical=True)
    builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    above = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
    return builder.add_extension(above, critical=False).sign(signer, hashes.SHA256())


root_key, own_key = ec.generate_private_key(ec.SECP256R1()), rsa.generate_private_key(65537, 2048)
root = certificate("Gốc riêng thử nghiệm", "Gốc riêng thử nghiệm", root_key, root_key, True)
own = certificate("Khóa riêng thử nghiệm", "Gốc riêng thử nghiệm", own_key, root_key, False)
pem = serialization.Encoding.PEM
key = own_key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
(HERE / "own-key.pem").write_bytes(key + own.public_bytes(pem) + root.public_bytes(pem))
for file, more in (("own-key.p12", []), ("own-key-legacy.p12", ["-legacy"])):
    command = ["openssl", "pkcs12", "-export", *more, "-in", "own-key.pem", "-passout", "pass:mat-khau", "-out", file]
    subprocess.run(command, cwd=HERE, check=True)
