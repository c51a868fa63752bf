import type { Metadata } from 'next';
import { AuthCard } from '#components/auth/auth-card.tsx';
import { FirstRunForm } from '#components/identity/first-run-form.tsx';
import { findSetupLink } from '#domains/identity/setup-links/setup-links.ts';
import { systemClock } from '#lib/clock.ts';
import { CURRENCIES } from '#lib/currency.ts';
import { begin, finish } from './actions.ts';

export const metadata: Metadata = { title: 'Welcome', referrer: 'no-referrer' };

type Props = { params: Promise<{ token: string }> };

export default async function SetupPage({ params }: Props) {
  const { token } = await params;
  const link = await findSetupLink(token, systemClock());
  if (link?.purpose !== 'signUp') {
    return (
      <AuthCard title="This link is gone" lead="It was used already, or a newer one was printed.">
        <p>The terminal in which Nexus was started last shows the newest link.</p>
      </AuthCard>
    );
  }
  return (
    <AuthCard
      title="Welcome to Nexus"
      lead="A company, you, and one passkey. It takes a minute."
      foot="Everything stays on the machine that Nexus runs on."
    >
      <FirstRunForm
        currencies={CURRENCIES}
        timeZones={Intl.supportedValuesOf('timeZone')}
        begin={begin.bind(null, token)}
        finish={finish.bind(null, token)}
      />
    </AuthCard>
  );
}
