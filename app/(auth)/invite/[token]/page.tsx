import type { Metadata } from 'next';
import { AuthCard } from '#components/auth/auth-card.tsx';
import { PasskeyForm } from '#components/identity/passkey-form.tsx';
import { ROLES } from '#components/identity/roles.ts';
import { findInvitation } from '#domains/identity/invitations/acceptance-ceremony.ts';
import { begin, finish } from './actions.ts';

export const metadata: Metadata = { title: 'Invitation', referrer: 'no-referrer' };

type Props = { params: Promise<{ token: string }> };

export default async function InvitationPage({ params }: Props) {
  const { token } = await params;
  const invitation = await findInvitation(token);
  if (!invitation) {
    return (
      <AuthCard title="This invitation is gone" lead="It was used or revoked, or is older than 72 hours.">
        <p>Ask whoever invited you for a new one.</p>
      </AuthCard>
    );
  }
  const role = ROLES.find((one) => one.value === invitation.role);
  return (
    <AuthCard
      title={`Join ${invitation.company}`}
      lead={`${invitation.name}, you are invited as ${role?.label.toLowerCase()}. ${role?.does}`}
      foot={`${invitation.email} · the link works once`}
    >
      <p>
        Make a passkey on this device: your fingerprint, face or PIN opens it, and there is no password to
        remember.
      </p>
      <PasskeyForm
        label="Make a passkey and join"
        begin={begin.bind(null, token)}
        finish={finish.bind(null, token)}
      />
    </AuthCard>
  );
}
