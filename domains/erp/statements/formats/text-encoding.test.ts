import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { PieceDecoder } from './text-encoding.ts';

// A statement may have one letter beyond ASCII, in the purpose of one payment: its neighbours tell the set.

test.each([
  [
    'windows-1252',
    'PRÉLÈVEMENT|facture août|coût total|Solde dû au 31|Loyer où|Pagamento lunedì|Più spese|È dovuto|CITTÀ|ESPAÑA|año|niño|' +
      'operações|OPERAÇÕES|CRÊPERIE|São Paulo|AÇÚCAR|CHÈQUE|DERNIÈRE|Kø købt|Købmand|Åse Øst|Næste|Überweisung|MÜLLER|Größe',
  ],
  [
    'windows-1250',
    'Příkaz k úhradě|Čtvrtletní splátka|ČÍSLO ÚČTU|důchod|Převod měsíc|zůstatek|Könyvelő díj|Fűtés|VEVŐ|Zażółć gęślą jaźń|' +
      'KOŃCOWE|Gdańsk|Poznań|PŁATNOŚĆ|Plaćanje računa|Račun št. 5|Mária Kováčová|Splátka',
  ],
  ['cp850', 'Überweisung Größe|MÜLLER|façade été'],
  ['windows-1251', 'Оплата по счету|Плащане'],
])('%s is told by few letters', (encoding, texts) => {
  for (const text of texts.split('|')) {
    expect(new PieceDecoder().decode(iconv.encode(text, encoding).toString('latin1'))).toBe(text);
  }
});
