import Link from 'next/link';
import type { ReactNode } from 'react';
import classes from './alert.module.css';

export type AlertProps = {
  readonly tone: 'bad' | 'warn' | 'info' | 'ok';
  /** The first words, in bold: what is the case. */
  readonly title?: string;
  /** The rest of the sentence: why, and what to do. */
  readonly children?: ReactNode;
  readonly action?: { readonly label: string; readonly href: string };
  /** Announce it to screen readers at once: for what appears after the page has loaded. */
  readonly live?: boolean;
};

/** A sentence that says what is the case and what to do. */
export function Alert({ tone, title, children, action, live = false }: AlertProps) {
  return (
    <div className={classes.alert} data-tone={tone} role={live ? 'alert' : undefined}>
      <p>
        {title && <b>{title}</b>} {children}
      </p>
      {action && (
        <Link href={action.href} className={classes.action}>
          {action.label} ›
        </Link>
      )}
    </div>
  );
}

/** Why something was refused, read aloud as it appears; nothing while nothing was. */
export function Refusal({ children }: { children: string | null | undefined }) {
  if (!children) return null;
  return (
    <Alert tone="bad" live>
      {children}
    </Alert>
  );
}
