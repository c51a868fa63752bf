'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import type { ReactNode } from 'react';

export type ButtonLinkProps = {
  readonly href: string;
  readonly primary?: boolean;
  /** A file to save rather than a page to open. */
  readonly download?: boolean;
  readonly children: ReactNode;
};

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function ButtonLink({ href, primary = false, download = false, children }: ButtonLinkProps) {
  const variant = primary ? 'filled' : 'default';
  if (download) {
    return (
      <Button component="a" href={href} download variant={variant}>
        {children}
      </Button>
    );
  }
  return (
    <Button component={Link} href={href} variant={variant}>
      {children}
    </Button>
  );
}
