'use client';

import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Outcome } from '#domains/outcome.ts';
import { Refusal } from '../ui/alert.tsx';

/** Has a file read again as it is. */
export function TryAgain({ label, retry }: { label: string; retry: () => Promise<Outcome<void>> }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function send() {
    setBusy(true);
    const outcome = await retry();
    setRefusal(outcome.ok ? null : outcome.message);
    setBusy(false);
  }

  return (
    <>
      <Button onClick={send} disabled={busy} aria-busy={busy}>
        {label}
      </Button>
      <Refusal>{refusal}</Refusal>
    </>
  );
}
