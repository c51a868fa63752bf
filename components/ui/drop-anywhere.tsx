'use client';

import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';

const DropOverlay = dynamic(() => import('./drop-overlay.tsx').then((module) => module.DropOverlay), {
  ssr: false,
});

export type DropAnywhereProps = {
  /** Called with all files of one drop. */
  readonly onFiles: (files: File[]) => void;
  /** What to drop: "Drop bank statements". */
  readonly label: string;
  /** Takes the files out of a drop; what is read from folders, and how much. */
  readonly collect: (transfer: DataTransfer) => Promise<File[]>;
};

/** Lets files be dropped anywhere on the page. Its code is fetched when the browser has nothing else to do. */
export function DropAnywhere(props: DropAnywhereProps) {
  const [ready, setReady] = useState(false);

  useEffect(() => {
    const load = () => setReady(true);
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(load, 1500);
      return () => clearTimeout(timer);
    }
    const idle = requestIdleCallback(load, { timeout: 4000 });
    return () => cancelIdleCallback(idle);
  }, []);

  return ready ? <DropOverlay {...props} /> : null;
}
