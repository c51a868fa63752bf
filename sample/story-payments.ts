import { percentOf } from './amounts.ts';
import { latest, type Period } from './calendar.ts';
import type { Allocation, Document, Movement, StoryRole } from './model.ts';
import { movement, settlement } from './movements.ts';
import { accountOf, partnerOf } from './partners.ts';
import { customerText, germanDay, shortened, supplierText } from './remittance.ts';

const MONTHS = ['JAN', 'FEB', 'MARS', 'APRIL', 'MAJ', 'JUNI', 'JULI', 'AUG', 'SEPT', 'OKT', 'NOV', 'DEC'];

/** The rows of the last weeks that each show one situation; see story.ts for their documents. */
export function storyPayments(documents: readonly Document[], period: Period): Movement[] {
  const inRole = (role: StoryRole): Document[] => documents.filter(({ story }) => story === role);
  const one = (role: StoryRole): Document => {
    const [document] = inRole(role);
    if (!document) throw new RangeError(`The story lacks its ${role}.`);
    return document;
  };
  return [
    discountTakenLate(one('discountTakenLate'), period),
    threeInOne(inRole('threeInOne'), period),
    wireFee(one('wireFee'), period),
    withholding(one('withholding'), period),
    withoutNumber(one('withoutNumber'), period),
    ...inRole('shortNumber').map((document) => shortNumber(document, period)),
    twoAlike(one('twoAlike'), period),
    paidInPart(one('paidInPart'), period),
    ...paidAndReturned(one('paidAndReturned'), period),
  ];
}

function whole(document: Document): Allocation {
  return { externalId: document.externalId, instalment: null, amount: document.gross, difference: null };
}

function discountTakenLate(document: Document, period: Period): Movement {
  const kept = percentOf(document.gross, document.discounts[0]?.percent ?? 0);
  const purpose = `RG ${shortened(document.number)} VOM ${germanDay(document.documentDate)} ABZGL 2% SKONTO KD 10448`;
  return settlement(
    partnerOf(document.partner),
    period.back(2),
    purpose,
    [
      {
        ...whole(document),
        amount: document.gross - kept,
        difference: { reason: 'discountLate', amount: kept },
      },
    ],
    { valueDate: period.back(3) },
  );
}

function threeInOne(documents: readonly Document[], period: Period): Movement {
  return settlement(
    partnerOf('10512'),
    period.back(1),
    customerText('10512', documents),
    documents.map(whole),
  );
}

function wireFee(document: Document, period: Period): Movement {
  const fee = 2_500n;
  return settlement(partnerOf(document.partner), period.back(3), customerText('C-2041', [document]), [
    { ...whole(document), amount: document.gross - fee, difference: { reason: 'bankCharge', amount: fee } },
  ]);
}

function withholding(document: Document, period: Period): Movement {
  const kept = percentOf(document.gross, 4);
  return settlement(
    partnerOf(document.partner),
    period.back(4),
    `FATT ${shortened(document.number)} AL NETTO RITENUTA 4%`,
    [
      {
        ...whole(document),
        amount: document.gross - kept,
        difference: { reason: 'withholdingTax', amount: kept },
      },
    ],
  );
}

/** Studio Lindqvist pays 49.00 and says for which month, not for which of its three sites. */
function withoutNumber(document: Document, period: Period): Movement {
  const month = MONTHS[Number(document.documentDate.slice(5, 7)) - 1];
  return settlement(partnerOf(document.partner), period.back(4), `ABONNEMANG ${month}`, [whole(document)]);
}

/** Paid in full, but only the end of the number is cited: sure enough to propose, not to match unasked. */
function shortNumber(document: Document, period: Period): Movement {
  const partner = partnerOf(document.partner);
  const due = period.days.findLast((day) => day <= document.dueDate && day < period.last) ?? period.back(1);
  const date = latest([due, period.back(7)]);
  return settlement(partner, date, `HALDEN INV ${document.number.slice(-5)}`, [whole(document)]);
}

/** Two documents of one amount are open; the payment cites neither. */
function twoAlike(document: Document, period: Period): Movement {
  return settlement(partnerOf(document.partner), period.back(3), 'SURFACE GAUGES HG-7 THANK YOU', [
    whole(document),
  ]);
}

function paidInPart(document: Document, period: Period): Movement {
  return settlement(
    partnerOf(document.partner),
    period.back(3),
    `${customerText(document.partner, [document])} PART PAYMENT`,
    [{ ...whole(document), amount: percentOf(document.gross, 60) }],
  );
}

/** We pay a supplier; three days later the bank takes its own debit back, as the account was closed. */
function paidAndReturned(document: Document, period: Period): Movement[] {
  const partner = partnerOf(document.partner);
  const text = supplierText([document], false);
  const endToEndId = document.externalId;
  const account = accountOf(partner);
  const paid = settlement(partner, period.back(6), text, [whole(document)], { endToEndId });
  const returned = movement('returnedPayment', {
    account: partner.account,
    date: period.back(3),
    amount: document.gross,
    purpose: `RETOURE AC04 KONTO ERLOSCHEN ${text}`,
    endToEndId,
    party: { name: partner.bankName, account: account.number, bic: account.bic },
  });
  return [paid, returned];
}
