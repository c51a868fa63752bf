import type { Metadata } from 'next';
import Link from 'next/link';
import { readOrNotFound } from '#app/read-or-not-found.ts';
import { workspaceView } from '#app/workspace-view.ts';
import { EventCard } from '#components/audit/event-card.tsx';
import { commandLabel, resourceHref, resourceLabel } from '#components/audit/words.ts';
import { formatInstant } from '#components/ui/age.ts';
import { Card } from '#components/ui/card.tsx';
import { DefinitionList } from '#components/ui/definition-list.tsx';
import { formatCount } from '#components/ui/format-amount.ts';
import { Page, PageHeader } from '#components/ui/page.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { commandEvents } from '#domains/identity/audit/command-events.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';

export const metadata: Metadata = { title: 'Command' };

const EVENTS_PER_PAGE = 20;

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ after?: string | string[] }> };

export default async function CommandPage({ params, searchParams }: Props) {
  const scope = await requireSession('viewAudit');
  const { company } = await workspaceView(scope);
  const { id } = await params;
  const after = positionOf((await searchParams).after);
  const { command, events, nextAfter } = await readOrNotFound(scope, 'viewAudit', (tx) =>
    commandEvents(tx, id, { after, limit: EVENTS_PER_PAGE }),
  );
  const { timeZone } = company;
  const href = resourceHref(command.resource, command.resourceId);
  const count = command.lastPosition - command.firstPosition + 1;

  return (
    <Page>
      <PageHeader
        parent={<Link href="/audit">Audit</Link>}
        title={commandLabel(command.action)}
        note={`${command.who} · ${formatInstant(command.createdAt, timeZone)}`}
      />
      <Card title="Command" note={count === 1 ? '1 event' : `${formatCount(count)} events`} padded>
        <DefinitionList
          columns={2}
          items={[
            { term: 'Who', value: command.who },
            { term: 'What', value: command.action },
            {
              term: 'Resource',
              value: (
                <>
                  {resourceLabel(command.resource)}{' '}
                  {href ? <Link href={href}>{command.resourceId}</Link> : command.resourceId}
                </>
              ),
            },
            {
              term: 'Positions',
              value:
                count === 1
                  ? formatCount(command.firstPosition)
                  : `${formatCount(command.firstPosition)} to ${formatCount(command.lastPosition)}`,
            },
            { term: 'Address', value: command.ipAddress ?? '–' },
            { term: 'Session', value: command.sessionId ?? '–' },
            { term: 'Request', value: command.requestId ?? '–' },
            { term: 'Command id', value: command.id },
          ]}
        />
      </Card>
      {events.map((event) => (
        <EventCard key={event.position} event={event} timeZone={timeZone} />
      ))}
      {(after !== null || nextAfter !== null) && (
        <Pagination
          previousHref={after === null ? null : `/audit/${command.id}`}
          nextHref={nextAfter === null ? null : `/audit/${command.id}?after=${nextAfter}`}
          labels={{ previous: 'First events', next: 'Next events' }}
        />
      )}
    </Page>
  );
}

function positionOf(text: string | string[] | undefined): number | null {
  const value = Number(Array.isArray(text) ? text[0] : text);
  return Number.isSafeInteger(value) && value > 0 ? value : null;
}
