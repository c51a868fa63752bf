import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { genesisHash, type HashedFields, hashedText, linkHash } from './hash.ts';

const sha256 = (...parts: (string | Uint8Array)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

describe('the hash chain', () => {
  // A worked example, to be followed with any SHA-256 tool: printf '%s' "$text" | sha256sum
  const tenant = '01930000-0000-7000-8000-000000000001';
  const first: HashedFields = {
    tenantId: tenant,
    position: 1,
    streamType: 'entity',
    streamId: '01930000-0000-8000-8000-0000000000e1',
    streamVersion: 1,
    type: 'EntityAdded',
    schemaVersion: 1,
    data: '{"baseCurrency":"EUR","code":"DE01","name":"Halden GmbH"}',
    metadata: '{"actor":{"id":null,"kind":"operator"},"command":"addEntity"}',
    occurredAt: '2026-11-20T08:59:59.000000Z',
    recordedAt: '2026-11-20T09:00:00.000001Z',
  };

  test('the worked example comes out, step by step', () => {
    const genesis = genesisHash(tenant);
    expect(Buffer.from(genesis).toString('hex')).toBe(sha256(`nexus:${tenant}`).toString('hex'));
    expect(Buffer.from(genesis).toString('hex')).toBe(
      '7357caeca8808b29097cb2f261ec05ce409b3f95d40c061610d48958ca7db604',
    );

    const text =
      '{"data":{"baseCurrency":"EUR","code":"DE01","name":"Halden GmbH"},' +
      '"metadata":{"actor":{"id":null,"kind":"operator"},"command":"addEntity"},' +
      '"occurredAt":"2026-11-20T08:59:59.000000Z","position":1,"recordedAt":"2026-11-20T09:00:00.000001Z",' +
      '"schemaVersion":1,"stream":"entity/01930000-0000-8000-8000-0000000000e1","streamVersion":1,' +
      '"tenant":"01930000-0000-7000-8000-000000000001","type":"EntityAdded","v":1}';
    expect(hashedText(first)).toBe(text);
    expect(sha256(text).toString('hex')).toBe(
      '6a60b206a61c5d4d38439bcf015b65ece7ce36f15df42d28cf5b771ca1bf29bc',
    );
    expect(Buffer.from(linkHash(genesis, first)).toString('hex')).toBe(
      '33e93739852a8e1fccd774ef7e970be41789f7425ea046848ac51104d6e7a60b',
    );
    expect(Buffer.from(linkHash(genesis, first))).toEqual(sha256(genesis, sha256(text)));

    const second = { ...first, position: 2, streamVersion: 2, type: 'EntityRenamed' };
    const link = linkHash(linkHash(genesis, first), second);
    expect(Buffer.from(link)).toEqual(sha256(sha256(genesis, sha256(text)), sha256(hashedText(second))));
  });

  test('the hashed text is RFC 8785 of the event, whatever is in it', () => {
    const json = fc.dictionary(
      fc.string({ unit: 'binary' }),
      fc.oneof(fc.string({ unit: 'binary' }), fc.maxSafeInteger()),
    );
    fc.assert(
      fc.property(json, json, fc.string({ unit: 'binary' }), fc.nat(), (data, metadata, name, position) => {
        const fields = {
          ...first,
          data: canonicalJson(data),
          metadata: canonicalJson(metadata),
          type: name,
          streamType: name,
          position,
        };
        const { tenantId, streamType, streamId, ...rest } = fields;
        const event = {
          v: 1,
          tenant: tenantId,
          stream: `${streamType}/${streamId}`,
          ...rest,
          data,
          metadata,
        };
        expect(hashedText(fields)).toBe(canonicalize(event));
      }),
    );
  });

  test('every field counts', () => {
    const genesis = genesisHash(tenant);
    const changes: Partial<HashedFields>[] = [
      { tenantId: '01930000-0000-7000-8000-000000000002' },
      { position: 2 },
      { streamType: 'entities' },
      { streamId: '01930000-0000-8000-8000-0000000000e2' },
      { streamVersion: 2 },
      { type: 'EntityAdded2' },
      { schemaVersion: 2 },
      { data: '{}' },
      { metadata: '{}' },
      { occurredAt: '2026-11-20T08:59:59.000001Z' },
      { recordedAt: '2026-11-20T09:00:00.000002Z' },
    ];
    const hashes = [first, ...changes.map((change) => ({ ...first, ...change }))].map((fields) =>
      Buffer.from(linkHash(genesis, fields)).toString('hex'),
    );
    expect(new Set(hashes).size).toBe(changes.length + 1);
    expect(linkHash(genesisHash('01930000-0000-7000-8000-000000000002'), first)).not.toEqual(
      linkHash(genesis, first),
    );
  });
});
