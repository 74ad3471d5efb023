#!/usr/bin/env python3
"""Makes the signed samples of this folder with pyHanko, a program that shares nothing with ours.

    pip install pyhanko==0.38 && python3 make.py

Keys are new in every run, so every file changes; the tests read only what is committed.
"""

import datetime
import io
import os

from asn1crypto import keys as asn1_keys
from asn1crypto import ocsp as asn1_ocsp
from asn1crypto import crl as asn1_crl
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils import generic, writer
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

HERE = os.path.dirname(os.path.abspath(__file__))
NOW = datetime.datetime.now(datetime.timezone.utc)
DAY = datetime.timedelta(days=1)


def name(common, **more):
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"), x509.NameAttribute(NameOID.ORGANIZATION_NAME, more.get("org", "UBND tỉnh Hải Dương"))]
    return x509.Name(parts + [x509.NameAttribute(NameOID.COMMON_NAME, common)])


class Party:
    """A key with its certificate."""

    def __init__(self, common, key, issuer=None, ca=False, tsa=False, until=3650 * DAY, since=-30 * DAY):
        self.key = key
        issuer_name = issuer.cert.subject if issuer else name(common)
        issuer_key = issuer.key if issuer else key
        usage = dict.fromkeys(
            ["digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
             "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"], False)
        for it in ["key_cert_sign", "crl_sign"] if ca else ["digital_signature", "content_commitment"]:
            usage[it] = True
        builder = (
            x509.CertificateBuilder().subject_name(name(common)).issuer_name(issuer_name).public_key(key.public_key())
            .serial_number(x509.random_serial_number()).not_valid_before(NOW + since).not_valid_after(NOW + until)
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(x509.KeyUsage(**usage), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
        )
        if tsa:
            builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        self.cert = builder.sign(issuer_key, hashes.SHA256())
        self.issuer = issuer

    def asn1(self):
        return asn1_x509.Certificate.load(self.cert.public_bytes(serialization.Encoding.DER))

    def asn1_key(self):
        return asn1_keys.PrivateKeyInfo.load(self.key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))

    def chain(self):
        store = SimpleCertificateStore()
        at = self.issuer
        while at:
            store.register(at.asn1())
            at = at.issuer
        return store

    def signer(self, **more):
        return signers.SimpleSigner(self.asn1(), self.asn1_key(), self.chain(), **more)


def curve(it=None):
    return ec.generate_private_key(it or ec.SECP256R1())


def rsa_key(bits=2048):
    return rsa.generate_private_key(65537, bits)


ROOT = Party("Root EC", curve(), ca=True)
ROOT_RSA = Party("Root RSA", rsa_key(), ca=True)
OTHER = Party("Root nobody knows", curve(), ca=True)
MIDDLE = Party("CA cơ quan nhà nước", curve(), issuer=ROOT, ca=True)
HEAD = Party("Nguyễn Thị Hạnh", curve(), issuer=MIDDLE)
DEPUTY = Party("Trần Văn Đức", curve(ec.SECP384R1()), issuer=MIDDLE)
RSA = Party("Phạm Quốc Toản", rsa_key(), issuer=ROOT_RSA)
SEAL = Party("UBND xã Cẩm Giàng", rsa_key(3072), issuer=ROOT_RSA)
EXPIRED = Party("Lê Hết Hạn", curve(), issuer=MIDDLE, since=-30 * DAY, until=-1 * DAY)
REVOKED = Party("Đỗ Bị Thu Hồi", curve(), issuer=MIDDLE)
STRANGER = Party("Người lạ", curve(), issuer=OTHER)
TRICKY = Party("Nguyễn\u202eIVA\u0007 Hạnh", curve(), issuer=MIDDLE)
TSA = Party("Dấu thời gian", rsa_key(), issuer=ROOT_RSA, tsa=True)
TSA_STRANGER = Party("TSA nobody knows", rsa_key(), issuer=OTHER, tsa=True)


def stamper(party=TSA):
    return DummyTimeStamper(party.asn1(), party.asn1_key(), party.chain())


