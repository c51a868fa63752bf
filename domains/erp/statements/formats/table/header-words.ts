import { isCurrency } from '#lib/currency.ts';
import type { ColumnRole } from '../reader.ts';

/**
 * What banks write above the columns, without accents, in small letters, parted by "|". Languages: English, German,
 * French, Spanish, Italian, Portuguese, Dutch, Polish, Czech, Slovak, Hungarian, Romanian, Danish, Swedish,
 * Norwegian, Finnish, Estonian, Latvian, Lithuanian, Croatian, Slovene, Turkish, Greek, Russian, Bulgarian.
 */
const WORDS: Readonly<Partial<Record<ColumnRole, string>>> = {
  bookingDate:
    'booking date|posting date|posted date|date posted|posted|entry date|completed date|completed on|buchungstag|buchungsdatum|buchung|gebucht am|date comptable|date operation|date d operation|date de l operation|date de comptabilisation|date d execution|fecha operacion|fecha de operacion|fecha contable|f operacion|data operazione|data contabile|data movimento|data registrazione|data lancamento|data mov|data do movimento|boekdatum|boekingsdatum|uitvoeringsdatum|data operacji|data ksiegowania|data zaksiegowania|datum zauctovani|datum provedeni|datum uctovani|datum zaokruhlenia|konyveles datuma|konyvelesi datum|konyveles napja|data inregistrarii|data tranzactiei|data procesarii|bogforingsdato|bogfort|bogfort dato|bokforingsdag|bokforingsdatum|bokforingsdato|bokfort|bokfort dato|kirjauspaiva|kirjauspvm|datum knjizenja|datum knjizbe|islem tarihi|дата проводки|дата операции|дата на осчетоводяване|ημερομηνια συναλλαγης|ημ νια κινησης|kuupaev|datums|created utc|date utc|available on utc|process date|settlement date',
  valueDate:
    'value date|valuedate|value|wertstellung|wertstellungstag|wertstellungsdatum|valutadatum|valuta datum|wert|date de valeur|date valeur|valeur|fecha valor|f valor|fecha de valor|data valuta|data di valuta|data valor|data waluty|data waluty operacji|datum valuty|datum splatnosti|erteknap|ertek nap|data valutei|data valuta|rentedatum|rentedato|valutadato|valutadag|valuteringsdag|rantedag|arvopaiva|maksupaiva|datum valute|valor tarihi|valor|дата валютирования|вальор|ημερομηνια αξιας|valeur date',
  amount:
    'amount|betrag|umsatz|montant|importe|importo|bedrag|kwota|castka|suma|osszeg|valoare|belob|belop|belopp|maara|summa|iznos|znesek|montante|tutar|сумма|сума|ποσο|transaction amount|amount in account currency|account amount|buchungsbetrag|umsatzbetrag|betrag in|umsatz in|kwota operacji|kwota transakcji|kwota w walucie rachunku|castka v mene uctu|objem|tranzakcio osszege|bedrag in|gross|gross amount|brutto|bruto|importe operacion|importo operazione|montant de l operation|valor do movimento|amount gross|source amount|summa eur|suma operacije',
  debit:
    'debit|debits|debit amount|soll|belastung|belastungen|lastschrift|ausgang|ausgange|ausgaben|debet|cargo|cargos|debe|debito|debiti|uscite|dare|addebiti|addebito|saidas|saida|paid out|money out|withdrawal|withdrawals|withdrawal amount|amount debit|sortie|sorties|depenses|adeudos|gastos|pagos|obciazenia|wyplaty|wyplata|terheles|kiadas|odchozi|vydaje|ud|ut|ut fra konto|ut av konto|outflow|payments|spent|isplata|isplate|duguje|debiteringar|uttak|uttag|retiros|zulasten|afschrijving|uitgaven|borc|расход|дебет|списание|χρεωση|debits in|breme|deebet|debets',
  credit:
    'credit|credits|credit amount|haben|gutschrift|gutschriften|eingang|eingange|einnahmen|kredit|abono|abonos|haber|credito|crediti|entrate|avere|accrediti|accredito|entradas|entrada|paid in|money in|deposit|deposits|deposit amount|amount credit|entree|entrees|recettes|ingresos|uznania|wplaty|wplata|jovairas|bevetel|prichozi|prijmy|ind|inn|inn pa konto|inflow|receipts|received|uplata|uplate|potrazuje|insattningar|innskudd|zugunsten|bijschrijving|inkomsten|alacak|приход|кредит|поступление|πιστωση|dobro|kreedit|kredits',
  mark: 'soll haben|sollhaben|s h|sh|soll haben kennzeichen|soll haben kz|kennzeichen|debit credit|debit or credit|dc|d c|cd|c d|cr dr|dr cr|crdr|af bij|afbij|bij af|sens|signe|credit debit indicator|debit credit indicator|creditdebitindicator|credit debit|cdtdbtind|transaction sign|wn ma|strona|kierunek|direction|plus minus|segno|signo|debe haber|debito credito|dare avere|debet kredit|debet credit|d k|деб кред',
  fee: 'fee|fees|fee amount|total fees|transaction fee|gebuhr|gebuhren|entgelt|frais|comision|comisiones|commissione|commissioni|comissao|kosten|oplata|prowizja|poplatek|gebyr|avgift',
  net: 'net|net amount|netto|netto betrag|nettobetrag|neto|importe neto|montant net|amount net',
  balance:
    'balance|running balance|account balance|balance after|balance after transaction|ledger balance|closing balance|saldo|kontostand|saldo nach buchung|saldo nach umsatz|neuer saldo|solde|solde apres|saldo final|saldo contable|saldo contabile|saldo contabilistico|saldo despues|saldo progressivo|saldo na mutatie|saldo na trn|saldo na boeking|nieuw saldo|saldo po operacji|saldo po transakcji|saldo rachunku|zustatek|zustatek po|zostatok|egyenleg|konyvelt egyenleg|sold|sold final|sold contabil|saldo efter|bokfort saldo|bogfort saldo|saldo etter|tilikauden saldo|bakiye|остаток|баланс|салдо|υπολοιπο|stanje|jaak|atlikums|likutis|novo stanje',
  currency:
    'currency|currency code|ccy|curr|cur|wahrung|waehrung|kontowahrung|buchungswahrung|devise|divisa|moneda|moeda|munt|muntsoort|waluta|waluta rachunku|mena|deviza|devizanem|valuuta|valiuta|para birimi|doviz|валюта|νομισμα|account currency|transaction currency|monnaie|valute',
  account:
    'own account|account|account number|account no|account id|account iban|account name number|konto|kontonummer|kontonr|konto nr|auftragskonto|iban auftragskonto|eigene iban|iban konto|iban|compte|numero de compte|no compte|n compte|cuenta|numero de cuenta|conto|numero conto|conta|numero da conta|rekening|rekeningnummer|iban bban|rachunek|numer rachunku|nr rachunku|ucet|cislo uctu|szamlaszam|szamla|cont|numar cont|konto number|tili|tilinumero|racun|hesap|hesap no|счет|номер счета|сметка|λογαριασμος|bank account',
  status:
    'status|state|zustand|umsatzstatus|buchungsstatus|statut|estado|stato|stan|stav|tila|durum|статус|booking status',
  description:
    'description|details|detail|text|verwendungszweck|verwendungszweck kundenreferenz|zweck|vwz|buchungsdetails|buchungsinformation|libelle|libelle operation|motif|communication|communications|objet|concepto|descripcion|concepto ampliado|observaciones|movimiento|mas datos|descrizione|descrizione operazione|causale|dettagli|descricao|descritivo|omschrijving|omschrijving 1|omschrijving 2|omschrijving 3|mededelingen|mededeling|naam omschrijving|opis|opis operacji|opis transakcji|tytul|tytul operacji|tytulem|popis|popis transakce|zprava|zprava pro prijemce|poznamka|informacia|kozlemeny|megjegyzes|leiras|detalii|detalii tranzactie|descriere|descriere tranzactie|explicatii|tekst|beskrivelse|forklaring|meddelande|beskrivning|rubrik|melding|viesti|selitys|selite|selgitus|memo|narrative|narration|particulars|payment details|remittance information|remittance info|transaction description|transaction details|transaction information|aciklama|назначение платежа|описание|основание|αιτιολογια|περιγραφη|svrha|namen|paskirtis|merkis|purpose|purpose of payment|reference text|note|notes|comment|buchungstext lang',
  type: 'type|transaction type|type of transaction|buchungstext|umsatzart|umsatztyp|mutatiesoort|transactietype|transactiesoort|typ|typ operacji|rodzaj operacji|typ transakcji|type operation|type d operation|tipo|tipo operazione|tipo movimiento|typ transakce|typ pohybu|tranzakcio tipusa|tip tranzactie|transaktionstyp|type transaktion|laji|reporting category|category',
  counterpartyName:
    'counterparty|counterparty name|name of counterparty|payee|payee name|payer|beneficiary|beneficiary name|beneficiary remitter|remitter|beguenstigter zahlungspflichtiger|begunstigter zahlungspflichtiger|beguenstigter auftraggeber|begunstigter auftraggeber|name zahlungsbeteiligter|zahlungsbeteiligter|auftraggeber begunstigter|auftraggeber beguenstigter|auftraggeber empfanger|auftraggeber empfaenger|empfanger auftraggeber|zahlungspflichtiger|zahlungspflichtige r|zahlungsempfanger|zahlungsempfanger in|zahlungspflichtige|empfanger|empfaenger|auftraggeber|gegenpartei|partnername|name|naam|naam tegenpartij|tegenpartij|naam tegenrekening|nom|contrepartie|nom de la contrepartie|beneficiaire|beneficiario|ordenante|beneficiario ordenante|ordinante|controparte|nadawca odbiorca|odbiorca nadawca|kontrahent|dane kontrahenta|nazwa kontrahenta|nazev protiuctu|nazov protiuctu|protistrana|partner|partner neve|partner nev|ellenoldali nev|nume beneficiar|beneficiar|avsandare|mottagare|mottaker|avsender|modtager|afsender|saaja maksaja|saaja|maksaja|sender|receiver|recipient|merchant|merchant name|name address|saaja maksja nimi|platitel|primatelj|prejemnik placnik|alici|gonderen|контрагент|получатель|наименование контрагента|customer name|from name|to name',
  counterpartyAccount:
    'counterparty account|counterparty iban|account of counterparty|iban zahlungsbeteiligter|kontonummer iban|iban kontonummer|gegenkonto|konto gegenpartei|iban gegenkonto|partner iban|tegenrekening|tegenrekening iban bban|rekening tegenpartij|beneficiary account|payee account|payee account number|iban beneficiaire|compte contrepartie|compte beneficiaire|compte de la contrepartie|cuenta beneficiario|cuenta contraparte|iban controparte|iban beneficiario|rachunek nadawcy odbiorcy|numer rachunku kontrahenta|nr rachunku kontrahenta|rachunek kontrahenta|protiucet|cislo protiuctu|ucet protistrany|partner szamlaszama|ellenoldali szamlaszam|cont beneficiar|modkonto|motkonto|mottagarkonto|til konto|fra konto|to account|from account|saajan tilinumero|saaja maksja konto|счет контрагента|account number of payee',
  counterpartyBic:
    'bic|bic swift|swift|swift bic|bic swift code|swift code|bic zahlungsbeteiligter|bic tegenpartij|counterparty bic|bank code|blz|bic swift code zahlungspartner|bic contrepartie',
  reference:
    'reference|referenz|ref|kundenreferenz|customer reference|customer ref|referencia|referencia 1|riferimento|referencia cliente|kenmerk|betalingskenmerk|numer referencyjny|referens|referentie|viite|viitenumero|viitenumber|kid|kid nummer|variabilni symbol|variabilny symbol|vs|our reference|your reference|payment reference|reference number|referans|референс',
  bankReference:
    'bank reference|bank ref|transaction id|transactionid|transaction number|transaction reference|transaction ref|id|bankreferenz|reference bancaire|reference banque|numero operation|numero d operation|transactiereferentie|transaktions id|transaktionsid|arkivreference|arkivref|arkistointitunnus|archive id|entry reference|fitid|unique id|volgnr|numer transakcji|id transakcji|id operace|id pohybu|tranzakcio azonosito|balance transaction id|номер документа|account servicer reference',
  endToEndId:
    'end to end id|end to end reference|endtoend|end to end|endtoendid|kundenreferenz end to end|ende zu ende referenz|end to end referenz|e2e|e2e id|eref|end to end identification',
  mandateId:
    'mandatsreferenz|mandate reference|mandate id|mandat|mandatsref|machtigingskenmerk|machtigingsnummer|mandaatreferentie|rum|reference du mandat|referencia mandato|mandato',
  chequeNumber:
    'cheque number|check number|cheque no|check no|cheque|check|numero de cheque|no cheque|numero cheque|numero assegno|check or slip',
};

