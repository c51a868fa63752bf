'use client';

import { Button } from '@mantine/core';
import { AuthCard } from '#components/auth/auth-card.tsx';

export default function ErrorPage({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  return (
    <AuthCard
      title="This page could not be shown"
      lead="Nothing was changed. Try again; if it stays so, the server's log says why."
      foot={error.digest ? `Log reference ${error.digest}` : undefined}
    >
      <Button variant="filled" onClick={retry}>
        Try again
      </Button>
    </AuthCard>
  );
}
