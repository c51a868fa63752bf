import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { config } from '#lib/config.ts';
import type { AssertionCeremony } from '../webauthn/assertion.ts';
import type { AssertionAnswer, RegistrationAnswer } from '../webauthn/input.ts';
import type { RegistrationCeremony } from '../webauthn/registration.ts';

type Credential = { id: string; userHandle: string; key: KeyObject; counter: number };
/** Where this authenticator departs from what is asked of it. */
export type Misbehaviour = { origin?: string; rpId?: string; userVerified?: boolean; counter?: number };

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_CREDENTIAL = 0x40;

/** An authenticator in software (P-256, attestation "none"), so that ceremonies are tested without a browser. */
export class SoftAuthenticator {
  readonly credentials: Credential[] = [];

  /** Makes a credential, as navigator.credentials.create() would. */
  register({ challengeId, options }: RegistrationCeremony, wrong: Misbehaviour = {}): RegistrationAnswer {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const id = randomBytes(16);
    const credential = {
      id: id.toString('base64url'),
      userHandle: options.user.id,
      key: privateKey,
      counter: 0,
    };
    this.credentials.push(credential);
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    const cose = coseKey(Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url'));
    const length = Buffer.from([id.length >> 8, id.length & 0xff]);
    const authData = Buffer.concat([
      authenticatorData(HAS_CREDENTIAL, wrong.counter ?? 0, wrong),
      Buffer.alloc(16),
      length,
      id,
      cose,
    ]);
    return {
      challengeId,
      response: {
        id: credential.id,
        rawId: credential.id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: clientData('webauthn.create', options.challenge, wrong),
          attestationObject: attestationObject(authData).toString('base64url'),
          transports: ['internal'],
        },
      },
    };
  }

  /** Signs with the newest credential that is allowed, as navigator.credentials.get() would. */
  assert({ challengeId, options }: AssertionCeremony, wrong: Misbehaviour = {}): AssertionAnswer {
    const allowed = options.allowCredentials?.map((credential) => credential.id);
    const credential = this.credentials.findLast((one) => allowed?.includes(one.id) ?? true);
    if (!credential) throw new Error('The authenticator has no credential that is allowed.');
    credential.counter = wrong.counter ?? credential.counter + 1;
    const authData = authenticatorData(0, credential.counter, wrong);
    const clientDataJSON = clientData('webauthn.get', options.challenge, wrong);
    const hash = createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest();
    return {
      challengeId,
      response: {
        id: credential.id,
        rawId: credential.id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON,
          authenticatorData: authData.toString('base64url'),
          signature: sign('sha256', Buffer.concat([authData, hash]), credential.key).toString('base64url'),
          userHandle: credential.userHandle,
        },
      },
    };
  }
}

function clientData(type: string, challenge: string, wrong: Misbehaviour): string {
  const data = { type, challenge, origin: wrong.origin ?? config().url, crossOrigin: false };
  return Buffer.from(JSON.stringify(data)).toString('base64url');
}

/** Web Authentication level 3, section 6.1: SHA-256 of the RP id, flags, counter. */
function authenticatorData(flags: number, counter: number, wrong: Misbehaviour): Buffer {
  const rpId = wrong.rpId ?? new URL(config().url).hostname;
  const verified = wrong.userVerified === false ? 0 : USER_VERIFIED;
  const rest = Buffer.alloc(5);
  rest.writeUInt8(flags | USER_PRESENT | verified);
  rest.writeUInt32BE(counter, 1);
  return Buffer.concat([createHash('sha256').update(rpId).digest(), rest]);
}

/** COSE_Key of an ES256 public key (RFC 9053, section 7.1.1), as CBOR. */
function coseKey(x: Buffer, y: Buffer): Buffer {
  // {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
  const head = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
  return Buffer.concat([head, x, Buffer.from([0x22, 0x58, 0x20]), y]);
}

/** {"fmt": "none", "attStmt": {}, "authData": bytes}, as CBOR. */
function attestationObject(authData: Buffer): Buffer {
  const text = (value: string) => Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
  const length = Buffer.from([0x59, authData.length >> 8, authData.length & 0xff]);
  const map = Buffer.from([0xa3]);
  const none = [text('fmt'), text('none'), text('attStmt'), Buffer.from([0xa0])];
  return Buffer.concat([map, ...none, text('authData'), length, authData]);
}