def crl(issuer, revoked=()):
    builder = x509.CertificateRevocationListBuilder().issuer_name(issuer.cert.subject).last_update(NOW - DAY).next_update(NOW + 3650 * DAY)
    for it in revoked:
        builder = builder.add_revoked_certificate(
            x509.RevokedCertificateBuilder().serial_number(it.cert.serial_number).revocation_date(NOW - 2 * DAY).build())
    return builder.sign(issuer.key, hashes.SHA256())


def ocsp_answer(party, status):
    gone = status == ocsp.OCSPCertStatus.REVOKED
    builder = ocsp.OCSPResponseBuilder().add_response(
        cert=party.cert, issuer=party.issuer.cert, algorithm=hashes.SHA1(), cert_status=status, this_update=NOW - DAY,
        next_update=NOW + 3650 * DAY, revocation_time=NOW - 2 * DAY if gone else None, revocation_reason=None,
    ).responder_id(ocsp.OCSPResponderEncoding.HASH, party.issuer.cert)
    return builder.sign(party.issuer.key, hashes.SHA256())


def paper(form=False, packed=False, text=b"Ban cam ket 2026"):
    """A page with a sentence; with a box to fill in where asked."""
    w = writer.PdfFileWriter(stream_xrefs=packed)
    font = w.add_object(generic.DictionaryObject({
        generic.NameObject("/Type"): generic.NameObject("/Font"), generic.NameObject("/Subtype"): generic.NameObject("/Type1"),
        generic.NameObject("/BaseFont"): generic.NameObject("/Helvetica")}))
    stream = w.add_object(generic.StreamObject(stream_data=b"BT /F1 12 Tf 72 720 Td (" + text + b") Tj ET"))
    page = writer.PageObject(contents=stream, media_box=generic.ArrayObject(map(generic.NumberObject, [0, 0, 595, 842])),
                             resources=generic.DictionaryObject({generic.NameObject("/Font"): generic.DictionaryObject({generic.NameObject("/F1"): font})}))
    w.insert_page(page)
    if form:
        reference = w.root["/Pages"]["/Kids"].raw_get(0)
        box = w.add_object(generic.DictionaryObject({
            generic.NameObject("/Type"): generic.NameObject("/Annot"), generic.NameObject("/Subtype"): generic.NameObject("/Widget"),
            generic.NameObject("/FT"): generic.NameObject("/Tx"), generic.NameObject("/T"): generic.pdf_string("so"),
            generic.NameObject("/Rect"): generic.ArrayObject(map(generic.NumberObject, [72, 600, 200, 620])),
            generic.NameObject("/F"): generic.NumberObject(4), generic.NameObject("/P"): reference}))
        reference.get_object()["/Annots"] = generic.ArrayObject([box])
        w.root["/AcroForm"] = w.add_object(generic.DictionaryObject({generic.NameObject("/Fields"): generic.ArrayObject([box])}))
    out = io.BytesIO()
    w.write(out)
    return out.getvalue()


def sign(data, party, field="Signature1", subfilter="etsi", stamped=None, md="sha256", box=None, pss=False, **more):
    w = IncrementalPdfFileWriter(io.BytesIO(data))
    fields.append_signature_field(w, fields.SigFieldSpec(field, box=box))
    kind = SigSeedSubFilter.PADES if subfilter == "etsi" else SigSeedSubFilter.ADOBE_PKCS7_DETACHED
    meta = signers.PdfSignatureMetadata(field_name=field, md_algorithm=md, subfilter=kind, reason="ký", location="Hải Dương", **more)
    out = signers.PdfSigner(meta, signer=party.signer(prefer_pss=pss), timestamper=stamped).sign_pdf(w)
    return out.getvalue()


def with_dss(data, certs=(), crls=(), ocsps=()):
    out = io.BytesIO(data)
    signature = PdfFileReader(io.BytesIO(data)).embedded_signatures[-1]
    DocumentSecurityStore.add_dss(
        out, signature.pkcs7_content, certs=[it.asn1() for it in certs],
        crls=[asn1_crl.CertificateList.load(it.public_bytes(serialization.Encoding.DER)) for it in crls],
        ocsps=[asn1_ocsp.OCSPResponse.load(it.public_bytes(serialization.Encoding.DER)) for it in ocsps])
    return out.getvalue()