/** Dates that some files have beside the booking date; they serve where nothing better is there. */
const WEAK_DATES = new Set(
  'date|datum|fecha|data|dato|transaction date|tarih|дата|ημερομηνια|paiva|pvm|paivamaara|transactiedatum|transaktionsdatum|transaktionsdag|data transakcji|tranzakcio datuma|tranzakcio ideje|data tranzactiei|started date|payment date|trans date|date transaction|fecha transaccion|datum transakcije|dan|kuupaev|datums|laiks|belegdatum|beleg datum|time'.split(
    '|',
  ),
);

/** Words that mean the value date in one language and the currency in another: their column's content decides. */
const VALUTA = new Set(['valuta', 'val', 'waluta', 'valiuta']);

const ROLE_BY_WORD = new Map<string, ColumnRole>();
for (const [role, words] of Object.entries(WORDS)) {
  for (const word of words.split('|'))
    if (!ROLE_BY_WORD.has(word)) ROLE_BY_WORD.set(word, role as ColumnRole);
}

/** What a header cell says: its role, and the currency in it ("Betrag (EUR)"). */
export type HeaderCell = { role: ColumnRole | 'weakDate' | 'valuta' | null; currency: string | null };

const SYMBOLS: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  US$: 'USD',
  zł: 'PLN',
  Kč: 'CZK',
  Ft: 'HUF',
};

