'use client';

import dynamic from 'next/dynamic';
import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react';
import { MAX_FILES_AT_ONCE } from '#domains/erp/statements/upload-limits.ts';
import { DropAnywhere } from '../ui/drop-anywhere.tsx';
import { droppedFiles } from './dropped-files.ts';
import { isWriting, pastedFrom } from './pasted.ts';
import type { RunningFile } from './upload.ts';
import classes from './uploads.module.css';
import { useUploads } from './use-uploads.ts';

const UploadPanel = dynamic(() => import('./upload-panel.tsx').then((module) => module.UploadPanel), {
  ssr: false,
});

const Context = createContext<{ readonly pick: () => void } | null>(null);

/** Opens the file dialog of the page. */
export function usePickFiles(): () => void {
  const context = useContext(Context);
  if (!context) throw new Error('Files can be picked only within Uploads.');
  return context.pick;
}

/**
 * Takes files and folders dropped anywhere on the pages within, and what is pasted there, and shows how far they are. `running` is what the
 * server still reads.
 */
export function Uploads({ running, children }: { running: readonly RunningFile[]; children: ReactNode }) {
  const uploading = useUploads(running);
  const { uploads, notice, say, add, ask } = uploading;
  const input = useRef<HTMLInputElement>(null);

  // The listener stays for as long as the pages do; what it calls is that of the last drawing.
  const paste = useRef<(event: ClipboardEvent) => void>(() => {});
  useEffect(() => {
    paste.current = (event) => {
      const pasted =
        event.clipboardData && !isWriting(event.target) && pastedFrom(event.clipboardData, new Date());
      if (!pasted) return;
      event.preventDefault();
      if (pasted.kind === 'files') add(pasted.files);
      else ask(pasted.file, pasted.begins);
    };
  });
  useEffect(() => {
    const listen = (event: ClipboardEvent) => paste.current(event);
    document.addEventListener('paste', listen);
    return () => document.removeEventListener('paste', listen);
  }, []);

  async function collect(transfer: DataTransfer): Promise<File[]> {
    try {
      // One more than may be, so that it shows when there are too many.
      return await droppedFiles(transfer, MAX_FILES_AT_ONCE + 1);
    } catch {
      say('The browser may not read what was dropped. Nothing was sent.');
      return [];
    }
  }

  return (
    <Context value={{ pick: () => input.current?.click() }}>
      {children}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Statement files"
        onChange={(event) => {
          add([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      <DropAnywhere onFiles={add} collect={collect} label="Drop bank statements, or a folder of them" />
      {(uploads.length > 0 || notice) && (
        <div className={classes.place}>
          <UploadPanel {...uploading} />
        </div>
      )}
    </Context>
  );
}