def later(data, change):
    """Adds a revision in which `change` was done to the document."""
    w = IncrementalPdfFileWriter(io.BytesIO(data))
    change(w)
    out = io.BytesIO()
    w.write(out)
    return out.getvalue()


def first_page(w):
    return w.root["/Pages"]["/Kids"][0], w.root["/Pages"]["/Kids"].raw_get(0)


def append_page(w):
    page, _ = first_page(w)
    w.insert_page(writer.PageObject(contents=page.raw_get("/Contents"), media_box=page["/MediaBox"], resources=page["/Resources"]))


def change_content(w):
    page, reference = first_page(w)
    page["/Contents"] = w.add_object(generic.StreamObject(stream_data=b"BT /F1 12 Tf 72 720 Td (Ban cam ket 2027) Tj ET"))
    w.update_container(page)


def overwrite_content(w):
    """The shadow: the page is untouched, the object that it points at is another one."""
    page, _ = first_page(w)
    stream = page["/Contents"]
    stream._data = b"BT /F1 12 Tf 72 720 Td (Khong cam ket gi) Tj ET"
    stream._encoded_data = None
    w.update_container(stream)


def overwrite_font(w):
    page, _ = first_page(w)
    font = page["/Resources"]["/Font"]["/F1"]
    font["/BaseFont"] = generic.NameObject("/Symbol")
    w.update_container(font)


def annotate(w):
    page, reference = first_page(w)
    note = w.add_object(generic.DictionaryObject({
        generic.NameObject("/Type"): generic.NameObject("/Annot"), generic.NameObject("/Subtype"): generic.NameObject("/FreeText"),
        generic.NameObject("/Contents"): generic.pdf_string("khong"), generic.NameObject("/DA"): generic.pdf_string("/Helv 12 Tf"),
        generic.NameObject("/Rect"): generic.ArrayObject(map(generic.NumberObject, [72, 700, 300, 740]))}))
    page["/Annots"] = generic.ArrayObject(list(page.get("/Annots", [])) and [page["/Annots"].raw_get(it) for it in range(len(page["/Annots"]))] + [note] or [note])
    w.update_container(page)


def fill(w):
    box = w.root["/AcroForm"]["/Fields"][0]
    box["/V"] = generic.pdf_string("12")
    look = generic.StreamObject(stream_data=b"BT /F1 10 Tf (12) Tj ET", dict_data={
        generic.NameObject("/Type"): generic.NameObject("/XObject"), generic.NameObject("/Subtype"): generic.NameObject("/Form"),
        generic.NameObject("/BBox"): generic.ArrayObject(map(generic.NumberObject, [0, 0, 128, 20]))})
    box["/AP"] = generic.DictionaryObject({generic.NameObject("/N"): w.add_object(look)})
    w.update_container(box)


def drop_signatures(w):
    form = w.root["/AcroForm"]
    form["/Fields"] = generic.ArrayObject()
    w.update_container(form)


def empty_field_over_the_page(w):
    """A signature field nobody signed, whose picture lies over the text."""
    look = generic.StreamObject(stream_data=b"1 g 0 0 595 842 re f", dict_data={
        generic.NameObject("/Type"): generic.NameObject("/XObject"), generic.NameObject("/Subtype"): generic.NameObject("/Form"),
        generic.NameObject("/BBox"): generic.ArrayObject(map(generic.NumberObject, [0, 0, 595, 842]))})
    fields.append_signature_field(w, fields.SigFieldSpec("Cover", box=(0, 0, 595, 842)))
    for it in w.root["/AcroForm"]["/Fields"]:
        if it.get_object()["/T"] == "Cover":
            it = it.get_object()
            it["/AP"] = generic.DictionaryObject({generic.NameObject("/N"): w.add_object(look)})
            w.update_container(it)


def keep(file, data):
    with open(os.path.join(HERE, file + ".pdf"), "wb") as out:
        out.write(data)
    print(file, len(data))


