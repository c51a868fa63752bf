'use client';

import { Button } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { Outcome } from '#domains/outcome.ts';
import { Refusal } from '../ui/alert.tsx';

/** Applies what is shown, and goes back to the file. */
export function ApplyReread({ fileId, apply }: { fileId: string; apply: () => Promise<Outcome<void>> }) {
  const router = useRouter();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function send() {
    setBusy(true);
    const outcome = await apply();
    setBusy(false);
    if (outcome.ok) router.push(`/statements/files/${fileId}`);
    else setRefusal(outcome.message);
  }

  return (
    <>
      <Button onClick={send} disabled={busy} aria-busy={busy}>
        Apply
      </Button>
      <Refusal>{refusal}</Refusal>
    </>
  );
}
