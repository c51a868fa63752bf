import type { Metadata } from 'next';
import { ApiKeyForm } from '#components/identity/api-key-form.tsx';
import { keyScopeLabel } from '#components/identity/key-scopes.ts';
import { formatInstant } from '#components/ui/age.ts';
import { Card } from '#components/ui/card.tsx';
import { ConfirmButton } from '#components/ui/confirm-button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { type Column, ListTable } from '#components/ui/list-table.tsx';
import { Status } from '#components/ui/status.tsx';
import { TwoLines } from '#components/ui/text.tsx';
import { type ApiKeyRow, listApiKeys } from '#domains/identity/api-keys/queries.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { may } from '#domains/identity/permissions.ts';
import { findWorkspace } from '#domains/identity/workspace/queries.ts';
import { read } from '#domains/run.ts';
import { systemClock } from '#lib/clock.ts';
import { create, revoke } from './actions.ts';

export const metadata: Metadata = { title: 'API keys' };

export default async function ApiKeysPage() {
  const scope = await requireSession('viewIntegrations');
  const { keys, company } = await read(scope, 'viewIntegrations', async (tx) => ({
    keys: await listApiKeys(tx),
    company: await findWorkspace(tx),
  }));
  const now = systemClock();
  const at = (instant: string) => formatInstant(instant, company.timeZone);
  const columns: Column<ApiKeyRow>[] = [
    {
      key: 'name',
      header: 'Key',
      grow: true,
      narrow: (row) => <KeyStatus row={row} now={now} />,
      cell: (row) => <TwoLines main={row.name} detail={row.scopes.map(keyScopeLabel).join(', ')} />,
    },
    { key: 'status', header: 'Status', priority: 2, cell: (row) => <KeyStatus row={row} now={now} /> },
    {
      key: 'seen',
      header: 'Last used',
      priority: 2,
      cell: (row) => (row.lastSeenAt ? at(row.lastSeenAt) : 'never'),
    },
    { key: 'until', header: 'Good until', priority: 2, cell: (row) => at(row.expiresAt) },
    { key: 'by', header: 'Made by', priority: 3, quiet: true, cell: (row) => row.createdBy },
    {
      key: 'actions',
      header: '',
      align: 'end',
      cell: (row) =>
        row.revokedAt === null &&
        may(scope.role, 'revokeApiKey') && (
          <ConfirmButton
            label="Revoke"
            danger
            question={`Revoke the key ${row.name}?`}
            consequence="Scripts that use it are refused from now on."
            confirmLabel="Revoke"
            fields={{ apiKeyId: row.id }}
            action={revoke}
          />
        ),
    },
  ];
  return (
    <>
      <Card title="API keys" note="for scripts that upload statements or read data">
        <ListTable
          label="API keys"
          columns={columns}
          rows={keys}
          rowKey={(row) => row.id}
          rowTone={(row) => (row.revokedAt === null ? undefined : 'done')}
          empty={<EmptyState title="No key yet." />}
        />
      </Card>
      {may(scope.role, 'createApiKey') && (
        <Card title="Create a key" padded>
          <ApiKeyForm create={create} />
        </Card>
      )}
    </>
  );
}

function KeyStatus({ row, now }: { row: ApiKeyRow; now: string }) {
  if (row.revokedAt !== null) return <Status>Revoked</Status>;
  if (row.expiresAt <= now) return <Status>Expired</Status>;
  return <Status tone="ok">Valid</Status>;
}
