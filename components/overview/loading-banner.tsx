'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { Progress } from '../ui/progress.tsx';
import classes from './loading-banner.module.css';

export type LoadingBannerProps = {
  /** "Loading the sample company: 45 of 95 deliveries". */
  readonly text: string;
  readonly done: number;
  readonly total: number;
};

const EVERY_MS = 1_000;

/** Says how far the sample company is, and shows the page anew every second until it is here. */
export function LoadingBanner({ text, done, total }: LoadingBannerProps) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), EVERY_MS);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <div className={classes.banner} role="status">
      <p>{text}</p>
      <Progress value={done} max={total} label={text} />
    </div>
  );
}
