import type { StoredEvent } from '#domains/identity/audit/command-events.ts';
import { formatInstant } from '../ui/age.ts';
import { Card } from '../ui/card.tsx';
import { DefinitionList } from '../ui/definition-list.tsx';
import { formatCount } from '../ui/format-amount.ts';
import { RawText } from '../ui/text.tsx';
import classes from './audit.module.css';

const SHOWN_CHARACTERS = 20_000;

/** An event as the record holds it: what happened, around it who and when, and the hashes that link it. */
export function EventCard({ event, timeZone }: { event: StoredEvent; timeZone: string }) {
  return (
    <Card title={event.type} note={`position ${formatCount(event.position)}`} padded>
      <DefinitionList
        items={[
          { term: 'Stream', value: `${event.stream}, version ${event.streamVersion}` },
          { term: 'Schema', value: `version ${event.schemaVersion}` },
          ...(event.occurredAt === event.recordedAt
            ? []
            : [{ term: 'Occurred', value: formatInstant(event.occurredAt, timeZone) }]),
          { term: 'Recorded', value: `${formatInstant(event.recordedAt, timeZone)} (${event.recordedAt})` },
          { term: 'Hash', value: <code className={classes.hash}>{event.hash}</code> },
          { term: 'Predecessor', value: <code className={classes.hash}>{event.previousHash}</code> },
        ]}
      />
      <Json label="Data" value={event.data} open />
      <Json label="Metadata" value={event.metadata} open={false} />
    </Card>
  );
}

function Json({ label, value, open }: { label: string; value: unknown; open: boolean }) {
  const text = JSON.stringify(value, null, 2) ?? '';
  return (
    <details className={classes.json} open={open}>
      <summary>{label}</summary>
      <RawText>{text.slice(0, SHOWN_CHARACTERS)}</RawText>
      {text.length > SHOWN_CHARACTERS && (
        <p>
          The first {formatCount(SHOWN_CHARACTERS)} of {formatCount(text.length)} characters.
        </p>
      )}
    </details>
  );
}
