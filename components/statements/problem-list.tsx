import { Dot } from '../ui/status.tsx';
import { RawText } from '../ui/text.tsx';
import classes from './statement-page.module.css';

export type FileProblem = {
  readonly severity: string;
  readonly line: number | null;
  readonly code: string;
  readonly message: string;
  readonly raw: string | null;
};

/** What could not be read: the sentence, where it stands, and the text itself. */
export function ProblemList({ problems }: { problems: readonly FileProblem[] }) {
  return (
    <ul className={classes.problems}>
      {problems.map((problem, index) => {
        const key = `${index} ${problem.code}`;
        return (
          <li key={key} className={classes.problem}>
            <p>
              <Dot tone={problem.severity === 'error' ? 'bad' : 'warn'} />
              {problem.message}{' '}
              {problem.line !== null && <span className={classes.where}>line {problem.line}</span>}
            </p>
            {problem.raw && <RawText>{problem.raw}</RawText>}
          </li>
        );
      })}
    </ul>
  );
}
