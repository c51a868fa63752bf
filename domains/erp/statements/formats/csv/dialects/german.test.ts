import { expect, test } from 'vitest';
import { readShort } from '../../testing/csv-samples.ts';

// Headers and layouts as the banks' portals export them; names, numbers and purposes are invented.

test('Sparkasse, CAMT export: two-digit years, an info column that says what is booked', () => {
  const lines = [
    '"Auftragskonto";"Buchungstag";"Valutadatum";"Buchungstext";"Verwendungszweck";"Glaeubiger ID";"Mandatsreferenz";"Kundenreferenz (End-to-End)";"Sammlerreferenz";"Lastschrift Ursprungsbetrag";"Auslagenersatz Ruecklastschrift";"Beguenstigter/Zahlungspflichtiger";"Kontonummer/IBAN";"BIC (SWIFT-Code)";"Betrag";"Waehrung";"Info"',
    '"DE89370400440532013000";"05.03.26";"05.03.26";"KARTENZAHLUNG";"Einkauf";"";"";"";"";"";"";"Bäckerei";"DE02120300000000202051";"BYLADEM1001";"-12,50";"EUR";"Umsatz vorgemerkt"',
    '"DE89370400440532013000";"03.03.26";"03.03.26";"GUTSCHRIFT";"RG 4711";"";"";"E2E-1";"";"";"";"Müller AG";"DE02120300000000202051";"BYLADEM1001";"1.000,00";"EUR";"Umsatz gebucht"',
  ];
  expect(readShort(lines, {}, 'windows-1252')).toEqual({
    problems: [],
    statements: [
      {
        account: 'DE89370400440532013000 EUR unverifiable',
        rows: [
          '2026-03-05 | -12.50 | pending | Bäckerei | Einkauf',
          '2026-03-03 | 1000.00 | Müller AG | RG 4711',
        ],
      },
    ],
  });
});

test('VR banks: the balance after each row', () => {
  const lines = [
    'Bezeichnung Auftragskonto;IBAN Auftragskonto;BIC Auftragskonto;Bankname Auftragskonto;Buchungstag;Valutadatum;Name Zahlungsbeteiligter;IBAN Zahlungsbeteiligter;BIC (SWIFT-Code) Zahlungsbeteiligter;Buchungstext;Verwendungszweck;Betrag;Waehrung;Saldo nach Buchung;Bemerkung;Kategorie;Steuerrelevant;Glaeubiger ID;Mandatsreferenz',
    'Kontokorrent;DE89370400440532013000;COBADEFFXXX;Bank;05.03.2026;05.03.2026;Stadtwerke;DE02120300000000202051;BYLADEM1001;Basislastschrift;Strom;-80,00;EUR;920,00;;;;DE98ZZZ09999999999;M-1',
    'Kontokorrent;DE89370400440532013000;COBADEFFXXX;Bank;04.03.2026;04.03.2026;Kunde;DE02120300000000202051;BYLADEM1001;Gutschrift;RG 1;500,00;EUR;1000,00;;;;;',
  ];
  expect(readShort(lines)).toEqual({
    problems: [],
    statements: [
      {
        account: 'DE89370400440532013000 EUR verified',
        rows: ['2026-03-05 | -80.00 | Stadtwerke | Strom', '2026-03-04 | 500.00 | Kunde | RG 1'],
      },
    ],
  });
});

test('Commerzbank: the booking text is the purpose', () => {
  const lines = [
    'Buchungstag;Wertstellung;Umsatzart;Buchungstext;Betrag;Währung;IBAN Kontoinhaber;Kategorie',
    '05.03.2026;05.03.2026;Lastschrift;Stadtwerke Strom Kd 1;-80,00;EUR;DE89370400440532013000;Wohnen',
  ];
  expect(readShort(lines)).toEqual({
    problems: [],
    statements: [
      {
        account: 'DE89370400440532013000 EUR unverifiable',
        rows: ['2026-03-05 | -80.00 | – | Stadtwerke Strom Kd 1'],
      },
    ],
  });
});

