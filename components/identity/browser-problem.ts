/** Why the browser did not answer a ceremony, in words for the person in front of it. */
export function browserProblem(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  switch (name) {
    case 'NotAllowedError':
      return 'The browser was told not to, or nobody answered in time. Nothing was changed; try again.';
    case 'InvalidStateError':
      return 'This device has a passkey for you already.';
    case 'SecurityError':
      return 'The browser allows no passkey at this address. Open Nexus at the address that its start printed.';
    case 'NotSupportedError':
      return 'This device cannot make the kind of passkey that is needed. Try another one, or a phone.';
    default:
      return 'The browser could not use a passkey. Nothing was changed; try again.';
  }
}