/** The currency that a sign stands for; "$", "kr" and "¥" stand for several. */
export function currencyOfSymbol(symbol: string): string | null {
  return SYMBOLS[symbol] ?? null;
}

/** What a word of a header says: which role its column has, and in which currency its amounts are. */
export function readHeaderCell(text: string): HeaderCell {
  const currency = currencyIn(text);
  if (/^\s*[+/-]{2,3}\s*$/.test(text)) return { role: 'mark', currency: null };
  const word = normaliseWord(text);
  const bare =
    currency === null
      ? word
      : normaliseWord(text.replace(new RegExp(`\\b${currency}\\b|€|£|US\\$`, 'g'), ' '));
  for (const candidate of [word, bare, bare.replace(/ (?:in|en|em|w|v)$/, '')]) {
    if (candidate === '') continue;
    if (VALUTA.has(candidate)) return { role: 'valuta', currency: null };
    const role = ROLE_BY_WORD.get(candidate);
    if (role) return { role, currency };
    if (WEAK_DATES.has(candidate)) return { role: 'weakDate', currency: null };
  }
  return { role: null, currency };
}

function currencyIn(text: string): string | null {
  for (const [symbol, code] of Object.entries(SYMBOLS))
    if (symbol.length < 3 && !/[a-z]/i.test(symbol) && text.includes(symbol)) return code;
  const code = /(?:^|[^A-Za-z])([A-Z]{3})(?![A-Za-z])/.exec(text)?.[1];
  return code && isCurrency(code) && text.trim() !== code ? code : null;
}