test('Deutsche Bank: Soll and Haben beside an empty Betrag, balances above and below', () => {
  const lines = [
    'Umsätze Girokonto;;;Kundennummer: 100 1234567',
    '01.03.2026 - 31.03.2026',
    'Letzter Kontostand;;;;1.000,00;EUR',
    'Buchungstag;Wert;Umsatzart;Begünstigter / Auftraggeber;Verwendungszweck;IBAN / Kontonummer;BIC;Kundenreferenz;Mandatsreferenz;Gläubiger ID;Fremde Gebühren;Betrag;Abweichender Empfänger;Anzahl der Aufträge;Anzahl der Schecks;Soll;Haben;Währung',
    '05.03.2026;05.03.2026;SEPA-Lastschrift;Stadtwerke;Strom;DE02120300000000202051;BYLADEM1001;;M-1;DE98ZZZ09999999999;;;;;;-80,00;;EUR',
    '06.03.2026;06.03.2026;SEPA-Gutschrift;Kunde;RG 1;DE02120300000000202051;BYLADEM1001;;;;;;;;;;500,00;EUR',
    'Kontostand;06.03.2026;;;1.420,00;EUR',
  ];
  expect(readShort(lines)).toEqual({
    problems: [],
    statements: [
      {
        account: '? EUR verified',
        rows: ['2026-03-05 | -80.00 | Stadtwerke | Strom', '2026-03-06 | 500.00 | Kunde | RG 1'],
      },
    ],
  });
});

test('DKB: payer and payee in columns of their own, a status', () => {
  const lines = [
    '"Girokonto";"DE89370400440532013000"',
    '"Kontostand vom 06.03.2026:";"1.420,00 €"',
    '""',
    '"Buchungsdatum";"Wertstellung";"Status";"Zahlungspflichtige*r";"Zahlungsempfänger*in";"Verwendungszweck";"Umsatztyp";"IBAN";"Betrag (€)";"Gläubiger-ID";"Mandatsreferenz";"Kundenreferenz"',
    '"06.03.26";"";"Vorgemerkt";"Wir GmbH";"Laden";"Karte";"Ausgang";"DE02120300000000202051";"-5";"";"";""',
    '"05.03.26";"05.03.26";"Gebucht";"Kunde";"Wir GmbH";"RG 1";"Eingang";"DE02120300000000202051";"500";"";"";""',
  ];
  expect(readShort(lines)).toEqual({
    problems: [],
    statements: [
      {
        account: 'DE89370400440532013000 EUR unverifiable',
        rows: ['2026-03-06 | -5 | pending | Laden | Karte', '2026-03-05 | 500 | Kunde | RG 1'],
      },
    ],
  });
});

test('ING: nine lines above the header, two columns called Währung', () => {
  const lines = [
    'Umsatzanzeige;Datei erstellt am: 07.03.2026 10:00',
    '',
    'IBAN;DE89 3704 0044 0532 0130 00',
    'Kontoname;Girokonto',
    'Bank;ING',
    'Kunde;Wir GmbH',
    'Zeitraum;01.03.2026 - 07.03.2026',
    'Saldo;1.420,00;EUR',
    '',
    'Sortierung;Datum absteigend',
    '',
    'In der CSV-Datei finden Sie alle bereits gebuchten Umsätze.',
    '',
    'Buchung;Wertstellungsdatum;Auftraggeber/Empfänger;Buchungstext;Verwendungszweck;Saldo;Währung;Betrag;Währung',
    '06.03.2026;06.03.2026;Kunde;Gutschrift;RG 1;1.420,00;EUR;500,00;EUR',
    '05.03.2026;05.03.2026;Stadtwerke;Lastschrift;Strom;920,00;EUR;-80,00;EUR',
  ];
  expect(readShort(lines, {}, 'windows-1252')).toEqual({
    problems: [],
    statements: [
      {
        account: 'DE89370400440532013000 EUR verified',
        rows: ['2026-03-06 | 500.00 | Kunde | RG 1', '2026-03-05 | -80.00 | Stadtwerke | Strom'],
      },
    ],
  });
});

