import type { Metadata } from 'next';
import { AuthCard } from '#components/auth/auth-card.tsx';
import { PasskeyForm } from '#components/identity/passkey-form.tsx';
import { recoveringPerson } from '#domains/identity/users/recovery-ceremony.ts';
import { begin, finish } from './actions.ts';

export const metadata: Metadata = { title: 'Recovery', referrer: 'no-referrer' };

type Props = { params: Promise<{ token: string }> };

export default async function RecoveryPage({ params }: Props) {
  const { token } = await params;
  const person = await recoveringPerson(token);
  if (!person) {
    return (
      <AuthCard title="This link is gone" lead="It was used, or is older than a day.">
        <p>Ask whoever runs Nexus for a new one.</p>
      </AuthCard>
    );
  }
  return (
    <AuthCard
      title={`Welcome back, ${person.name}`}
      lead={`Make a new passkey for ${person.company}. Your lost passkeys stop working, and every session of yours ends.`}
      foot={`${person.email} · the link works once`}
    >
      <PasskeyForm
        label="Make a new passkey"
        begin={begin.bind(null, token)}
        finish={finish.bind(null, token)}
      />
    </AuthCard>
  );
}
