import type { ParsedRow } from '../../parsed-statement.ts';

/** Beginnings of words, in the languages that headers are read in. */
const PENDING = [
  'pending|vorgemerkt|umsatz vorgemerkt|in bearbeitung|ausstehend|en attente|[aà] venir|pendiente|en curso|in attesa|in corso',
  'non contabilizz|in afwachting|openstaand|oczekuj|nierozliczon|[čc]ekaj|nez[aá]účtov|függőben|[iî]n a[șs]teptare|pendente|venter|afventer',
  'reserv|varau|broneer|beklemede|bekliyor|в обработке|ожида|authori[sz]ed|uncleared|processing|in progress|unclaimed',
  '(?:offen|open|on hold|held|hold|placed)$',
].join('|');
const WITHOUT_EFFECT = [
  'memo$|reverted|declined|denied|fail|rejected|expired|void|removed|abgelehnt|fehlgeschlagen|storniert|abgebrochen|cancel',
  'annul|refus|échou|rechazad|anulad|rifiutat|geweigerd|geannuleerd|afgewezen|odrzucon|anulowan|zam[ií]tnut|zrušen|respins|anulat',
  'avvist|avvisad|afvist|hylätty|отклон|отмен',
].join('|');

const IS_PENDING = new RegExp(`^(?:${PENDING})`, 'iu');
const IS_WITHOUT_EFFECT = new RegExp(`^(?:${WITHOUT_EFFECT})`, 'iu');

/** What a status column says: booked, unless it says that the row is not booked yet, or never will be. */
export function statusOf(text: string): ParsedRow['status'] {
  if (IS_WITHOUT_EFFECT.test(text)) return 'information';
  return IS_PENDING.test(text) ? 'pending' : 'booked';
}