test('comdirect: “offen” in the place of a date that is not there yet', () => {
  const lines = [
    ';',
    '"Umsätze Girokonto";"Zeitraum: 30 Tage";',
    '"Neuer Kontostand";"1.420,00 EUR";',
    '',
    '"Buchungstag";"Wertstellung (Valuta)";"Vorgang";"Buchungstext";"Umsatz in EUR";',
    '"offen";"07.03.2026";"Kartenverfügung";"Laden";"-5,00";',
    '"06.03.2026";"06.03.2026";"Übertrag / Überweisung";"Auftraggeber: Kunde Buchungstext: RG 1";"500,00";',
    '"05.03.2026";"05.03.2026";"Lastschrift";"Stadtwerke Strom";"-80,00";',
    '',
    '"Alter Kontostand";"1.000,00 EUR";',
  ];
  expect(readShort(lines, {}, 'windows-1252')).toEqual({
    problems: [],
    statements: [
      {
        account: '? EUR verified',
        rows: [
          '2026-03-07 | -5.00 | pending | – | Laden',
          '2026-03-06 | 500.00 | – | Auftraggeber: Kunde Buchungstext: RG 1',
          '2026-03-05 | -80.00 | – | Stadtwerke Strom',
        ],
      },
    ],
  });
});

test('HypoVereinsbank, tab-separated in UTF-16', () => {
  const lines = [
    '\ufeffKontonummer\tBuchungsdatum\tValuta\tEmpfaenger 1\tEmpfaenger 2\tVerwendungszweck\tBetrag\tWaehrung',
    '12345678\t05.03.2026\t05.03.2026\tStadtwerke\tNord\tStrom\t-80,00\tEUR',
    '12345678\t06.03.2026\t06.03.2026\tKunde\t\tRG 1\t500,00\tEUR',
  ];
  expect(readShort(lines, {}, 'utf-16le')).toEqual({
    problems: [],
    statements: [
      {
        account: '12345678 EUR unverifiable',
        rows: ['2026-03-05 | -80.00 | Stadtwerke Nord | Strom', '2026-03-06 | 500.00 | Kunde | RG 1'],
      },
    ],
  });
});

test('N26: the purpose is called payment reference', () => {
  const lines = [
    '"Booking Date","Value Date","Partner Name","Partner Iban",Type,"Payment Reference","Account Name","Amount (EUR)","Original Amount","Original Currency","Exchange Rate"',
    '2026-03-05,2026-03-05,"Laden NYC","","Presentment","Coffee","Main Account",-9.20,-10.00,USD,1.0870',
    '2026-03-06,2026-03-06,"Kunde","DE02120300000000202051","Credit Transfer","RG 1","Main Account",500.00,,,',
  ];
  expect(readShort(lines)).toEqual({
    problems: [],
    statements: [
      {
        account: '? EUR unverifiable',
        rows: ['2026-03-05 | -9.20 | Laden NYC | Coffee', '2026-03-06 | 500.00 | Kunde | RG 1'],
      },
    ],
  });
});

test('George (Austria)', () => {
  const lines = [
    '\ufeff"Buchungsdatum","Partnername","Partner IBAN","BIC/SWIFT","Betrag","Währung","Buchungs-Details","Buchungsreferenz","Valutadatum"',
    '"05.03.2026","Stadtwerke","AT611904300234573201","GIBAATWW","-80,00","EUR","Strom","REF1","05.03.2026"',
    '"06.03.2026","Kunde","AT611904300234573201","GIBAATWW","1.500,00","EUR","RG 1","REF2","06.03.2026"',
  ];
  expect(readShort(lines, {}, 'utf-16le')).toEqual({
    problems: [],
    statements: [
      {
        account: '? EUR unverifiable',
        rows: ['2026-03-05 | -80.00 | Stadtwerke | Strom', '2026-03-06 | 1500.00 | Kunde | RG 1'],
      },
    ],
  });
});

