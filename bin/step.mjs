/** Seconds as a person reads them: `0.4 s`, `12 s`, `2 min 5 s`. @param {number} ms */
export function duration(ms) {
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * Runs one step of a longer procedure and prints it as one line with its duration. While it takes long, a terminal
 * shows the seconds passing and a log gets a dot every five seconds.
 * What `work` returns is returned; what it throws is thrown, after the line is ended.
 * @template T
 * @param {string} title what is being done, in the present tense: "Installing packages"
 * @param {(note: (text: string) => void) => Promise<T> | T} work may call `note` to say what came out of it; that follows in parentheses
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const began = performance.now();
  const out = process.stdout;
  /** @type {string[]} */
  const notes = [];
  let open = false;
  const tick = () => {
    if (out.isTTY) out.write(`\r${title} … ${duration(performance.now() - began)}`);
    else out.write(open ? '.' : `${title} .`);
    open = true;
  };
  const timer = setInterval(tick, out.isTTY ? 500 : 5_000);
  const end = (/** @type {string} */ what) => {
    clearInterval(timer);
    const took = `${what}${duration(performance.now() - began)}`;
    const noted = notes.length > 0 ? ` (${notes.join('; ')})` : '';
    if (out.isTTY) out.write(`${open ? '\r\x1b[2K' : ''}${title} … ${took}${noted}\n`);
    else out.write(`${open ? ' ' : `${title} … `}${took}${noted}\n`);
  };
  try {
    const result = await work((text) => {
      notes.push(text);
    });
    end('');
    return result;
  } catch (error) {
    end('failed after ');
    throw error;
  }
}
