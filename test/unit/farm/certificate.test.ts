import { randomBytes, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { expect, test } from 'vitest';
import { makeCertificate } from '../../../electron/farm/certificate.ts';

const now = Date.parse('2026-11-22T10:00:00Z');
const names = ['wiki1.example.org', 'wiki2.example.org'];

test('is read as a certificate for the farm’s names and no others', () => {
  const { certificatePem, fingerprint } = makeCertificate(names, now, randomBytes);
  const read = new X509Certificate(certificatePem);
  expect(read.checkHost('wiki2.example.org')).toBe('wiki2.example.org');
  expect(read.checkHost('wiki3.example.org')).toBeUndefined();
  expect(read.ca).toBe(false);
  expect(read.verify(read.publicKey)).toBe(true);
  expect(Date.parse(read.validFrom)).toBeLessThan(now);
  expect(Date.parse(read.validTo)).toBe(now + 30 * 24 * 3_600_000);
  const hex = Buffer.from(fingerprint, 'base64').toString('hex').toUpperCase();
  expect(read.fingerprint256.replaceAll(':', '')).toBe(hex);
});

test('carries a connection for who trusts it', async () => {
  const { certificatePem, privateKeyPem } = makeCertificate(names, Date.now(), randomBytes);
  const server = tls.createServer({ cert: certificatePem, key: privateKeyPem }, (socket) =>
    socket.end('hello'),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = tls.connect({ port, host: '127.0.0.1', servername: names[0], ca: certificatePem });
  const [data] = (await once(client, 'data')) as [Buffer];
  expect(client.authorized).toBe(true);
  expect(data.toString()).toBe('hello');
  server.close();
});

test('a farm of many names gets one certificate for all', () => {
  const many = Array.from({ length: 300 }, (_, index) => `wiki${index}.example.org`);
  const { certificatePem } = makeCertificate(many, now, randomBytes);
  expect(new X509Certificate(certificatePem).checkHost('wiki299.example.org')).toBeDefined();
});
