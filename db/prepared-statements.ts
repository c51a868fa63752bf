/** Different texts that a process prepares. Each stays on every connection that met it, so there is an end to them. */
const MAX_TEXTS = 1_000;
/** A text with more parameters has lists of changing length in it: it would hardly come twice. */
const MAX_PARAMETERS = 60;

const texts = new Set<string>();

/**
 * Whether the driver should prepare this query on its connection. Drizzle never asks for it: each of its queries would be parsed and planned each
 * time, and take two round trips, since the driver first asks for the types of the parameters.
 */
export function isPrepared(text: string, parameters: number): boolean {
  if (parameters === 0 || parameters > MAX_PARAMETERS) return false;
  if (texts.has(text)) return true;
  if (texts.size >= MAX_TEXTS) return false;
  texts.add(text);
  return true;
}
