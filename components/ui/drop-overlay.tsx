'use client';

import '@mantine/dropzone/styles.layer.css';
import { Dropzone } from '@mantine/dropzone';
import type { DropAnywhereProps } from './drop-anywhere.tsx';
import classes from './drop-overlay.module.css';

/** The field that covers the page while files are dragged over it. */
export function DropOverlay({ onFiles, label, collect }: DropAnywhereProps) {
  return (
    <Dropzone.FullScreen
      active
      onDrop={onFiles}
      getFilesFromEvent={(event) => filesOf(event, collect)}
      classNames={{ fullScreen: classes.screen, root: classes.field }}
    >
      <p className={classes.label}>{label}</p>
    </Dropzone.FullScreen>
  );
}

/** While files are dragged the browser tells only that there are some. */
async function filesOf(event: unknown, collect: DropAnywhereProps['collect']) {
  const { type, dataTransfer } = event as { type?: string; dataTransfer?: DataTransfer };
  if (!dataTransfer) return [];
  return type === 'drop'
    ? collect(dataTransfer)
    : [...dataTransfer.items].filter(({ kind }) => kind === 'file');
}
