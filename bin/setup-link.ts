import { signUpToken } from '#domains/identity/users/sign-up-link.ts';
import { originWarning } from '#domains/identity/webauthn/relying-party.ts';
import { config } from '#lib/config.ts';

/** What a start has to say about signing in: the one-time link while nobody has signed up, and a warning when passkeys do not fit the origin. */
export async function signInNotes(): Promise<string[]> {
  const notes: string[] = [];
  const token = await signUpToken();
  if (token) notes.push(`To begin, open this link once: ${config().url}/setup/${token}`);
  const warning = await originWarning();
  if (warning) notes.push(`Warning: ${warning}`);
  return notes;
}
