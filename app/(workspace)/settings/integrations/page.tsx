import type { Metadata } from 'next';
import classes from '#components/identity/form.module.css';
import { IntegrationForm } from '#components/identity/integration-form.tsx';
import { RotateSecret } from '#components/identity/rotate-secret.tsx';
import { sourceLabel } from '#components/identity/sources.ts';
import { formatInstant } from '#components/ui/age.ts';
import { Card } from '#components/ui/card.tsx';
import { ConfirmButton } from '#components/ui/confirm-button.tsx';
import { CopyField } from '#components/ui/copy-field.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { type Column, ListTable } from '#components/ui/list-table.tsx';
import { Status } from '#components/ui/status.tsx';
import { TwoLines } from '#components/ui/text.tsx';
import { pathIdOf } from '#domains/erp/integrations/path-id.ts';
import { type IntegrationRow, listIntegrations } from '#domains/erp/integrations/queries.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { may } from '#domains/identity/permissions.ts';
import { findWorkspace } from '#domains/identity/workspace/queries.ts';
import { read } from '#domains/run.ts';
import { systemClock } from '#lib/clock.ts';
import { config } from '#lib/config.ts';
import { create, pause, resume, rotate } from './actions.ts';

export const metadata: Metadata = { title: 'Integrations' };

export default async function IntegrationsPage() {
  const scope = await requireSession('viewIntegrations');
  const { integrations, company } = await read(scope, 'viewIntegrations', async (tx) => ({
    integrations: await listIntegrations(tx, systemClock()),
    company: await findWorkspace(tx),
  }));
  const at = (instant: string) => formatInstant(instant, company.timeZone);
  const columns: Column<IntegrationRow>[] = [
    {
      key: 'name',
      header: 'Integration',
      grow: true,
      narrow: (row) => (row.status === 'active' ? 'Active' : 'Paused'),
      cell: (row) => <TwoLines main={row.name} detail={`${sourceLabel(row.source)} · by ${row.createdBy}`} />,
    },
    {
      key: 'status',
      header: 'Status',
      priority: 2,
      cell: (row) => (
        <Status tone={row.status === 'active' ? 'ok' : 'neutral'}>
          {row.status === 'active' ? 'Active' : 'Paused'}
        </Status>
      ),
    },
    {
      key: 'seen',
      header: 'Last message',
      priority: 2,
      cell: (row) => (row.lastSeenAt ? at(row.lastSeenAt) : 'none yet'),
    },
    { key: 'secrets', header: 'Signing secret', priority: 3, quiet: true, cell: (row) => secretsOf(row, at) },
    {
      key: 'actions',
      header: '',
      align: 'end',
      cell: (row) =>
        may(scope.role, 'rotateSigningSecret') && (
          <div className={classes.actions}>
            <RotateSecret integration={row} rotate={rotate} />
            <PauseButton integration={row} />
          </div>
        ),
    },
  ];
  return (
    <>
      <Card title="Integrations" note="systems that send documents, each with a signature of its own">
        <ListTable
          label="Integrations"
          columns={columns}
          rows={integrations}
          rowKey={(row) => row.id}
          empty={<EmptyState title="No system sends documents yet.">Create an integration below.</EmptyState>}
        />
      </Card>
      {may(scope.role, 'createIntegration') && (
        <Card title="Create an integration" padded>
          <IntegrationForm create={create} />
        </Card>
      )}
      {integrations.length > 0 && (
        <Card title="Webhooks" padded>
          <div className={classes.form}>
            {integrations.map(({ id, name }) => (
              <CopyField
                key={id}
                label={name}
                value={`${config().url}/api/erp/${pathIdOf(scope.tenantId, id)}/invoices`}
              />
            ))}
          </div>
        </Card>
      )}
    </>
  );
}

/** When the secret was made, and until when the one before it counts as well. */
function secretsOf({ secrets }: IntegrationRow, at: (instant: string) => string) {
  const newest = secrets.findLast((secret) => secret.retiresAt === null);
  const retiring = secrets.find((secret) => secret.retiresAt !== null);
  return (
    <TwoLines
      main={newest ? `made ${at(newest.createdAt)}` : 'none'}
      detail={retiring?.retiresAt ? `the old one counts until ${at(retiring.retiresAt)}` : undefined}
    />
  );
}

function PauseButton({ integration }: { integration: IntegrationRow }) {
  const isActive = integration.status === 'active';
  return (
    <ConfirmButton
      label={isActive ? 'Pause' : 'Resume'}
      question={`${isActive ? 'Pause' : 'Resume'} ${integration.name}?`}
      consequence={
        isActive ? 'Its messages are refused until you resume it.' : 'Its messages are taken in again.'
      }
      confirmLabel={isActive ? 'Pause' : 'Resume'}
      fields={{ integrationId: integration.id }}
      action={isActive ? pause : resume}
    />
  );
}
