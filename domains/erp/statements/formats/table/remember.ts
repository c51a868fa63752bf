/** The same function, which remembers its last answer: rows that follow each other often say the same. */
export function rememberLast<T>(read: (text: string) => T): (text: string) => T {
  let lastText: string | null = null;
  let last: T;
  return (text) => {
    if (text !== lastText) {
      last = read(text);
      lastText = text;
    }
    return last;
  };
}

const MOST = 200;

/** The same function, which remembers its answers, up to some hundreds: the same few texts come again and again. */
export function rememberMany<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    let answer = known.get(text);
    if (answer === undefined) {
      answer = read(text);
      if (known.size >= MOST) known.clear();
      known.set(text, answer);
    }
    return answer;
  };
}
