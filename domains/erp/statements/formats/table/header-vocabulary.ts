import type { ColumnRole } from '../reader.ts';

/**
 * What a header may say of a column: its role, or that its content has to tell. A weak date or amount serves where no better
 * one is there; an own amount is in the account's currency and goes before others; "value" may be the day or the amount,
 * "valuta" the day or the currency.
 */
export type HeaderRole =
  | ColumnRole
  | 'weakDate'
  | 'ownAmount'
  | 'ownCurrency'
  | 'weakAmount'
  | 'value'
  | 'valuta';

/**
 * What banks write above the columns, without accents, in small letters, parted by "|". Languages: English, German,
 * French, Spanish, Italian, Portuguese, Dutch, Polish, Czech, Slovak, Hungarian, Romanian, Danish, Swedish,
 * Norwegian, Finnish, Estonian, Latvian, Lithuanian, Croatian, Slovene, Turkish, Greek, Russian, Bulgarian.
 */
export const WORDS: Readonly<Partial<Record<HeaderRole, string>>> = {
  bookingDate:
    'booking date|posting date|posted date|date posted|posted|entry date|completed date|completed on|buchungstag|buchungsdatum|buchung|gebucht am|date comptable|date operation|date d operation|date de l operation|date de comptabilisation|date d execution|fecha operacion|fecha de operacion|fecha contable|f operacion|data operazione|data contabile|data movimento|data registrazione|data lancamento|data mov|data do movimento|boekdatum|boekingsdatum|uitvoeringsdatum|data operacji|data ksiegowania|data zaksiegowania|datum zauctovani|datum provedeni|datum uctovani|datum zaokruhlenia|konyveles datuma|konyvelesi datum|konyveles napja|data inregistrarii|data tranzactiei|data procesarii|bogforingsdato|bogfort|bogfort dato|bokforingsdag|bokforingsdatum|bokforingsdato|bokfort|bokfort dato|kirjauspaiva|kirjauspvm|datum knjizenja|datum knjizbe|islem tarihi|дата проводки|дата операции|дата на осчетоводяване|ημερομηνια συναλλαγης|ημ νια κινησης|kuupaev|datums|created utc|date utc|process date|settlement date|date completed utc|completed date utc|booked at|booked date|posted transactions date|post date|transaction posted date|data rozliczenia|zauctovano|datum odepsani|datum zauctovania|datum uctovania|datum pohybu|reskontradatum|konyveles|dateop|fecha mov|data op|finished on|capture date|settlement date utc|settlement date local|date de reglement utc|gramatosanas datums|дата исполнения|дата на операцията|вальор дата|buchungszeitpunkt|data de lancamento|入账日期|记账日期|date comptabilisation',
  valueDate:
    'value date|valuedate|wertstellung|wertstellungstag|wertstellungsdatum|valutadatum|valuta datum|wert|date de valeur|date valeur|valeur|fecha valor|f valor|fecha de valor|data valuta|data di valuta|data valor|data waluty|data waluty operacji|datum valuty|datum splatnosti|erteknap|ertek nap|data valutei|rentedatum|rentedato|valutadato|valutadag|valuteringsdag|rantedag|arvopaiva|maksupaiva|datum valute|valor tarihi|дата валютирования|вальор|ημερομηνια αξιας|valeur date|available on utc|available on|dateval|wertstellung valuta|valuta wertstellung|valuta date|valutering|date de la valeur utc|data transakcji waluta|datum valuty valuta|data val',
  amount:
    'amount|betrag|umsatz|montant|importe|importo|bedrag|kwota|castka|osszeg|valoare|belob|belop|belopp|maara|summa|iznos|znesek|montante|tutar|сумма|сума|ποσο|transaction amount|buchungsbetrag|umsatzbetrag|betrag in|umsatz in|kwota operacji|kwota transakcji|objem|tranzakcio osszege|bedrag in|gross|gross amount|brutto|bruto|importe operacion|importo operazione|montant de l operation|valor do movimento|amount gross|source amount|summa eur|suma operacije|credit debit amount|debit credit amount|total amount incl vat|montant total ttc|islem tutari|сумма операции|importe eur|total collected|source amount after fees|montant de la transaction|amount charged|charge amount|betrag detail kontowahrung|kwota operacji w walucie|suma tranzactiei|ποσο συναλλαγης|transaktionsbelopp|summa valuta|suma|金額|金额|交易金额|发生额|montant operation',
  debit:
    'debit|debits|debit amount|soll|belastung|belastungen|lastschrift|ausgang|ausgange|ausgaben|debet|cargo|cargos|debe|debito|debiti|uscite|dare|addebiti|addebito|saidas|saida|paid out|money out|withdrawal|withdrawals|withdrawal amount|amount debit|sortie|sorties|depenses|adeudos|gastos|pagos|obciazenia|wyplaty|wyplata|terheles|kiadas|odchozi|vydaje|ud|ut|ut fra konto|ut av konto|outflow|payments|spent|isplata|isplate|duguje|debiteringar|uttak|uttag|retiros|zulasten|afschrijving|uitgaven|borc|расход|дебет|списание|χρεωση|debits in|breme|deebet|debets|net debit nc|net debit|amount debited|amount outgoing|money out amount|addebiti euro|debit euros|uitgaand|сумма по дебету|дебит|debitos|支払い金額|お支払金額|お引出し|出金|出金額|支出|支出金额|借方|借方发生额|记账金额 支出|提出',
  credit:
    'credit|credits|credit amount|haben|gutschrift|gutschriften|eingang|eingange|einnahmen|kredit|abono|abonos|haber|credito|crediti|entrate|avere|accrediti|accredito|entradas|entrada|paid in|money in|deposit|deposits|deposit amount|amount credit|entree|entrees|recettes|ingresos|uznania|wplaty|wplata|jovairas|bevetel|prichozi|prijmy|ind|inn|inn pa konto|inflow|receipts|received|uplata|uplate|potrazuje|insattningar|innskudd|zugunsten|bijschrijving|inkomsten|alacak|приход|кредит|поступление|πιστωση|dobro|kreedit|kredits|net credit nc|net credit|amount credited|amount incoming|money in amount|accrediti euro|inkomend|сумма по кредиту|creditos|預かり金額|お預り金額|お預入れ|入金|入金額|收入|收入金额|贷方|贷方发生额|记账金额 收入|存入',
  mark: 'soll haben|sollhaben|s h|sh|soll haben kennzeichen|soll haben kz|kennzeichen|debit credit|debit or credit|dc|d c|cd|c d|cr dr|dr cr|crdr|af bij|afbij|bij af|sens|signe|credit debit indicator|debit credit indicator|creditdebitindicator|credit debit|cdtdbtind|transaction sign|wn ma|strona|kierunek|direction|plus minus|segno|signo|debe haber|debito credito|dare avere|debet kredit|debet credit|d k|деб кред|kreditni debetni|deebet kreedit|deebet kreedit d c|debet kredit d k|smer uhrady|προσημο|προσημο ποσου|πιστωση χρεωση|af bij kenmerk|debit credit mark|kd|debets kredits|收 支|借贷标志|creditdebet',
  fee: 'fee|fees|fee amount|total fees|transaction fee|gebuhr|gebuhren|entgelt|frais|comision|comisiones|commissione|commissioni|comissao|oplata|prowizja|poplatek|gebyr|avgift|commission nc|markup nc|scheme fees nc|interchange nc|stripe fee|processing fee|processing fees|source fee amount|teenustasu|комиссия|fee incl tax|transaction fees|gebuhr eur|entgelte',
  net: 'net|net amount|netto|netto betrag|nettobetrag|neto|importe neto|montant net|amount net|net total|total amount|payout|montant net encaisse|payout amount',
  balance:
    'balance|running balance|account balance|balance after|balance after transaction|ledger balance|closing balance|saldo|kontostand|saldo nach buchung|saldo nach umsatz|neuer saldo|solde|solde apres|saldo final|saldo contable|saldo contabile|saldo contabilistico|saldo despues|saldo progressivo|saldo na mutatie|saldo na trn|saldo na boeking|nieuw saldo|saldo po operacji|saldo po transakcji|saldo rachunku|zustatek|zustatek po|zostatok|egyenleg|konyvelt egyenleg|sold|sold final|sold contabil|saldo efter|bokfort saldo|bogfort saldo|saldo etter|tilikauden saldo|bakiye|остаток|баланс|салдо|υπολοιπο|stanje|jaak|atlikums|likutis|novo stanje|running bal|resulting balance|guthaben|accountbalance|saldo konta|solde comptable|current balance|novy zustatek|saldo po ksiegowaniu|konyveles utani egyenleg|bakiye tutari|saldo disponible contable|running balance amount|остаток на счете|runningbalance|disponible|saldos|残高|差引残高|余额|账户余额|結餘|餘額',
  currency:
    'currency|currency code|ccy|curr|cur|wahrung|waehrung|kontowahrung|buchungswahrung|devise|divisa|moneda|moeda|munt|muntsoort|mena|deviza|devizanem|valuuta|para birimi|doviz|валюта|νομισμα|account currency|transaction currency|monnaie|valute|posting currency|payment currency|net currency|source currency|posted currency|wahrung konto|whg|devies|munteenheid|valuta rekening|divisa cuenta|devise du compte|waluta operacji|mena uctu|valuuta kood|валута|通貨|币种|记账币种|货币|幣別|valutacode',
  account:
    'own account|account|account number|account no|account id|account iban|account name number|konto|kontonummer|kontonr|konto nr|auftragskonto|iban auftragskonto|eigene iban|iban konto|iban|compte|numero de compte|no compte|n compte|cuenta|numero de cuenta|conto|numero conto|conta|numero da conta|rekening|rekeningnummer|iban bban|rachunek|numer rachunku|nr rachunku|ucet|cislo uctu|szamlaszam|szamla|cont|numar cont|konto number|tili|tilinumero|racun|hesap|hesap no|счет|номер счета|сметка|λογαριασμος|bank account|kliendi konto|accountnum|iban kontoinhaber|iban auftraggeberkonto|iban du compte|numer rachunku karty|posted account|numero compte|iban auftraggeber konto|account no iban|klienta konts|saskaita|аккаунт|номер счета карты|customer account no|source account|账号',
  status:
    'status|state|zustand|umsatzstatus|buchungsstatus|statut|estado|stato|stan|stav|tila|durum|статус|booking status|balance impact|auswirkung auf guthaben|impact sur le solde|impacto en el saldo|transaction status|payment status|saldo effect|umsatz status|stav platby|booking state',
  description:
    'description|details|detail|text|verwendungszweck|verwendungszweck kundenreferenz|zweck|vwz|buchungsdetails|buchungsinformation|libelle|libelle operation|motif|communication|communications|objet|concepto|concepto referencia|descripcion|concepto ampliado|observaciones|movimiento|mas datos|descrizione|descrizione operazione|causale|dettagli|descricao|descritivo|omschrijving|omschrijving 1|omschrijving 2|omschrijving 3|mededelingen|mededeling|naam omschrijving|opis|opis operacji|opis transakcji|tytul|tytul operacji|tytulem|popis|popis transakce|zprava|zprava pro prijemce|poznamka|informacia|kozlemeny|megjegyzes|leiras|detalii|detalii tranzactie|descriere|descriere tranzactie|explicatii|tekst|beskrivelse|forklaring|meddelande|beskrivning|rubrik|melding|viesti|selitys|selite|selgitus|memo|narrative|narration|particulars|payment details|remittance information|remittance info|transaction description|transaction details|transaction information|aciklama|назначение платежа|описание|основание|αιτιολογια|περιγραφη|svrha|namen|paskirtis|merkis|purpose|purpose of payment|reference text|note|notes|comment|buchungstext lang|name description|notifications|beschreibung|beschreibung1|beschreibung 1|beschreibung2|beschreibung 2|beschreibung3|beschreibung 3|avisierungstext|zahlungszweck|zahlungsgrund|buchungs details|bewegungstext|text mottagare|label|libelle simplifie|libelle complet|informations complementaires|detail de l ecriture|detail ecriture|descrizione estesa|descrizione operazioni|descrizione completa|vrije mededeling|bericht|detail van de omzet|extended details|transaction memo|payment description|szczegoly|zprava pro platce|poznamky|popis pro me|upresneni|ucel platby|additional description|notes and tags|tapahtuma|viesti tiedot|moksejimo paskirtis|informacija|информация|описание операции|memo text|movimiento concepto|informacion adicional|subject|info|remarks|transaction remarks|historico|lancamento|transaction ref1|transaction ref2|transaction ref3|摘要|摘要内容|お取り扱い内容|取引内容|メモ|用途|备注|附言|商品说明|libelle complet operation',
  type: 'type|transaction type|type of transaction|buchungstext|umsatzart|umsatztyp|mutatiesoort|transactietype|transactiesoort|typ|typ operacji|rodzaj operacji|typ transakcji|type operation|type d operation|tipo|tipo operazione|tipo movimiento|typ transakce|typ pohybu|tranzakcio tipusa|tip tranzactie|transaktionstyp|type transaktion|laji|reporting category|category|bewegungstyp|vorgang|details type|type verrichting|transactie|detailed type|payment method|reattuup|tehingu tuup|rodzaj transakcji|subcategory|typ umsatz|transaction details type|druh pohybu|umsatz typ|darijuma veids|operacijos tipas|вид операции',
  counterpartyName:
    'counterparty|counterparty name|name of counterparty|payee|payee name|beneficiary|beneficiary name|beneficiary remitter|remitter|beguenstigter zahlungspflichtiger|begunstigter zahlungspflichtiger|beguenstigter auftraggeber|begunstigter auftraggeber|name zahlungsbeteiligter|zahlungsbeteiligter|auftraggeber begunstigter|auftraggeber beguenstigter|auftraggeber empfanger|auftraggeber empfaenger|empfanger auftraggeber|zahlungspflichtiger|zahlungsempfanger|zahlungsempfanger in|empfanger|empfaenger|auftraggeber|gegenpartei|partnername|name|naam|naam tegenpartij|tegenpartij|naam tegenrekening|nom|contrepartie|nom de la contrepartie|beneficiaire|beneficiario|ordenante|beneficiario ordenante|ordinante|controparte|nadawca odbiorca|odbiorca nadawca|kontrahent|dane kontrahenta|nazwa kontrahenta|nazev protiuctu|nazov protiuctu|protistrana|partner|partner neve|partner nev|ellenoldali nev|nume beneficiar|beneficiar|avsandare|mottagare|mottaker|avsender|modtager|afsender|saaja maksaja|saaja|maksaja|sender|receiver|recipient|merchant|merchant name|name address|saaja maksja nimi|platitel|primatelj|prejemnik placnik|alici|gonderen|контрагент|получатель|наименование контрагента|customer name|from name|to name|partner name|counter party|sender empfanger|empfanger 1|empfaenger 1|empfanger 2|empfaenger 2|naam van de tegenpartij|naam tegenpartij bevat|odbiorca zleceniodawca|consumer name|target name|empfangername|saaja maksja|moketojas gavejas|maksatajs sanemejs|partneris|merchant description|προς|ordenante beneficiario|creditor|debtor|counterparty description|saaja maksaja nimi|ostja|nazov protistrany|begunstigter|beguenstigter|zahlungspartner|name zahlungspartner|geschaftspartner|beneficiaire donneur d ordre|donneur d ordre|tiers|debiteur creancier|tegenpartij naam|nazwa odbiorcy|nazwa nadawcy|odbiorca|nadawca|prijemce|prijemca|kedvezmenyezett|platnik|destinatar|mottagarens namn|motpart|vastapuoli|vastapool|betalningsmottagare|opdragsgever|opdrachtgever|naam begunstigde|begunstigde|destinatario|mittente|entidad|karsi taraf|плательщик|наредител|получател|контрагент име|sender receiver name|对方户名|对方名称|交易对方|tegenrekeninghouder|navn|namn',
  counterpartyAccount:
    'counterparty account|counterparty iban|account of counterparty|iban zahlungsbeteiligter|kontonummer iban|iban kontonummer|gegenkonto|konto gegenpartei|iban gegenkonto|partner iban|tegenrekening|tegenrekening iban bban|rekening tegenpartij|beneficiary account|payee account|payee account number|iban beneficiaire|compte contrepartie|compte beneficiaire|compte de la contrepartie|cuenta beneficiario|cuenta contraparte|iban controparte|iban beneficiario|rachunek nadawcy odbiorcy|numer rachunku kontrahenta|nr rachunku kontrahenta|rachunek kontrahenta|protiucet|cislo protiuctu|ucet protistrany|partner szamlaszama|ellenoldali szamlaszam|cont beneficiar|modkonto|motkonto|mottagarkonto|til konto|fra konto|to account|from account|saajan tilinumero|saaja maksja konto|счет контрагента|account number of payee|rekeningnummer tegenpartij|protiucet a kod banky|consumer bank account|beneficiary account number|compte de contrepartie|rachunek docelowy|na konto z konta|korespondenta konts|partner kontonummer|iban konto nr|konto nr iban|protiucet iban|iban empfanger|empfangerkonto|vastaskonto|counterparty account number|partner account|sender receiver account|对方账号|tegenrekeningnummer',
  counterpartyBic:
    'bic|bic swift|swift|swift bic|bic swift code|swift code|bic zahlungsbeteiligter|bic tegenpartij|counterparty bic|bic swift code zahlungspartner|bic contrepartie|bic swift code zahlungsbeteiligter|bic blz|consumer bic|partner bic|saaja panga kood',
  reference:
    'reference|referenz|ref|kundenreferenz|customer reference|customer ref|referencia|referencia 1|riferimento|referencia cliente|kenmerk|betalingskenmerk|numer referencyjny|referens|referentie|viite|viitenumero|viitenumber|kid|kid nummer|variabilni symbol|variabilny symbol|vs|our reference|your reference|payment reference|reference number|referans|референс|merchant reference|invoice number|rechnungsnummer|gestructureerde mededeling|structured communication|order id|merchant reference1|maksajan viite|kundenreferenz end to end id|referensnummer|maksaviide',
  bankReference:
    'bank reference|bank ref|transaction id|transactionid|transaction number|transaction reference|transaction ref|id|bankreferenz|reference bancaire|reference banque|numero operation|numero d operation|transactiereferentie|transaktions id|transaktionsid|arkivreference|arkivref|arkistointitunnus|archive id|entry reference|fitid|unique id|volgnr|numer transakcji|id transakcji|id operace|id pohybu|tranzakcio azonosito|balance transaction id|номер документа|account servicer reference|psp reference|transferwise id|transaktionscode|identifikace transakce|buchungsreferenz|transaktions nr|transaktionsnr|zkb referenz|transactienummer|arhiveerimistunnus|balance transaction|numero de transaction|identifiant de transaction|transaktionsnummer|archyvo nr|confirmation number|payment id|short order id|id transakce|codigo de transaccion|codice transazione',
  endToEndId:
    'end to end id|end to end reference|endtoend|end to end|endtoendid|kundenreferenz end to end|ende zu ende referenz|end to end referenz|e2e|e2e id|eref|end to end identification',
  mandateId:
    'mandatsreferenz|mandate reference|mandate id|mandat|mandatsref|machtigingskenmerk|machtigingsnummer|mandaatreferentie|rum|reference du mandat|referencia mandato|mandato|mandatsreferenz mref|mandaatnummer',
  chequeNumber:
    'cheque number|check number|cheque no|check no|cheque|check|numero de cheque|no cheque|numero cheque|numero assegno|check or slip|check or slip number|num cheque|cheque num',
  weakDate:
    'date|datum|fecha|data|dato|transaction date|tarih|дата|ημερομηνια|paiva|pvm|paivamaara|transactiedatum|transaktionsdatum|transaktionsdag|data transakcji|tranzakcio datuma|tranzakcio ideje|started date|payment date|trans date|date transaction|fecha transaccion|datum transakcije|dan|laiks|belegdatum|beleg datum|time|date started utc|started date utc|operation date|operation date utc|operation date local|date de l operation utc|created on|created|creation date|sale date|transaction date time|date time|transaksjonsdato|transaktionsdato|transaction date utc|abschlussdatum|datum zeit|datum transakce|fecha hora|ημ νια|laiko|дата платежа|data platnosci|трансакция|transactions date|timestamp|ημερομηνια κινησης|datum spracovania|дата и час|dia|日付|年月日|取引日|お取引日|交易日期|交易时间|交易日|日期|txn date',
  ownAmount:
    'amount in account currency|account amount|settlement amount|kwota w walucie rachunku|kwota transakcji waluta rachunku|castka v mene uctu|сумма платежа|сумма в валюте счета|billing amount|amount in billing currency|betrag in kontowahrung|montant en devise du compte|importe en divisa de la cuenta|bedrag in valuta rekening|summa konto valuta',
  ownCurrency: 'settlement currency|валюта платежа|waluta rachunku|валюта счета|billing currency',
  weakAmount: 'total|brutto betrag',
  value: 'value|valor',
  valuta: 'valuta|val|waluta|valiuta',
  feeCurrency: 'fee currency|source fee currency|gebuhr wahrung|gebuhrenwahrung',
  instructedAmount:
    'orig amount|original amount|originalbetrag|amount foreign currency|betrag fremdwahrung|fremdwahrungsbetrag|local amount|foreign amount|local currency amount|customer facing amount|oorspr bedrag|originalni castka|kwota platnosci w walucie|exchange to amount|montant en devise|montant d origine|importe original|importo in valuta|amount in original currency|amount in foreign currency|ursprunglicher betrag|foreign currency amount|urspr betrag',
  instructedCurrency:
    'orig currency|original currency|originalwahrung|type foreign currency|fremdwahrung|local currency|foreign currency|customer facing currency|oorspr munt|originalni mena|exchange to|devise d origine|валюта операции|ursprungliche wahrung|gross currency',
  exchangeRate:
    'exchange rate|wechselkurs|kurs|koers|taux de change|tipo de cambio|cambio|kurz|umrechnungskurs|fx rate|курс|kurs wymiany|valutakurs|arfolyam|vaihtokurssi',
  targetAmount: 'target amount after fees',
  targetCurrency: 'target currency',
  payerName:
    'payer|payer name|zahlungspflichtige r|zahlungspflichtige|source name|auftraggebername|ordering party|sender name',
  payerAccount: 'rachunek zrodlowy|auftraggeberkonto|sender account|payer account',
  ultimateParty:
    'naam uiteindelijke partij|abweichender empfanger|ultimate debtor|ultimate creditor|ultimate party|abweichender auftraggeber',
  returnReason: 'reden retour|return reason|ruckgabegrund|ruckgabe grund|motif de rejet|motivo devolucion',
};

