'use client';

import { Button } from '@mantine/core';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Page, PageHeader } from '#components/ui/page.tsx';

/** Stands in for one page; the workspace around it keeps working. */
export default function PageError({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  return (
    <Page>
      <PageHeader title="This page could not be shown" />
      <EmptyState
        title="Nothing was changed."
        actions={
          <Button variant="filled" onClick={retry}>
            Try again
          </Button>
        }
      >
        Try again; if it stays so, the server’s log says why
        {error.digest ? ` under the reference ${error.digest}.` : '.'}
      </EmptyState>
    </Page>
  );
}