test('Raiffeisen ELBA and BAWAG (Austria) have no header', () => {
  const elba = [
    '05.03.2026;Stadtwerke Strom;05.03.2026;-80,00;EUR;05.03.2026 10:11:12:123',
    '06.03.2026;Kunde RG 1;06.03.2026;500,00;EUR;06.03.2026 10:11:12:123',
  ];
  const rows = ['2026-03-05 | -80.00 | – | Stadtwerke Strom', '2026-03-06 | 500.00 | – | Kunde RG 1'];
  expect(readShort(elba)).toEqual({ problems: [], statements: [{ account: '? EUR unverifiable', rows }] });
  const bawag = [
    'AT611904300234573201;Stadtwerke Strom;05.03.2026;05.03.2026;-80,00;EUR',
    'AT611904300234573201;Kunde RG 1;06.03.2026;06.03.2026;+500,00;EUR',
  ];
  expect(readShort(bawag)).toEqual({
    problems: [],
    statements: [{ account: 'AT611904300234573201 EUR unverifiable', rows }],
  });
});

test('UBS (Switzerland): debits are negative in their own column, thousands by apostrophe', () => {
  const lines = [
    'Kontonummer:;0234 00123456.01;',
    'IBAN:;CH93 0076 2011 6238 5295 7;',
    'Von:;2026-03-01;',
    'Bis:;2026-03-31;',
    "Anfangssaldo:;1'000.00;",
    "Schlusssaldo:;1'420.00;",
    'Bewertet in:;CHF;',
    'Anzahl Transaktionen in diesem Zeitraum:;2;',
    '',
    'Abschlussdatum;Abschlusszeit;Buchungsdatum;Valutadatum;Währung;Belastung;Gutschrift;Einzelbetrag;Saldo;Transaktions-Nr.;Beschreibung1;Beschreibung2;Beschreibung3;Fussnoten;',
    "2026-03-06;10:11:12;2026-03-06;2026-03-06;CHF;;500.00;;1'420.00;T2;Kunde AG;Gutschrift;RG 1;;",
    '2026-03-05;10:11:12;2026-03-05;2026-03-05;CHF;-80.00;;;920.00;T1;Stadtwerke;Lastschrift;Strom;;',
  ];
  expect(readShort(lines)).toEqual({
    problems: [],
    statements: [
      {
        account: 'CH9300762011623852957 CHF verified',
        rows: [
          '2026-03-06 | 500.00 | – | Kunde AG Gutschrift RG 1',
          '2026-03-05 | -80.00 | – | Stadtwerke Lastschrift Strom',
        ],
      },
    ],
  });
});

test('PostFinance and Raiffeisen (Switzerland)', () => {
  const postFinance = [
    'Buchungsart:;="Alle Buchungen"',
    'Konto:;="CH9300762011623852957"',
    'Währung:;="CHF"',
    '',
    'Datum;Bewegungstyp;Avisierungstext;Gutschrift in CHF;Lastschrift in CHF;Label;Kategorie;Valuta;Saldo in CHF',
    '06.03.2026;Buchung;Kunde RG 1;500.00;;;;06.03.2026;1420.00',
    '05.03.2026;Buchung;Stadtwerke;;-80.00;;;05.03.2026;920.00',
    '',
    'Disclaimer:',
    'Dies ist kein durch die PostFinance AG erstelltes Dokument.',
  ];
  const raiffeisen = [
    'IBAN;Booked At;Text;Credit/Debit Amount;Balance;Valuta Date',
    'CH9300762011623852957;2026-03-05 00:00:00.0;Stadtwerke;-80.00;920.00;2026-03-05 00:00:00.0',
    'CH9300762011623852957;2026-03-06 00:00:00.0;Kunde RG 1;500.00;1420.00;2026-03-06 00:00:00.0',
  ];
  const rows = ['2026-03-06 | 500.00 | – | Kunde RG 1', '2026-03-05 | -80.00 | – | Stadtwerke'];
  const account = 'CH9300762011623852957 CHF verified';
  expect(readShort(postFinance)).toEqual({ problems: [], statements: [{ account, rows }] });
  expect(readShort(raiffeisen, { currency: 'CHF' })).toEqual({
    problems: [],
    statements: [{ account, rows: [...rows].reverse() }],
  });
});
