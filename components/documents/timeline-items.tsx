import type { DocumentMoment } from '#domains/treasury/reconciliation/document-history.ts';
import { Amount } from '../ui/amount.tsx';
import type { TimelineItem } from '../ui/timeline.tsx';

/** What happened to a document, newest first, in words. */
export function timelineItems(moments: readonly DocumentMoment[], currency: string): TimelineItem[] {
  return moments.toReversed().map((moment) => ({
    key: String(moment.position),
    at: moment.at,
    who: moment.who,
    ...wordsFor(moment, currency),
  }));
}

function wordsFor(
  moment: DocumentMoment,
  currency: string,
): Pick<TimelineItem, 'title' | 'detail' | 'tone' | 'href'> {
  switch (moment.kind) {
    case 'ingested':
      return { title: 'Came in from the ERP', tone: 'accent' };
    case 'rejected':
      return { title: 'Came in and was rejected', detail: moment.reasons.join('; '), tone: 'bad' };
    case 'settled':
      return {
        title: (
          <>
            Settled with <Amount amount={moment.amount} currency={currency} />
          </>
        ),
        detail: moment.byEngine ? 'Matched by the engine' : 'Confirmed by a person',
        tone: 'ok',
      };
    case 'undone':
      return { title: 'The match was taken back', detail: moment.reason ?? '', tone: 'warn' };
    default:
      return moment satisfies never;
  }
}
