import { expect, test } from 'vitest';
import type { TableMapping } from '../../reader.ts';
import { readShort } from '../../testing/csv-samples.ts';

// Two rows each, −80.00 and +500.00 on a balance of 1000.00, as banks of Europe export them. Headers are theirs, the rest is
// invented. Given: the lines, what the file does not say, its character set, and what it does say of account and check.

type Dialect = {
  lines: string[];
  says: string;
  table?: TableMapping;
  encoding?: string;
  /** 2026-03-05 and 2026-03-06 unless newest first. */
  newestFirst?: boolean;
};

const DIALECTS: Readonly<Record<string, Dialect>> = {
  'Boursorama (France)': {
    lines: [
      'dateOp;dateVal;label;category;categoryParent;supplierFound;amount;comment;accountNum;accountLabel;accountbalance',
      '2026-03-05;2026-03-05;"PRLV EDF";"Energie";"Logement";"edf";-80,00;;00040123456;"Compte";1 420,00',
      '2026-03-06;2026-03-06;"VIR CLIENT";"Virement";"Revenus";"";500,00;;00040123456;"Compte";1 420,00',
    ],
    says: '00040123456 EUR unverifiable',
    table: { currency: 'EUR' },
  },
  'Crédit Agricole (France): labels over several lines, preamble, narrow spaces': {
    lines: [
      'Téléchargement du 07/03/2026;',
      '',
      'Compte de Dépôt carte n° 12345678901;',
      'Solde au 06/03/2026 1 420,00 €',
      '',
      'Liste des opérations du compte entre le 01/03/2026 et le 07/03/2026;',
      '',
      'Date;Libellé;Débit euros;Crédit euros;',
      '06/03/2026;"VIREMENT EN VOTRE FAVEUR\nCLIENT SARL ";;500,00;',
      '05/03/2026;"PRELEVEMENT\nEDF\nFACTURE 1 ";80,00;;',
      '27/02/2026;"RIEN";0,00;;',
    ],
    says: '? EUR unverifiable',
    encoding: 'windows-1252',
  },
  'Caisse d’Épargne (France)': {
    lines: [
      'Date de comptabilisation;Libelle simplifie;Libelle operation;Reference;Informations complementaires;Type operation;Categorie;Sous categorie;Debit;Credit;Date operation;Date de valeur;Pointage operation',
      '06/03/2026;CLIENT;VIR CLIENT;R2;;Virement;Revenus;Autres;;+500,00;06/03/2026;06/03/2026;0',
      '05/03/2026;EDF;PRLV EDF;R1;;Prelevement;Logement;Energie;-80,00;;05/03/2026;05/03/2026;0',
      '13/02/2026;;;;;;;;-0,00;;13/02/2026;13/02/2026;0',
    ],
    says: '? EUR unverifiable',
    table: { currency: 'EUR' },
    newestFirst: true,
  },
  'Société Générale (France)': {
    lines: [
      '="0000123456789";01/03/2026;31/03/2026;2;06/03/2026;1420,00 EUR',
      '',
      'Date de l’opération;Libellé;Détail de l’écriture;Montant de l’opération;Devise'.replaceAll('’', "'"),
      '06/03/2026;VIR;VIR CLIENT;500,00;EUR',
      '05/03/2026;PRLV;PRLV EDF;-80,00;EUR',
      '13/02/2026;RIEN;RIEN;0,00;EUR',
    ],
    says: '? EUR unverifiable',
    encoding: 'windows-1252',
    newestFirst: true,
  },
  'La Banque Postale (France): francs beside euros': {
    lines: [
      'Numéro Compte   :;0123456A020',
      'Compte tenu en  :;euros',
      'Solde (EUROS)   :;1420,00',
      'Solde (FRANCS)  :;9314,59',
      '',
      'Date;Libellé;Montant(EUROS);Montant(FRANCS)',
      '06/03/2026;"VIREMENT DE CLIENT";500,00;3279,79',
      '05/03/2026;"PRELEVEMENT EDF";-80,00;-524,77',
      '13/02/2026;"RIEN";0,00;0,00',
    ],
    says: '? EUR unverifiable',
    encoding: 'windows-1252',
    newestFirst: true,
  },
  'Banco Santander (Spain)': {
    lines: [
      'Fecha Operación;Fecha Valor;Concepto;Importe;Divisa;Saldo;Divisa;Código;Número de Documento;Referencia 1;Referencia 2;Información adicional',
      '06/03/2026;06/03/2026;Transferencia;500,00;EUR;1.420,00;EUR;071;0;;;',
      '05/03/2026;05/03/2026;Recibo luz;-80,00;EUR;920,00;EUR;072;0;;;',
    ],
    says: '? EUR verified',
    newestFirst: true,
    table: { dateOrder: 'dayFirst' },
  },
  'CaixaBank (Spain): the currency behind each amount': {
    lines: [
      'Concepto;Fecha;Importe;Saldo',
      'Transferencia;06/03/2026;+500,00EUR;+1.420,00EUR',
      'Recibo luz;05/03/2026;-80,00EUR;+920,00EUR',
      'Nada;13/02/2026;0,00EUR;+1.000,00EUR',
    ],
    says: '? EUR verified',
    newestFirst: true,
  },
  'Sabadell (Spain): pipes, no header': {
    lines: [
      '05/03/2026|RECIBO LUZ|05/03/2026|-80.00|920.00|1|',
      '06/03/2026|TRANSFERENCIA|06/03/2026|500.00|1420.00|2|',
      '13/03/2026|NADA|13/03/2026|0.00|1420.00|3|',
    ],
    says: '? EUR verified',
    table: { currency: 'EUR' },
  },
  'Intesa Sanpaolo (Italy)': {
    lines: [
      'Data contabile;Data valuta;Descrizione;Accrediti;Addebiti;Descrizione estesa;Mezzo',
      '05/03/2026;05/03/2026;Bolletta;;-80,00;ENEL;Conto',
      '06/03/2026;06/03/2026;Bonifico;500,00;;Cliente;Conto',
    ],
    says: '? EUR unverifiable',
    table: { currency: 'EUR', dateOrder: 'dayFirst' },
  },
  'Fineco (Italy)': {
    lines: [
      'Data_Operazione;Data_Valuta;Entrate;Uscite;Descrizione;Descrizione_Completa;Stato;Moneymap',
      '06/03/2026;06/03/2026;500;;Bonifico;Bonifico Cliente;Contabilizzato;',
      '05/03/2026;05/03/2026;;-80;Addebito;ENEL;Contabilizzato;',
      '13/02/2026;13/02/2026;0;;Niente;Niente;Contabilizzato;',
    ],
    says: '? EUR unverifiable',
    table: { currency: 'EUR' },
    newestFirst: true,
  },
  'Caixa Geral de Depósitos (Portugal)': {
    lines: [
      'Consultar saldos e movimentos à ordem - 07-03-2026;',
      '',
      'Conta ;0123456789 - EUR - Conta',
      'Data de início ;01-03-2026',
      '',
      'Data mov. ;Data valor ;Descrição ;Débito ;Crédito ;Saldo contabilístico ;Saldo disponível ;Categoria ;',
      '06-03-2026;06-03-2026;TRF CLIENTE ;;500,00;1.420,00;1.420,00;Diversos ;',
      '05-03-2026;05-03-2026;EDP ;80,00;;920,00;920,00;Casa ;',
      ' ; ; ; ;Saldo contabilístico ;1.420,00 EUR ; ; ;',
    ],
    says: '0123456789 EUR verified',
    encoding: 'windows-1252',
    newestFirst: true,
    table: { currency: 'EUR', dateOrder: 'dayFirst' },
  },
  'Rabobank (Netherlands)': {
    lines: [
      '"IBAN/BBAN","Munt","BIC","Volgnr","Datum","Rentedatum","Bedrag","Saldo na trn","Tegenrekening IBAN/BBAN","Naam tegenpartij","Naam uiteindelijke partij","Naam initiërende partij","BIC tegenpartij","Code","Batch ID","Transactiereferentie","Machtigingskenmerk","Incassant ID","Betalingskenmerk","Omschrijving-1","Omschrijving-2","Omschrijving-3","Reden retour","Oorspr bedrag","Oorspr munt","Koers"',
      '"NL91ABNA0417164300","EUR","RABONL2U","000000000000000001","2026-03-05","2026-03-05","-80,00","+920,00","NL02ABNA0123456789","Eneco","","","ABNANL2A","ei","","","M1","","","Stroom","","","","","",""',
      '"NL91ABNA0417164300","EUR","RABONL2U","000000000000000002","2026-03-06","2026-03-06","+500,00","+1420,00","NL02ABNA0123456789","Klant","","","ABNANL2A","cb","","","","","","Factuur 1","","","","","",""',
    ],
    says: 'NL91ABNA0417164300 EUR verified',
    encoding: 'windows-1252',
  },
  'ING in English (Netherlands)': {
    lines: [
      '"Date";"Name / Description";"Account";"Counterparty";"Code";"Debit/credit";"Amount (EUR)";"Transaction type";"Notifications";"Resulting balance";"Tag"',
      '"20260306";"Klant";"NL91ABNA0417164300";"NL02ABNA0123456789";"OV";"Credit";"500,00";"Transfer";"Factuur 1";"1420,00";""',
      '"20260305";"Eneco";"NL91ABNA0417164300";"NL02ABNA0123456789";"IC";"Debit";"80,00";"SEPA direct debit";"Stroom";"920,00";""',
    ],
    says: 'NL91ABNA0417164300 EUR verified',
    newestFirst: true,
  },
  'ABN AMRO (Netherlands): tabs, no header, the balance before and after': {
    lines: [
      '417164300\tEUR\t20260305\t1000,00\t920,00\t20260305\t-80,00\tSEPA Incasso Eneco',
      '417164300\tEUR\t20260306\t920,00\t1420,00\t20260306\t500,00\tSEPA Overboeking Klant',
    ],
    says: '417164300 EUR verified',
  },
  'KBC (Belgium)': {
    lines: [
      'Rekeningnummer;Rubrieknaam;Naam;Munt;Afschriftnummer;Datum;Omschrijving;Valuta;Bedrag;Saldo;credit;debet;rekeningnummer tegenpartij;BIC tegenpartij;Naam tegenpartij;Adres tegenpartij;gestructureerde mededeling;Vrije mededeling',
      'BE68539007547034;;WIJ NV;EUR; 2026003;06/03/2026;OVERSCHRIJVING;06/03/2026;500,00;1420,00;500,00;;BE71096123456769;GKCCBEBB;Klant;;***123/4567/89002***;',
      'BE68539007547034;;WIJ NV;EUR; 2026003;05/03/2026;DOMICILIERING;05/03/2026;-80,00;920,00;;-80,00;BE71096123456769;GKCCBEBB;Luminus;;;Stroom',
    ],
    says: 'BE68539007547034 EUR verified',
    newestFirst: true,
    table: { dateOrder: 'dayFirst' },
  },
  'Belfius (Belgium)': {
    lines: [
      'Boekingsdatum vanaf;01/03/2026',
      'Boekingsdatum tot en met;31/03/2026',
      'Laatste saldo;1.420,00 EUR',
      ';',
      'Rekening;Boekingsdatum;Afschriftnummer;Transactienummer;Rekening tegenpartij;Naam tegenpartij bevat;Straat en nummer;Postcode en plaats;Transactie;Valutadatum;Bedrag;Devies;BIC;Landcode;Mededelingen',
      'BE68539007547034;06/03/2026;3;2;BE71096123456769;Klant;;;OVERSCHRIJVING;06/03/2026;500,00;EUR;GKCCBEBB;BE;Factuur 1',
      'BE68539007547034;05/03/2026;3;1;BE71096123456769;Luminus;;;DOMICILIERING;05/03/2026;-80,00;EUR;GKCCBEBB;BE;Stroom',
    ],
    says: 'BE68539007547034 EUR unverifiable',
    newestFirst: true,
  },
  'mBank (Poland): a long preamble, “#” before each header': {
    lines: [
      'mBank S.A. Bankowość Detaliczna;',
      '#Klient;',
      'WE SP. Z O.O.;',
      '#Za okres:;',
      '01.03.2026;31.03.2026;',
      '#Data operacji;#Opis operacji;#Rachunek;#Kategoria;#Kwota;',
      '2026-03-06;"PRZELEW KLIENT";"eKonto 1234";"Wpływy";500,00 PLN;;',
      '2026-03-05;"RACHUNEK ZA PRĄD";"eKonto 1234";"Dom";-80,00 PLN;;',
    ],
    says: 'eKonto 1234 PLN unverifiable',
    encoding: 'windows-1250',
    newestFirst: true,
  },
  'PKO BP (Poland): more cells than headers': {
    lines: [
      '"Data operacji","Data waluty","Typ transakcji","Kwota","Waluta","Saldo po transakcji","Opis transakcji","","",""',
      '"2026-03-06","2026-03-06","Przelew","+500.00","PLN","+1420.00","Nadawca: Klient","Tytuł: FV 1","",""',
      '"2026-03-05","2026-03-05","Zlecenie","-80.00","PLN","+920.00","Odbiorca: PGE","Tytuł: Prąd","",""',
    ],
    says: '? PLN verified',
    encoding: 'windows-1250',
    newestFirst: true,
  },
  'Pekao (Poland)': {
    lines: [
      'Data księgowania;Data waluty;Nadawca / Odbiorca;Adres nadawcy / odbiorcy;Rachunek źródłowy;Rachunek docelowy;Tytułem;Kwota operacji;Waluta;Numer referencyjny;Typ operacji;Kategoria',
      '06.03.2026;06.03.2026;Klient;;;;FV 1;500,00;PLN;R2;PRZELEW;',
      '05.03.2026;05.03.2026;PGE;;;;Prąd;-80,00;PLN;R1;PRZELEW;',
    ],
    says: '? PLN unverifiable',
    newestFirst: true,
  },
  'ING (Poland): four columns called Waluta, accounts behind an apostrophe': {
    lines: [
      '"Data transakcji";"Data księgowania";"Dane kontrahenta";"Tytuł";"Nr rachunku";"Nazwa banku";"Szczegóły";"Nr transakcji";"Kwota transakcji (waluta rachunku)";"Waluta";"Kwota blokady/zwolnienie blokady";"Waluta";"Kwota płatności w walucie";"Waluta";"Konto";"Saldo po transakcji";"Waluta";;',
      `2026-03-06;2026-03-06;"Klient";"FV 1";'12345678901234567890123456';"mBank";"PRZELEW";"2";500,00;PLN;;;;;"Konto 1";1420,00;PLN;;`,
      `2026-03-05;2026-03-05;"PGE";"Prad";'12345678901234567890123457';"mBank";"PRZELEW";"1";-80,00;PLN;;;;;"Konto 1";920,00;PLN;;`,
    ],
    says: '? PLN verified',
    encoding: 'windows-1250',
    newestFirst: true,
  },
  'ČSOB (Czechia)': {
    lines: [
      'číslo účtu;datum zaúčtování;částka;měna;zůstatek;číslo účtu protiúčtu;kód banky protiúčtu;název účtu protiúčtu;konstantní symbol;variabilní symbol;specifický symbol;označení operace;ID transakce;poznámka',
      '123456789/0300;05.03.2026;-80,00;CZK;920,00;111;0100;ČEZ;;4711;;Platba;1;Elektřina',
      '123456789/0300;06.03.2026;500,00;CZK;1420,00;112;0100;Zákazník;;4712;;Příchozí;2;FA',
    ],
    says: '123456789/0300 CZK verified',
    encoding: 'windows-1250',
  },
  'Fio (Czechia)': {
    lines: [
      '"accountId";"2000000000"',
      '"bankId";"2010"',
      '"currency";"CZK"',
      '',
      '"ID pohybu";"Datum";"Objem";"Měna";"Protiúčet";"Název protiúčtu";"Kód banky";"Název banky";"KS";"VS";"SS";"Uživatelská identifikace";"Zpráva pro příjemce";"Typ";"Provedl";"Upřesnění";"Komentář";"BIC";"ID pokynu"',
      '"1";"05.03.2026";"-80,00";"CZK";"1234567890";"ČEZ";"0100";"KB";"";"4711";"";"";"Elektřina";"Platba";"";"";"";"";"9"',
      '"2";"06.03.2026";"500,00";"CZK";"1234567891";"Zákazník";"0100";"KB";"";"4712";"";"";"FA 1";"Příjem";"";"";"";"";"10"',
    ],
    says: '2000000000 CZK unverifiable',
  },
  'Tatra banka (Slovakia)': {
    lines: [
      'Dátum spracovania;Dátum zaúčtovania;Suma;Mena;Popis;Variabilný symbol;Názov protiúčtu',
      '05.03.2026;05.03.2026;-80,00;EUR;Elektrina;4711;ZSE',
      '06.03.2026;06.03.2026;500,00;EUR;FA 1;4712;Zákazník',
    ],
    says: '? EUR unverifiable',
    encoding: 'windows-1250',
  },
  'OTP (Hungary): no header, T and J': {
    lines: [
      '"117630000000000100000000";"T";-80;"HUF";20260305;20260305;920;"111000001111111122222222";"MVM";"Áram";"";"";"ÁTUTALÁS"',
      '"117630000000000100000000";"J";500;"HUF";20260306;20260306;1420;"111000001111111122222222";"Vevő";"Számla";"";"";"ÁTUTALÁS"',
      '"117630000000000100000000";"J";1;"HUF";20260307;20260307;1421;"111000001111111122222222";"Vevő";"Számla";"";"";"ÁTUTALÁS"',
    ],
    says: '117630000000000100000000 HUF verified',
    encoding: 'windows-1250',
  },
  'Banca Transilvania (Romania)': {
    lines: [
      'Cont:,RO49AAAA1B31007593840000',
      'Data tranzactie,Data valuta,Descriere,Referinta tranzactiei,Debit,Credit,Sold contabil',
      '2026-03-06,2026-03-06,"Incasare OP",R2,,"500.00","1,420.00"',
      '2026-03-05,2026-03-05,"Plata energie",R1,"-80.00",,"920.00"',
    ],
    says: 'RO49AAAA1B31007593840000 RON verified',
    newestFirst: true,
    table: { currency: 'RON' },
  },
  'Nordea (Finland): tabs': {
    lines: [
      'Tilinumero\tFI2112345600000785',
      '',
      'Kirjauspäivä\tArvopäivä\tMaksupäivä\tMäärä\tSaaja/Maksaja\tTilinumero\tBIC\tTapahtuma\tViite\tMaksajan viite\tViesti\tKortinnumero\tKuitti\t',
      '05.03.2026\t05.03.2026\t05.03.2026\t-80,00\tHelen\tFI1410093000123458\tNDEAFIHH\tItsepalvelu\t\t\tSähkö\t\t\t',
      '06.03.2026\t06.03.2026\t06.03.2026\t500,00\tAsiakas\tFI1410093000123458\tNDEAFIHH\tPano\t1232\t\t\t\t\t',
    ],
    says: 'FI2112345600000785 EUR unverifiable',
    table: { currency: 'EUR' },
    encoding: 'windows-1252',
  },
  'Swedbank (Sweden): a remark above, Valuta is the currency': {
    lines: [
      '* Transaktioner Period 2026-03-01 – 2026-03-07 Skapad 2026-03-07 10:00 CET',
      'Radnummer,Clearingnummer,Kontonummer,Produkt,Valuta,Bokföringsdag,Transaktionsdag,Valutadag,Referens,Beskrivning,Belopp,Bokfört saldo',
      '1,81059,1234567,"Företagskonto",SEK,2026-03-06,2026-03-06,2026-03-06,"Kund","Faktura 1",500.00,1420.00',
      '2,81059,1234567,"Företagskonto",SEK,2026-03-05,2026-03-05,2026-03-05,"Vattenfall","El",-80.00,920.00',
    ],
    says: '1234567 SEK verified',
    encoding: 'windows-1252',
    newestFirst: true,
  },
  'SEB (Sweden)': {
    lines: [
      'Bokföringsdatum;Valutadatum;Verifikationsnummer;Text/mottagare;Belopp;Saldo',
      '2026-03-06;2026-03-06;5490990004;KUND;500,00;1420,00',
      '2026-03-05;2026-03-05;5490990003;VATTENFALL;-80,00;920,00',
    ],
    says: '? SEK verified',
    table: { currency: 'SEK' },
    newestFirst: true,
  },
  'Danske Bank (Denmark)': {
    lines: [
      '"Dato";"Tekst";"Beløb";"Saldo";"Status";"Afstemt"',
      '"05.03.2026";"Elregning";"-80,00";"920,00";"Udført";"Nej"',
      '"06.03.2026";"Kunde";"500,00";"1.420,00";"Udført";"Nej"',
    ],
    says: '? DKK verified',
    table: { currency: 'DKK' },
    encoding: 'windows-1252',
  },
  'DNB (Norway): out of and into the account': {
    lines: [
      '"Dato";"Forklaring";"Rentedato";"Ut fra konto";"Inn på konto"',
      '"05.03.2026";"Strøm";"05.03.2026";"80,00";""',
      '"06.03.2026";"Kunde";"06.03.2026";"";"500,00"',
    ],
    says: '? NOK unverifiable',
    table: { currency: 'NOK' },
  },
  'Swedbank (Estonia): opening, turnover and closing in rows of their own, K and D': {
    lines: [
      '"Kliendi konto";"Reatüüp";"Kuupäev";"Saaja/Maksja";"Selgitus";"Summa";"Valuuta";"Deebet/Kreedit";"Arhiveerimistunnus";"Tehingu tüüp";"Viitenumber";"Dokumendi number";',
      '"EE382200221020145685";"10";"05.03.2026";"";"Algsaldo";"1000,00";"EUR";"K";"";"AS";"";"";',
      '"EE382200221020145685";"20";"05.03.2026";"Eesti Energia";"Elekter";"80,00";"EUR";"D";"2026030500000001";"MK";"";"1";',
      '"EE382200221020145685";"20";"06.03.2026";"Klient";"Arve 1";"500,00";"EUR";"K";"2026030600000001";"MK";"";"2";',
      '"EE382200221020145685";"82";"06.03.2026";"";"Käive";"80,00";"EUR";"D";"";"K2";"";"";',
      '"EE382200221020145685";"82";"06.03.2026";"";"Käive";"500,00";"EUR";"K";"";"K2";"";"";',
      '"EE382200221020145685";"86";"06.03.2026";"";"lõppsaldo";"1420,00";"EUR";"K";"";"LS";"";"";',
    ],
    says: 'EE382200221020145685 EUR verified',
  },
  'Barclays (United Kingdom)': {
    lines: [
      'Number,Date,Account,Amount,Subcategory,Memo',
      '\t ,06/03/2026,20-00-00 12345678,500.00,Counter Credit,CUSTOMER INV 1',
      '\t ,05/03/2026,20-00-00 12345678,-80.00,Direct Debit,ENERGY CO',
      '\t ,13/02/2026,20-00-00 12345678,0.00,Counter Credit,NOTHING',
    ],
    says: '20-00-00 12345678 GBP unverifiable',
    table: { currency: 'GBP' },
    newestFirst: true,
  },
  'NatWest (United Kingdom): “Value” is the amount': {
    lines: [
      'Date, Type, Description, Value, Balance, Account Name, Account Number',
      '06 Mar 2026,BAC,"CUSTOMER , INV 1",500.00,1420.00,"WE LTD","600001-12345678"',
      '05 Mar 2026,D/D,"ENERGY CO",-80.00,920.00,"WE LTD","600001-12345678"',
    ],
    says: '600001-12345678 GBP verified',
    table: { currency: 'GBP' },
    newestFirst: true,
  },
  'Lloyds (United Kingdom)': {
    lines: [
      'Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,Debit Amount,Credit Amount,Balance,',
      "06/03/2026,FPI,'30-00-00,12345678,CUSTOMER INV 1,,500.00,1420.00,",
      "05/03/2026,DD,'30-00-00,12345678,ENERGY CO,80.00,,920.00,",
    ],
    says: '12345678 GBP verified',
    table: { currency: 'GBP', dateOrder: 'dayFirst' },
    newestFirst: true,
  },
  'Monzo (United Kingdom): amounts twice': {
    lines: [
      'Transaction ID,Date,Time,Type,Name,Emoji,Category,Amount,Currency,Local amount,Local currency,Notes and #tags,Address,Receipt,Description,Category split,Money Out,Money In',
      'tx_1,05/03/2026,10:00:00,Direct Debit,Energy Co,,Bills,-80.00,GBP,-80.00,GBP,Power,,,ENERGY CO,,-80.00,',
      'tx_2,06/03/2026,10:00:00,Faster payment,Customer,,Income,500.00,GBP,500.00,GBP,INV 1,,,INV 1,,,500.00',
      'tx_3,13/03/2026,10:00:00,Card payment,Check,,Income,0.00,GBP,0.00,GBP,,,,CHECK,,,0.00',
    ],
    says: '? GBP unverifiable',
  },
  'Nationwide (United Kingdom): pounds by their sign alone': {
    lines: [
      '"Account Name:","FlexAccount ****12345"',
      '"Account Balance:","£1,420.00"',
      '"Available Balance: ","£1,420.00"',
      '',
      '"Date","Transaction type","Description","Paid out","Paid in","Balance"',
      '"06 Mar 2026","Bank credit","Customer","","£500.00","£1,420.00"',
      '"05 Mar 2026","Direct debit","Energy Co","£80.00","","£920.00"',
    ],
    says: 'FlexAccount ****12345 GBP verified',
    encoding: 'windows-1252',
    newestFirst: true,
  },
  'AIB (Ireland)': {
    lines: [
      'Posted Account, Posted Transactions Date, Description, Debit Amount, Credit Amount,Balance,Posted Currency,Transaction Type,Local Currency Amount,Local Currency',
      '"12345678","05/03/2026","ENERGY CO","80.00",,"920.00",EUR,"Direct Debit","80.00",EUR',
      '"12345678","06/03/2026","CUSTOMER",,"500.00","1420.00",EUR,"Credit","500.00",EUR',
    ],
    says: '12345678 EUR verified',
    table: { dateOrder: 'dayFirst' },
  },
  'Alpha Bank (Greece): a column for the sign': {
    lines: [
      'Α/Α;Ημερομηνία;Αιτιολογία;Κατάστημα;Ποσό;Πρόσημο ποσού',
      '1;05/03/2026;ΔΕΗ;101;80,00;Χ',
      '2;06/03/2026;ΠΕΛΑΤΗΣ;101;500,00;Π',
      '3;13/03/2026;ΤΙΠΟΤΑ;101;0,00;Π',
    ],
    says: '? EUR unverifiable',
    table: { currency: 'EUR' },
    encoding: 'windows-1253',
  },
  'Garanti (Türkiye)': {
    lines: [
      'Tarih;Açıklama;Etiket;Tutar;Bakiye;Dekont No',
      '05/03/2026;Elektrik;Fatura;-80,00;920,00;1',
      '06/03/2026;Müşteri;Gelen;500,00;1.420,00;2',
    ],
    says: '? TRY verified',
    table: { currency: 'TRY', dateOrder: 'dayFirst' },
    encoding: 'windows-1254',
  },
  'a Russian bank in Windows-1251': {
    lines: [
      'Дата операции;Номер документа;Дебет;Кредит;Контрагент;Назначение платежа',
      '05.03.2026;1;80,00;;Энергосбыт;Оплата по договору',
      '06.03.2026;2;;500,00;Клиент;Оплата по счёту',
    ],
    says: '? RUB unverifiable',
    table: { currency: 'RUB' },
    encoding: 'windows-1251',
  },
  'a Bulgarian bank': {
    lines: [
      'Дата;Вальор;Основание;Дебит;Кредит;Валута',
      '05.03.2026;05.03.2026;Ток;80,00;;BGN',
      '06.03.2026;06.03.2026;Клиент;;500,00;BGN',
    ],
    says: '? BGN unverifiable',
    encoding: 'windows-1251',
  },
};

test.each(Object.entries(DIALECTS))('%s', (_, { lines, says, table, encoding, newestFirst = false }) => {
  const file = readShort(lines, table, encoding);
  expect(file.problems).toEqual([]);
  expect(file.statements.map(({ account }) => account)).toEqual([says]);
  const moved = file.statements
    .flatMap(({ rows }) => rows)
    .map((row) => row.split(' | '))
    .filter(([, amount = '']) => /[2-9]/.test(amount))
    .map(([date, amount, name, text]) => {
      expect(name !== '–' || text !== '–', 'a name or a purpose').toBe(true);
      return `${date} ${amount?.replace('.00', '')}`;
    });
  const expected = ['2026-03-05 -80', '2026-03-06 500'];
  const sorted = newestFirst || moved[0] === expected[1] ? expected.reverse() : expected;
  expect(moved).toEqual(sorted);
});
