import type { MarkedText } from '#domains/treasury/reconciliation/row-detail.ts';
import { RawText } from '../ui/text.tsx';

/** The bank's own text, with what was recognised in it marked. */
export function MarkedTexts({ texts }: { texts: readonly MarkedText[] }) {
  return (
    <RawText>
      {texts.map((marked, index) => {
        const key = `${index} ${marked.text}`;
        return (
          <div key={key}>
            <Marked {...marked} />
          </div>
        );
      })}
    </RawText>
  );
}

function Marked({ text, spans }: MarkedText) {
  let at = 0;
  const pieces = spans.flatMap(({ start, end, kind }) => {
    const before = text.slice(at, start);
    at = end;
    return [
      before,
      <mark key={start} title={WORDS[kind]}>
        {text.slice(start, end)}
      </mark>,
    ];
  });
  return (
    <>
      {pieces}
      {text.slice(at)}
    </>
  );
}

const WORDS = {
  number: 'a number of the document',
  name: 'the partner’s name',
  account: 'a known account',
  amount: 'an amount of the answer',
  discount: 'the discount',
} as const;