/** Lines that carry a balance instead of a payment, by the word that stands in one of their cells. */
export const OPENING = new Set(
  'anfangssaldo|letzter kontostand|beginning balance|algsaldo|sakuma atlikums|pradinis likutis|saldo contabile iniziale|начальное салдо|poczatkowe saldo|nyito|alter kontostand|alter saldo|startsaldo|opening balance|balance brought forward|brought forward|previous balance|saldo iniziale|solde initial|solde precedent|ancien solde|saldo inicial|saldo anterior|openingbalance|上期余额|beginsaldo|saldo poczatkowe|pocatecni zustatek|pociatocny zostatok|nyito egyenleg|sold initial|primosaldo|ingaende saldo|inngaende saldo|alkusaldo|входящий остаток'.split(
    '|',
  ),
);
export const CLOSING = new Set(
  'endsaldo|s a l d o|saldo total disponivel dia|closingbalance|ledger balance|laatste saldo|saldo contabilistico|loppsaldo|beigu atlikums|galutinis likutis|конечное салдо|neuer kontostand|neuer saldo|schlusssaldo|kontostand|closing balance|balance carried forward|carried forward|ending balance|saldo finale|solde final|nouveau solde|saldo final|eindsaldo|saldo koncowe|konecny zustatek|konecny zostatok|zaro egyenleg|sold final|ultimosaldo|utgaende saldo|loppusaldo|исходящий остаток'.split(
    '|',
  ),
);

/** Fees that their exports have in the amount already: Wise ("Total fees"), and Adyen's settlement details beside net amounts. */
export const INCLUDED_FEES = new Set(
  'total fees|commission nc|markup nc|scheme fees nc|interchange nc'.split('|'),
);

/** Columns, or several by “+”, of American Express, Discover and Citi, whose cards’ charges are written without a sign. */
export const CARD_STATEMENT = new Set(
  'card member|member name|trans date+post date|appears on your statement as|karteninhaber|erscheint auf ihrer abrechnung als|titulaire de la carte|titular de la tarjeta|titolare della carta|kaarthouder'.split(
    '|',
  ),
);

/** The sums of debits and credits that banks of the Baltic states put between the rows and the closing balance. */
export const TURNOVER = new Set('kaive|apgrozijums|apyvarta|turnover'.split('|'));
