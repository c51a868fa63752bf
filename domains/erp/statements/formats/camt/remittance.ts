import type { ParsedRow } from '../../parsed-statement.ts';
import { all, at, textAt, textOf } from '../xml/node.ts';
import { codeOf } from './codes.ts';
import type { CamtNode } from './elements.ts';
import { optionalMoney, referenceOf, type Warning } from './values.ts';

type Remittance = ParsedRow['remittance'];

export const NO_REMITTANCE: Remittance = {
  unstructured: null,
  structured: Object.freeze([]) as unknown as never[],
};

/** ExternalDocumentType1Code in words; other codes stay as they are. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  CINV: 'invoice',
  CMCN: 'invoice',
  MSIN: 'invoice',
  SBIN: 'invoice',
  HIRI: 'invoice',
  CREN: 'creditNote',
  DEBN: 'debitNote',
  DNFA: 'debitNote',
  PUOR: 'purchaseOrder',
  SOAC: 'statementOfAccount',
};

/** Widths at which banks cut a text into several `Ustrd`. */
const WIDTHS = new Set([27, 35, 65, 70, 140]);

/** `RmtInf`: the free text and the documents and references that it names. */
export function readRemittance(information: CamtNode | null, warnings: Warning[]): Remittance {
  if (information === null) return NO_REMITTANCE;
  const unstructured = joinText(all(information, 'Ustrd'));
  if (at(information, 'Strd') === null) return { unstructured, structured: NO_REMITTANCE.structured };
  const structured = all(information, 'Strd').flatMap((part) => readStructured(part, warnings));
  return { unstructured, structured };
}

/** Several `Ustrd` as one text: what was cut at a fixed width is joined without a blank. */
function joinText(parts: readonly CamtNode[]): string | null {
  if (parts.length <= 1) return textOf(parts[0] ?? null);
  const width = (parts[0] as CamtNode).text.length;
  const isCut = WIDTHS.has(width) && parts.slice(0, -1).every(({ text }) => text.length === width);
  const text = isCut
    ? parts.map((part) => part.text).join('')
    : parts.flatMap((part) => textOf(part) ?? []).join(' ');
  return text.replace(/\s+/g, ' ').trim() || null;
}

function readStructured(structured: CamtNode, warnings: Warning[]): Remittance['structured'] {
  const found: Remittance['structured'] = [];
  const amount = documentAmount(at(structured, 'RfrdDocAmt'), warnings);
  for (const document of all(structured, 'RfrdDocInf')) {
    const number = referenceOf(textAt(document, 'Nb') ?? textAt(document, 'RfrdDocNb'));
    if (number === null) continue;
    const type = codeOf(at(document, 'Tp', 'CdOrPrtry')) ?? codeOf(at(document, 'RfrdDocTp'));
    found.push({ type: type === null ? 'document' : (DOCUMENTS[type] ?? type), number, amount });
  }
  const reference = at(structured, 'CdtrRefInf');
  const number = referenceOf(textAt(reference, 'Ref') ?? textAt(reference, 'CdtrRef'));
  if (number !== null) {
    found.push({ type: 'creditorReference', number, amount: found.length === 0 ? amount : null });
  }
  return found;
}

/** What is paid of the document: remitted, else due. */
function documentAmount(amounts: CamtNode | null, warnings: Warning[]): string | null {
  const node = at(amounts, 'RmtdAmt') ?? at(amounts, 'DuePyblAmt');
  return optionalMoney(node, null, warnings)?.amount ?? null;
}

const NO_TEXT: readonly string[] = [];

/** What a person would read of `Strd` beside its numbers. */
export function structuredText(information: CamtNode | null): readonly string[] {
  if (at(information, 'Strd') === null) return NO_TEXT;
  return all(information, 'Strd').flatMap((part) => [
    ...all(part, 'CdtrRefInf').flatMap((info) => textAt(info, 'Ref') ?? textAt(info, 'CdtrRef') ?? []),
    ...all(part, 'RfrdDocInf').flatMap((info) => textAt(info, 'Nb') ?? textAt(info, 'RfrdDocNb') ?? []),
    ...all(part, 'AddtlRmtInf').flatMap((info) => textOf(info) ?? []),
  ]);
}
