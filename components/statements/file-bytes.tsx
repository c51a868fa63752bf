import type { Excerpt } from '#domains/erp/statements/preview/excerpt.ts';
import { Card } from '../ui/card.tsx';
import classes from './file-bytes.module.css';
import type { FileProblem } from './problem-list.tsx';

export type FileBytesProps = {
  readonly excerpt: Excerpt;
  readonly problems: readonly Pick<FileProblem, 'line' | 'severity'>[];
};

/** The beginning of a file as it is: lines with their numbers, those with a problem marked, or a dump of what is no text. */
export function FileBytes({ excerpt, problems }: FileBytesProps) {
  const part = excerpt.complete ? 'whole' : 'the first 64 kB';
  return (
    <Card
      title="What the file has in it"
      note={excerpt.kind === 'text' ? `${part}, as ${excerpt.encoding}` : `${part}, in hexadecimal and ASCII`}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard. */}
      <section className={classes.frame} aria-label="Contents of the file" tabIndex={0}>
        {excerpt.kind === 'text' ? (
          <Lines lines={excerpt.lines} problems={problems} />
        ) : (
          <pre className={classes.dump}>{excerpt.dump}</pre>
        )}
      </section>
    </Card>
  );
}

function Lines({ lines, problems }: { lines: readonly string[]; problems: FileBytesProps['problems'] }) {
  const marked = new Map(problems.map(({ line, severity }) => [line, severity]));
  return (
    <ol className={classes.lines}>
      {lines.map((text, index) => {
        const number = index + 1;
        const severity = marked.get(number);
        return (
          <li key={number} id={`line-${number}`} data-severity={severity}>
            <span className={classes.number}>
              {severity && <span title="A problem is here">!</span>} {number}
            </span>
            <span className={classes.text}>{text}</span>
          </li>
        );
      })}
    </ol>
  );
}
