import Link from 'next/link';
import { signedAmount } from '#domains/erp/statements/signed-amount.ts';
import type { RowDetail } from '#domains/treasury/reconciliation/row-detail.ts';
import { formatDate, formatShortDate } from '#lib/dates.ts';
import { Amount } from '../ui/amount.tsx';
import { DefinitionList } from '../ui/definition-list.tsx';
import { formatAccount } from '../ui/format-account.ts';
import { MarkedTexts } from './marked-text.tsx';
import classes from './row-work.module.css';
import { partyOrText } from './words.ts';

const ANNOUNCED: Readonly<Record<string, string>> = {
  expected: 'Not booked yet: what you match here goes over to the booked row.',
  booked: 'Booked meanwhile: decide on the booked row.',
  notBooked: 'The statement of its day is here without it.',
};

/** The row as the bank gave it: party, days, amount, its whole text with what was recognised. */
export function RowHead({ detail }: { detail: RowDetail }) {
  const { party, statement, texts } = detail;
  return (
    <header className={classes.head}>
      <div className={classes.line}>
        <h2>{partyOrText({ party: party.name, text: texts[0]?.text ?? '' })}</h2>
        <span className={classes.amount}>
          <Amount amount={signedAmount(detail)} currency={detail.currency} signed />
        </span>
        <p className={classes.facts}>
          {detail.announcement === null ? 'booked' : 'announced for'} {formatDate(detail.bookingDate)}
          {detail.valueDate && ` · value ${formatShortDate(detail.valueDate)}`} · {detail.account} ·{' '}
          {detail.type.toLowerCase()} ·{' '}
          <Link href={`/statements/${statement.id}#row-${statement.rowNumber}`}>
            {statement.number ? `no. ${statement.number}, ` : ''}row {statement.rowNumber}
          </Link>
        </p>
      </div>
      {detail.announcement !== null && <p className={classes.facts}>{ANNOUNCED[detail.announcement]}</p>}
      <MarkedTexts texts={texts} />
      <Parties detail={detail} />
    </header>
  );
}

function Parties({ detail: { party, direction } }: { detail: RowDetail }) {
  const items = [
    ...(party.account
      ? [
          {
            term: direction === 'credit' ? 'From' : 'To',
            value: (
              <>
                {formatAccount(party.account)}
                <span className={classes.quiet}>
                  {party.bic && ` · ${party.bic}`}
                  {party.knownAs && ` · known account of ${party.knownAs.name}`}
                </span>
              </>
            ),
          },
        ]
      : []),
    ...(party.ultimate ? [{ term: 'On behalf of', value: party.ultimate }] : []),
  ];
  return items.length > 0 ? <DefinitionList items={items} /> : null;
}
