import { createHash, generateKeyPairSync, sign } from 'node:crypto';

/**
 * A certificate for a farm's https names, made anew each time the farm is opened and kept in memory only.
 *
 * No system and no browser trusts it; an identity window accepts exactly this one, by its fingerprint (DESIGN §6).
 */
export interface FarmCertificate {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
  /** SHA-256 of the DER form, base64, as Chromium gives it after `sha256/`. */
  readonly fingerprint: string;
}

const oid = {
  ecdsaWithSha256: [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02],
  commonName: [0x55, 0x04, 0x03],
  basicConstraints: [0x55, 0x1d, 0x13],
  keyUsage: [0x55, 0x1d, 0x0f],
  extendedKeyUsage: [0x55, 0x1d, 0x25],
  subjectAltName: [0x55, 0x1d, 0x11],
  serverAuth: [0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01],
} as const;

/** DER (X.690): one value is a tag, a length and a content. */
function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]; // nothing here reaches 64 KB
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const objectId = (bytes: readonly number[]): Buffer => der(0x06, Buffer.from(bytes));
const octets = (content: Uint8Array): Buffer => der(0x04, content);
const bits = (content: Uint8Array, unused = 0): Buffer => der(0x03, Buffer.from([unused]), content);
const truth = der(0x01, Buffer.from([0xff]));

/** UTCTime: two digits of the year, enough until 2049. */
const utcTime = (ms: number): Buffer =>
  der(
    0x17,
    Buffer.from(
      `${new Date(ms)
        .toISOString()
        .replace(/[-:T]|\.\d+/g, '')
        .slice(2)}`,
    ),
  );

const extension = (id: readonly number[], critical: boolean, value: Uint8Array): Buffer =>
  sequence(objectId(id), ...(critical ? [truth] : []), octets(value));

/** X.509 (RFC 5280) for the given host names, valid from an hour ago for thirty days. */
export function makeCertificate(
  names: readonly string[],
  nowMs: number,
  randomBytes: (size: number) => Uint8Array,
): FarmCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(objectId(oid.ecdsaWithSha256));
  const whom = sequence(
    der(0x31, sequence(objectId(oid.commonName), der(0x0c, Buffer.from('Croft, this computer only')))),
  );
  const hourMs = 3_600_000;
  // A positive number: the first bit is cleared, and a leading zero byte can't arise.
  const serial = Buffer.from(randomBytes(16));
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    algorithm,
    whom,
    sequence(utcTime(nowMs - hourMs), utcTime(nowMs + 30 * 24 * hourMs)),
    whom,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(
      0xa3,
      sequence(
        extension(oid.basicConstraints, true, sequence()),
        extension(oid.keyUsage, true, bits(Buffer.from([0x80]), 7)),
        extension(oid.extendedKeyUsage, false, sequence(objectId(oid.serverAuth))),
        extension(oid.subjectAltName, false, sequence(...names.map((name) => der(0x82, Buffer.from(name))))),
      ),
    ),
  );
  const certificate = sequence(toBeSigned, algorithm, bits(sign('sha256', toBeSigned, privateKey)));
  const lines = certificate.toString('base64').replace(/.{64}/g, '$&\n').trimEnd();
  return {
    certificatePem: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    fingerprint: createHash('sha256').update(certificate).digest('base64'),
  };
}

/** Makes the certificate when it is first needed, and anew when the farm's names change. */
export class CertificateKeeper {
  private made: { readonly names: string; readonly certificate: FarmCertificate } | null = null;

  constructor(
    private readonly names: () => readonly string[],
    private readonly nowMs: () => number,
    private readonly randomBytes: (size: number) => Uint8Array,
  ) {}

  get current(): FarmCertificate {
    const names = [...new Set(this.names())].sort();
    const key = names.join(' ');
    if (this.made?.names !== key)
      this.made = { names: key, certificate: makeCertificate(names, this.nowMs(), this.randomBytes) };
    return this.made.certificate;
  }
}
