import type { ReactNode } from 'react';
import classes from './text.module.css';

/** What a person looks for and, grey beneath it, what tells it apart; both cut with an ellipsis in a list. */
export function TwoLines({ main, detail }: { main: ReactNode; detail?: ReactNode }) {
  return (
    <div className={classes.two}>
      <div className={classes.cut}>{main}</div>
      {detail && <div className={`${classes.detail} ${classes.cut}`}>{detail}</div>}
    </div>
  );
}

/** Secondary words, small and grey. */
export function Quiet({ children }: { children: ReactNode }) {
  return <span className={classes.detail}>{children}</span>;
}

/** The one big figure of a page. */
export function BigFigure({ children }: { children: ReactNode }) {
  return <div className={classes.big}>{children}</div>;
}

/** Text exactly as a bank or an ERP sent it: fixed width, its own line breaks. */
export function RawText({ children }: { children: ReactNode }) {
  return <div className={classes.raw}>{children}</div>;
}
