import type { Metadata } from 'next';
import { AuthCard } from '#components/auth/auth-card.tsx';
import { SignInButton } from '#components/identity/sign-in-button.tsx';
import { sessionOfThisRequest } from '#domains/identity/people-scopes.ts';
import { anybodySignedUp } from '#domains/identity/users/sign-up-link.ts';
import { redirect } from '#next/navigation';
import { begin } from './actions.ts';

export const metadata: Metadata = { title: 'Sign in' };

type Props = { searchParams: Promise<{ error?: string }> };

export default async function SignInPage({ searchParams }: Props) {
  if (await sessionOfThisRequest()) redirect('/');
  if (!(await anybodySignedUp())) {
    return (
      <AuthCard
        title="Nobody has signed up yet"
        lead="Open the one-time link that the start of Nexus printed in its terminal. It begins with this page’s address, followed by /setup."
      >
        <p>Closed the terminal? Each start prints a new link.</p>
      </AuthCard>
    );
  }
  const { error } = await searchParams;
  return (
    <AuthCard
      title="Sign in"
      lead="With the passkey that you made for this company."
      foot="Lost your passkey? Ask whoever runs Nexus for a recovery link."
    >
      <SignInButton begin={begin} failed={error !== undefined} />
    </AuthCard>
  );
}
