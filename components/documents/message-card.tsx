import type { DocumentMessage } from '#domains/erp/invoices/document-detail.ts';
import { formatInstant } from '../ui/age.ts';
import { ButtonLink } from '../ui/button-link.tsx';
import { Card } from '../ui/card.tsx';
import { DefinitionList } from '../ui/definition-list.tsx';
import { RawText } from '../ui/text.tsx';
import classes from './message-card.module.css';

export type MessageCardProps = {
  readonly message: DocumentMessage;
  readonly timeZone: string;
  /** Where the whole body is. */
  readonly bodyHref: string;
};

const SHOWN_CHARACTERS = 20_000;

/** The message in which a document came, as it was received. */
export function MessageCard({ message, timeZone, bodyHref }: MessageCardProps) {
  const { body } = message;
  const text = body === null ? null : new TextDecoder().decode(body);
  return (
    <Card title="Message" note={message.integration ?? undefined} padded>
      <DefinitionList
        columns={2}
        items={[
          { term: 'Received', value: formatInstant(message.receivedAt, timeZone) },
          { term: 'Message id', value: message.messageId },
          { term: 'SHA-256', value: message.bodySha256 },
        ]}
      />
      {text === null ? (
        <p>The body was removed when its retention ended.</p>
      ) : (
        <details className={classes.body}>
          <summary>Body as received</summary>
          <RawText>{text.slice(0, SHOWN_CHARACTERS)}</RawText>
          {text.length > SHOWN_CHARACTERS && (
            <p>This is its beginning; the message brought several documents.</p>
          )}
          <ButtonLink href={bodyHref} download>
            Download the body
          </ButtonLink>
        </details>
      )}
    </Card>
  );
}