def main():
    with open(os.path.join(HERE, "roots.pem"), "wb") as out:
        for it in [ROOT, ROOT_RSA]:
            out.write(it.cert.public_bytes(serialization.Encoding.PEM))
    with open(os.path.join(HERE, "revoked.crl"), "wb") as out:
        out.write(crl(MIDDLE, [REVOKED]).public_bytes(serialization.Encoding.PEM))
    plain, form = paper(), paper(form=True)
    one = sign(plain, HEAD)
    keep("unsigned", plain)
    keep("ecdsa-etsi", one)
    keep("ecdsa-adbe", sign(plain, HEAD, subfilter="adbe"))
    keep("ecdsa-p384-sha384", sign(plain, DEPUTY, md="sha384"))
    keep("rsa-etsi", sign(plain, RSA))
    keep("rsa-adbe", sign(plain, RSA, subfilter="adbe"))
    keep("rsa-sha512", sign(plain, SEAL, md="sha512"))
    keep("rsa-pss", sign(plain, RSA, pss=True))
    keep("ecdsa-etsi-stamped", sign(plain, HEAD, stamped=stamper()))
    keep("rsa-adbe-stamped", sign(plain, RSA, subfilter="adbe", stamped=stamper()))
    keep("stamped-by-a-stranger", sign(plain, HEAD, stamped=stamper(TSA_STRANGER)))
    keep("object-streams", sign(paper(packed=True), HEAD))
    keep("two", sign(one, RSA, "Signature2", subfilter="adbe", stamped=stamper()))
    four = sign(form, DEPUTY, "Signature1", subfilter="adbe", certify=True, docmdp_permissions=MDPPerm.FILL_FORMS, md="sha384")
    four = sign(four, RSA, "Signature2", subfilter="adbe", stamped=stamper(), box=(72, 100, 200, 140))
    four = sign(four, HEAD, "Signature3", stamped=stamper(), box=(220, 100, 350, 140))
    four = sign(four, SEAL, "Signature4", subfilter="adbe", stamped=stamper())
    keep("four", four)
    keep("expired", sign(plain, EXPIRED))
    keep("stranger", sign(plain, STRANGER))
    keep("tricky-name", sign(plain, TRICKY))
    keep("revoked-elsewhere", sign(plain, REVOKED))
    keep("revoked-crl", with_dss(sign(plain, REVOKED), [MIDDLE], crls=[crl(MIDDLE, [REVOKED]), crl(ROOT)]))
    keep("revoked-ocsp", with_dss(sign(plain, REVOKED), [MIDDLE], ocsps=[ocsp_answer(REVOKED, ocsp.OCSPCertStatus.REVOKED)]))
    keep("good-crl", with_dss(one, [MIDDLE], crls=[crl(MIDDLE, [REVOKED]), crl(ROOT)]))
    keep("good-ocsp", with_dss(one, [MIDDLE], crls=[crl(ROOT)], ocsps=[ocsp_answer(HEAD, ocsp.OCSPCertStatus.GOOD)]))
    context = ValidationContext(trust_roots=[ROOT.asn1(), ROOT_RSA.asn1()], other_certs=[MIDDLE.asn1()], allow_fetching=False, crls=[
        asn1_crl.CertificateList.load(it.public_bytes(serialization.Encoding.DER)) for it in [crl(MIDDLE), crl(ROOT), crl(ROOT_RSA)]])
    keep("adbe-with-revocation", sign(plain, HEAD, subfilter="adbe", embed_validation_info=True, validation_context=context))
    keep("long-term", sign(plain, HEAD, stamped=stamper(), embed_validation_info=True, use_pades_lta=True, validation_context=context))
    keep("filled-after", later(sign(form, HEAD), fill))
    keep("filled-against-p1", later(sign(form, HEAD, certify=True, docmdp_permissions=MDPPerm.NO_CHANGES), fill))
    keep("page-appended", later(one, append_page))
    keep("content-changed", later(one, change_content))
    keep("shadow", later(one, overwrite_content))
    keep("shadow-font", later(one, overwrite_font))
    keep("annotated", later(one, annotate))
    keep("signature-dropped", later(one, drop_signatures))
    keep("covered", later(one, empty_field_over_the_page))
    keep("changed-between", sign(later(one, change_content), RSA, "Signature2"))
    keep("bytes-after", one + b"\nhello\n")
    keep("comment-after", one + b"% a comment\n%%EOF\n")
    keep("end-repeated", one + one[one.rindex(b"startxref"):])


main()
