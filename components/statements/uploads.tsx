'use client';

import dynamic from 'next/dynamic';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { DropAnywhere } from '../ui/drop-anywhere.tsx';
import { type Sent, sendFile } from './send-file.ts';
import classes from './uploads.module.css';

const UploadPanel = dynamic(() => import('./upload-panel.tsx').then((module) => module.UploadPanel), {
  ssr: false,
});

/** A file on its way from this browser; once it has arrived, the server knows how far its reading is. */
export type Upload = { readonly key: string; readonly name: string; readonly size: number } & (
  | { readonly phase: 'queued' }
  | { readonly phase: 'sending'; readonly sent: number }
  | { readonly phase: 'refused'; readonly reason: string }
  /** `earlier`: it was there when the page was loaded. */
  | { readonly phase: 'arrived'; readonly fileId: string; readonly earlier: boolean }
  | { readonly phase: 'known'; readonly fileId: string; readonly first: string }
);

export type RunningFile = { readonly id: string; readonly filename: string; readonly sizeBytes: number };

const STORED = 'nexus.uploads';
const AT_ONCE = 2;
const MAX_BYTES = 100_000_000;

const Context = createContext<{ readonly pick: () => void } | null>(null);

/** Opens the file dialog of the page. */
export function usePickFiles(): () => void {
  const context = useContext(Context);
  if (!context) throw new Error('Files can be picked only within Uploads.');
  return context.pick;
}

/** Takes files dropped anywhere on the pages within and shows how far they are. `running` is what the server still reads. */
export function Uploads({ running, children }: { running: readonly RunningFile[]; children: ReactNode }) {
  const [uploads, setUploads] = useState<readonly Upload[]>(() => running.map(arrived));
  const input = useRef<HTMLInputElement>(null);
  const waiting = useRef<{ key: string; file: File }[]>([]);
  const sending = useRef(0);

  useEffect(() => setUploads((known) => [...known, ...storedUploads(known)]), []);
  useEffect(() => storeUploads(uploads), [uploads]);
  useEffect(() => {
    if (!uploads.some(({ phase }) => phase === 'queued' || phase === 'sending')) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [uploads]);

  function change(key: string, next: (upload: Upload) => Upload) {
    setUploads((all) => all.map((upload) => (upload.key === key ? next(upload) : upload)));
  }

  function add(files: readonly File[]) {
    const added = files.map((file) => ({ key: crypto.randomUUID(), file }));
    setUploads((all) => [
      ...all,
      ...added.map(({ key, file }): Upload => {
        const base = { key, name: file.name, size: file.size };
        if (file.size <= MAX_BYTES) return { ...base, phase: 'queued' };
        return { ...base, phase: 'refused', reason: 'A file may have 100 MB at most.' };
      }),
    ]);
    waiting.current.push(...added.filter(({ file }) => file.size <= MAX_BYTES));
    pump();
  }

  function pump() {
    while (sending.current < AT_ONCE) {
      const next = waiting.current.shift();
      if (!next) return;
      sending.current++;
      void send(next.key, next.file).finally(() => {
        sending.current--;
        pump();
      });
    }
  }

  async function send(key: string, file: File) {
    const answer = await sendFile(file, (sent) =>
      change(key, (upload) => ({ ...upload, phase: 'sending', sent })),
    );
    setUploads((all) => {
      const sent = all.find((upload) => upload.key === key);
      if (!sent) return all;
      const next = afterSending({ key, name: sent.name, size: sent.size }, answer);
      // The same file, dropped again, has one line.
      const others = all.filter(
        (upload) => !('fileId' in upload && 'fileId' in next && upload.fileId === next.fileId),
      );
      return others.map((upload) => (upload.key === key ? next : upload));
    });
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
      <DropAnywhere onFiles={add} label="Drop bank statements" />
      {uploads.length > 0 && (
        <div className={classes.place}>
          <UploadPanel uploads={uploads} close={() => setUploads([])} />
        </div>
      )}
    </Context>
  );
}

function afterSending(base: Pick<Upload, 'key' | 'name' | 'size'>, answer: Sent): Upload {
  if (!answer.ok) return { ...base, phase: 'refused', reason: answer.reason };
  const { statementFileId: fileId, outcome, filename } = answer.result;
  return outcome === 'known'
    ? { ...base, phase: 'known', fileId, first: filename }
    : { ...base, phase: 'arrived', fileId, earlier: false };
}

function arrived({ id, filename, sizeBytes }: RunningFile): Upload {
  return { key: id, name: filename, size: sizeBytes, phase: 'arrived', fileId: id, earlier: true };
}

/** What this tab has sent stays in sight after a reload, until it is put away. */
function storeUploads(uploads: readonly Upload[]) {
  const files = uploads.flatMap((upload): RunningFile[] =>
    upload.phase === 'arrived' ? [{ id: upload.fileId, filename: upload.name, sizeBytes: upload.size }] : [],
  );
  sessionStorage.setItem(STORED, JSON.stringify(files));
}

function storedUploads(known: readonly Upload[]): Upload[] {
  try {
    const files = JSON.parse(sessionStorage.getItem(STORED) ?? '[]') as RunningFile[];
    return files.filter(({ id }) => !known.some((upload) => upload.key === id)).map(arrived);
  } catch {
    return [];
  }
}
