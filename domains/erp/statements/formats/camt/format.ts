import type { FormatDefinition } from '../reader.ts';
import { type CamtMessage, MESSAGES } from './messages.ts';
import { createCamtReader } from './reader.ts';

/** camt.052, camt.053 and camt.054: an XML file with the message's element, or at least with its namespace. */
export const camt: readonly FormatDefinition[] = Object.values(MESSAGES).map(definitionOf);

function definitionOf(message: CamtMessage): FormatDefinition {
  const element = new RegExp(`<(?:[\\w.-]+:)?${message.root}(?:V\\d\\d)?[\\s/>]`);
  const number = message.format.slice(-3);
  const namespace = new RegExp(`xmlns(?::[\\w.-]+)?\\s*=\\s*["'][^"']*camt\\.${number}\\.\\d{3}`);
  return {
    format: message.format,
    recognise: ({ text }) => /^\s*</.test(text) && (element.test(text) || namespace.test(text)),
    createReader: (sink, options, head) => createCamtReader(message.format, sink, options, head),
  };
}
