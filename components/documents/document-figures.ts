import type { DocumentFigures } from '#domains/erp/invoices/count-documents.ts';
import { addDays, type CalendarDate } from '#lib/dates.ts';
import { hrefWith, type Params } from '../ui/list-url.ts';
import type { SummaryFigure } from '../ui/summary-strip.tsx';

const PATH = '/documents';
const SIDES = [
  { direction: 'receivable', open: 'Receivables open', overdue: 'Receivables overdue' },
  { direction: 'payable', open: 'Payables open', overdue: 'Payables overdue' },
] as const;

/** The figures above the list: each filters it, or takes its filter away when it is the filter already. */
export function figuresOf(figures: DocumentFigures, params: Params, today: CalendarDate): SummaryFigure[] {
  const yesterday = addDays(today, -1);
  const link = (filter: Params) => {
    const names = ['direction', 'settlement', 'from', 'to'];
    const active = names.every((name) => (params[name] ?? '') === (filter[name] ?? ''));
    const changes = names.map((name) => [name, active ? null : (filter[name] ?? null)]);
    return { active, href: hrefWith(PATH, params, Object.fromEntries(changes)) };
  };
  const sides = SIDES.flatMap(({ direction, open, overdue }): SummaryFigure[] => [
    {
      key: `${direction} open`,
      label: open,
      ...figures.open[direction],
      ...link({ direction, settlement: 'unpaid' }),
    },
    {
      key: `${direction} overdue`,
      label: overdue,
      ...figures.overdue[direction],
      tone: figures.overdue[direction].count > 0 ? 'bad' : undefined,
      ...link({ direction, settlement: 'unpaid', to: yesterday }),
    },
  ]);
  return [
    ...sides,
    {
      key: 'rejected',
      label: 'Rejected',
      ...figures.rejected,
      tone: figures.rejected.count > 0 ? 'bad' : undefined,
      ...link({ settlement: 'rejected' }),
    },
  ];
}
