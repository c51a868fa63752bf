'use client';

import '@mantine/dropzone/styles.layer.css';
import { Dropzone } from '@mantine/dropzone';
import type { DropAnywhereProps } from './drop-anywhere.tsx';
import classes from './drop-overlay.module.css';

/** The field that covers the page while files are dragged over it. */
export function DropOverlay({ onFiles, label }: DropAnywhereProps) {
  return (
    <Dropzone.FullScreen active onDrop={onFiles} className={classes.overlay}>
      <p className={classes.label}>{label}</p>
    </Dropzone.FullScreen>
  );
}
