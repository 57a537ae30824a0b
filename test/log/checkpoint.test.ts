import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { checkpointIn, signCheckpoint } from '../../lib/log/checkpoint.ts';
import { isSignedBy, pemOf, publicKeyIn, publicKeyOf, type Signer } from '../../lib/log/signer.ts';

function newSigner(namedCurve = 'P-256'): Signer & { spki: Buffer } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  const key = createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' }));
  return {
    spki,
    publicKey: async () => spki,
    sign: async (text) => sign('sha256', Buffer.from(text), key),
  };
}

const CHECKPOINT = { origin: 'm365-evidence/local/4f1c/default', size: 412, root: Buffer.alloc(32, 7) };

describe('a checkpoint', () => {
  test('is a signed note of three lines, an empty line and a signature', async () => {
    const note = await signCheckpoint(CHECKPOINT, [newSigner()]);
    const lines = note.split('\n');
    expect(lines.slice(0, 4)).toEqual([CHECKPOINT.origin, '412', CHECKPOINT.root.toString('base64'), '']);
    expect(lines[4]).toMatch(/^— m365-evidence\/local\/4f1c\/default [A-Za-z0-9+/]+=*$/);
    expect(lines).toHaveLength(6);
    expect(note.endsWith('\n')).toBe(true);
  });

  test('reads back as it was signed, and its signature holds for its own key alone', async () => {
    const [signer, stranger] = [newSigner(), newSigner()];
    const read = checkpointIn(await signCheckpoint(CHECKPOINT, [signer]));
    expect(read).toMatchObject(CHECKPOINT);
    const [signature] = read?.signatures ?? [];
    expect(signature).toMatchObject({ name: CHECKPOINT.origin, keyId: publicKeyOf(signer.spki).id });
    const holdsFor = (spki: Buffer) =>
      isSignedBy(publicKeyOf(spki), read?.text ?? '', signature?.signature ?? Buffer.of());
    expect([holdsFor(signer.spki), holdsFor(stranger.spki)]).toEqual([true, false]);
  });

  test('carries one signature of each key while a new key replaces the old one', async () => {
    const [newer, older] = [newSigner(), newSigner()];
    const read = checkpointIn(await signCheckpoint(CHECKPOINT, [newer, older]));
    expect(read?.signatures.map(({ keyId }) => keyId)).toEqual([
      publicKeyOf(newer.spki).id,
      publicKeyOf(older.spki).id,
    ]);
  });

  const altered: [string, (note: string) => string][] = [
    ['with Windows line ends', (note) => note.replaceAll('\n', '\r\n')],
    ['without its last line feed', (note) => note.slice(0, -1)],
    ['without a signature', (note) => `${note.split('\n').slice(0, 4).join('\n')}\n`],
    ['with a hyphen for the dash', (note) => note.replace('—', '-')],
    ['with a size in another notation', (note) => note.replace('\n412\n', '\n0412\n')],
    ['with a negative size', (note) => note.replace('\n412\n', '\n-412\n')],
    ['with a short root', (note) => note.replace(/\n[A-Za-z0-9+/]{43}=\n/, '\nAAAA\n')],
    [
      'with a root whose last bits are not zero',
      (note) => note.replace(/(\n[A-Za-z0-9+/]{42})[A-Za-z0-9+/]=\n/, '$1d=\n'),
    ],
    ['with a blank in its origin', (note) => note.replaceAll('m365-evidence/', 'm365 evidence/')],
    ['with a fourth line', (note) => note.replace('=\n\n', '=\nmore\n\n')],
    ['after a byte order mark', (note) => `\ufeff${note}`],
    ['that is empty', () => ''],
  ];
  test.each(altered)('%s is no checkpoint', async (_, alter) => {
    const note = await signCheckpoint(CHECKPOINT, [newSigner()]);
    expect(alter(note)).not.toBe(note);
    expect(checkpointIn(alter(note))).toBeUndefined();
  });
});

describe('a public key', () => {
  test('survives its PEM', () => {
    const key = publicKeyOf(newSigner().spki);
    expect(publicKeyIn(pemOf(key)).id).toBe(key.id);
    expect(key.id).toMatch(/^[0-9a-f]{8}$/);
  });

  test('of another curve is refused', () =>
    expect(() => publicKeyOf(newSigner('P-384').spki)).toThrow('is not a P-256 key'));
});
