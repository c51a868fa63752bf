import { previousBusinessDay } from '#lib/business-days.ts';
import { addDays, type CalendarDate } from '#lib/dates.ts';
import type { Period } from './calendar.ts';
import type { StoryRole } from './model.ts';
import { type Order, orderOf } from './orders.ts';
import { partnerOf } from './partners.ts';

/**
 * The documents behind what the workbench shows in the last weeks: each is there to make one situation.
 * Their payments are in story-payments.ts; days count back from the last business day.
 */
export function storyOrders(period: Period): Order[] {
  const before = (back: number, days: number): CalendarDate =>
    previousBusinessDay(addDays(period.back(back), 1 - days));
  const order = (
    partner: string,
    day: CalendarDate,
    quantity: number,
    unitPrice: bigint,
    story: StoryRole,
    description: string,
  ) => orderOf(partnerOf(partner), day, [{ description, quantity, unitPrice }], { story });

  return [
    order('10448', before(2, 16), 1, 100_000n, 'discountTakenLate', 'Surface gauge HG-7, refurbished'),
    order('10512', before(1, 33), 1, 485_000n, 'threeInOne', 'Autocollimator AC-200'),
    order('10512', before(1, 31), 3, 42_500n, 'threeInOne', 'Calibration with certificate'),
    order('10512', before(1, 28), 4, 38_640n, 'threeInOne', 'Optical flat, 50 mm, λ/20'),
    order('C-2041', before(3, 32), 2, 500_000n, 'wireFee', 'Autocollimator AC-200, pre-owned'),
    order('10690', before(4, 62), 1, 1_290_000n, 'withholding', 'Laser interferometer HL-40'),
    order('10603', before(2, 44), 1, 880_000n, 'shortNumber', 'Autocollimator AC-200'),
    order('10448', before(1, 30), 1, 312_400n, 'shortNumber', 'Surface gauge HG-7, motorised'),
    order('10512', before(5, 32), 2, 256_700n, 'shortNumber', 'Optical table, small'),
    order('C-2041', before(2, 29), 1, 845_500n, 'shortNumber', 'Autocollimator AC-200, with stand'),
    order('10690', before(4, 61), 3, 151_300n, 'shortNumber', 'Surface gauge HG-7, long reach'),
    order('10781', before(1, 27), 1, 227_500n, 'shortNumber', 'Calibration of a surface plate'),
    order('10603', before(6, 46), 1, 1_364_000n, 'shortNumber', 'Optical table, small'),
    order('10781', before(3, 35), 2, 72_000n, 'twoAlike', 'Surface gauge HG-7'),
    order('10781', before(3, 30), 2, 72_000n, 'twoAlike', 'Surface gauge HG-7'),
    order('10734', before(3, 58), 2, 485_000n, 'paidInPart', 'Autocollimator AC-200'),
    order('70031', before(6, 29), 20, 21_430n, 'paidAndReturned', 'Łożysko wrzecionowe 7008 C'),
    order('70044', before(40, 3), 30, 8_640n, 'sameNumber', 'Lente asférica Ø 25 mm'),
    order('70058', before(40, 3), 25, 7_215n, 'sameNumber', 'Netzteil 24 V, 5 A'),
    order('70044', before(7, 50), 12, 31_275n, 'inDispute', 'Beam splitter, coated'),
  ];
}