/** Small letters without accents and signs: "Begünstigter/Zahlungspflichtiger" → "begunstigter zahlungspflichtiger". */
export function normaliseWord(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[łøæœđıß]/g, (letter) => FOLDED[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const FOLDED: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  đ: 'd',
  ı: 'i',
  ß: 'ss',
};

/** Lines that carry a balance instead of a payment, by the word that stands in one of their cells. */
const OPENING = new Set(
  'anfangssaldo|alter kontostand|alter saldo|startsaldo|opening balance|balance brought forward|brought forward|previous balance|saldo iniziale|solde initial|solde precedent|ancien solde|saldo inicial|saldo anterior|beginsaldo|saldo poczatkowe|pocatecni zustatek|pociatocny zostatok|nyito egyenleg|sold initial|primosaldo|ingaende saldo|inngaende saldo|alkusaldo|входящий остаток'.split(
    '|',
  ),
);
const CLOSING = new Set(
  'endsaldo|neuer kontostand|neuer saldo|schlusssaldo|kontostand|closing balance|balance carried forward|carried forward|ending balance|saldo finale|solde final|nouveau solde|saldo final|eindsaldo|saldo koncowe|konecny zustatek|konecny zostatok|zaro egyenleg|sold final|ultimosaldo|utgaende saldo|loppusaldo|исходящий остаток'.split(
    '|',
  ),
);

/** What every such word has in it: a quick look before the cells are taken one by one. */
const BALANCE_WORD = /saldo|balance|forward|kontostand|solde?\b|z[ůu]statek|zostatok|egyenleg|остаток/i;

/** Whether a line may have a balance instead of a payment. */
export function mentionsBalance(line: string): boolean {
  return BALANCE_WORD.test(line);
}

/** Which balance a cell announces ("Endsaldo", "Saldo per 31.03.2026"), or null. */
export function balanceLabel(text: string): 'opening' | 'closing' | null {
  if (text.length > 60) return null;
  const word = normaliseWord(
    text.replace(
      /\b(?:vom|per|am|on|as of|au|al|del|na dzien|den)?\s*\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b/i,
      '',
    ),
  );
  return OPENING.has(word) ? 'opening' : CLOSING.has(word) ? 'closing' : null;
}

/** A line that sums up: "Total", "Summe". */
export function isTotal(text: string): boolean {
  return /^(?:total|totals|totale|totaal|totalt|summe|gesamt|gesamtsumme|sum|suma|somme|osszesen|celkem|yhteensa|toplam|итого|συνολο)(?: |$)/.test(
    normaliseWord(text),
  );
}
