import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { webcrypto } from 'node:crypto';

/** PEM texts of one lab: the certificate authority to trust, and what the server shows. */
export interface LabCertificates {
  caPem: string;
  certificatePem: string;
  keyPem: string;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const validityMs = 825 * 24 * 3600 * 1000;

/** Whom a certificate is made out for. */
export interface CertificateHosts {
  names: readonly string[];
  addresses: readonly string[];
}

/** Every host form of a cloud, because clients reach the lab under the names of the real service, too. */
const cloudHosts = [
  'localhost',
  '*.perfectomobile.com',
  '*.app.perfectomobile.com',
  '*.reporting.perfectomobile.com',
  '*.reporting-01.perfectomobile.com',
  '*.executions.perfectomobile.com',
];

/** What is wrong with the server's certificate: it has run out, or another authority signed it than the one handed out. */
export type CertificateFault = 'expired' | 'other-authority';

/** Makes a fresh authority and a server certificate signed by it. Valid by real time, not by the lab's clock. */
export async function makeCertificates(
  fault?: CertificateFault,
  hosts: CertificateHosts = { names: cloudHosts, addresses: ['127.0.0.1', '::1'] },
): Promise<LabCertificates> {
  const made = await makePair(fault === 'expired', hosts);
  if (fault !== 'other-authority') return made;
  return { ...made, caPem: (await makePair(false, hosts)).caPem };
}

async function makePair(
  isExpired: boolean,
  { names, addresses }: CertificateHosts,
): Promise<LabCertificates> {
  const { crypto } = globalThis;
  x509.cryptoProvider.set(crypto);
  const caKeys = await generateKeys();
  const serverKeys = await generateKeys();
  // A day back, so that a container whose clock lags still accepts it.
  const notBefore = new Date(Date.now() - 24 * 3600 * 1000);
  const notAfter = new Date(notBefore.getTime() + validityMs);
  const issuer = 'CN=Perfecto lab CA (made at start, trust it only for tests)';
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: issuer,
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
    keys: caKeys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: 'CN=localhost',
    issuer,
    notBefore,
    // An hour back, so that a clock that lags a little does not find it good.
    notAfter: isExpired ? new Date(Date.now() - 3600 * 1000) : notAfter,
    signingAlgorithm: algorithm,
    publicKey: serverKeys.publicKey,
    signingKey: caKeys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        ...names.map((value) => ({ type: 'dns' as const, value })),
        ...addresses.map((value) => ({ type: 'ip' as const, value })),
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });
  const keyBytes = await webcrypto.subtle.exportKey('pkcs8', serverKeys.privateKey);
  return {
    caPem: `${ca.toString('pem')}\n`,
    certificatePem: `${certificate.toString('pem')}\n`,
    keyPem: `${x509.PemConverter.encode(keyBytes, 'PRIVATE KEY')}\n`,
  };
}

async function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

function serialNumber(): string {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16));
  // A leading bit of zero keeps the number positive.
  bytes[0] = (bytes[0] ?? 0) & 0x7f;
  return Buffer.from(bytes).toString('hex');
}
