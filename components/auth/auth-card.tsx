import type { ReactNode } from 'react';
import { Brand } from '../ui/brand.tsx';
import classes from './auth-card.module.css';

export type AuthCardProps = {
  readonly title: string;
  /** One or two sentences: where one is and what happens next. */
  readonly lead?: ReactNode;
  readonly children: ReactNode;
  /** Small words beneath the card. */
  readonly foot?: ReactNode;
};

/** The calm page around sign-in, first run and invitations: one card, one thing to do. */
export function AuthCard({ title, lead, children, foot }: AuthCardProps) {
  return (
    <main className={classes.page}>
      <div className={classes.column}>
        <div className={classes.brand}>
          <Brand />
        </div>
        <section className={classes.card}>
          <h1>{title}</h1>
          {lead && <p className={classes.lead}>{lead}</p>}
          <div className={classes.content}>{children}</div>
        </section>
        {foot && <p className={classes.foot}>{foot}</p>}
      </div>
    </main>
  );
}
